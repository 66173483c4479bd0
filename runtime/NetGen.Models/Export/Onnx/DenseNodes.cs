namespace NetGen.Models.Export.Onnx;

/// <summary>Dense layers: a Gemm for vectors, a MatMul and an Add for the steps of a sequence.</summary>
internal static class DenseNodes
{
    public static Dictionary<string, OnnxLayer> All { get; } =
        new() { ["Dense"] = (graph, layer, inputs) => Dense(graph, layer, graph.Last(inputs[0])) };

    private static ExportValue Dense(OnnxGraph graph, LayerDescription layer, ExportValue input)
    {
        string weights = graph.Weight("weights");
        string? bias = graph.WeightOrNull("bias");
        if (input.Shape.Length == 1)
            return new ExportValue(
                graph.Node("Gemm", bias is null ? [input.Name, weights] : [input.Name, weights, bias]), layer.OutputShape);
        string product = graph.Node("MatMul", [input.Name, weights]);
        return new ExportValue(bias is null ? product : graph.Node("Add", [product, bias]), layer.OutputShape);
    }
}
