using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Export.Onnx;

/// <summary>Recurrent layers, whose operators want the steps before the samples, and gates in an order of their own.</summary>
internal static class RecurrentNodes
{
    /// <summary>For each gate of the operator, the gate that it is in the network.</summary>
    private static readonly int[] s_lstm = [0, 3, 1, 2], s_gru = [1, 0, 2], s_simple = [0];

    public static Dictionary<string, OnnxLayer> All { get; } = new()
    {
        ["SimpleRnn"] = (graph, layer, inputs) => Recurrent(graph, layer, graph.Last(inputs[0]), "RNN", s_simple),
        ["Lstm"] = (graph, layer, inputs) => Recurrent(graph, layer, graph.Last(inputs[0]), "LSTM", s_lstm),
        ["Gru"] = (graph, layer, inputs) => Recurrent(graph, layer, graph.Last(inputs[0]), "GRU", s_gru),
    };

    private static ExportValue Recurrent(OnnxGraph graph, LayerDescription layer, ExportValue input, string operation, int[] gates)
    {
        int directions = layer.Flag("Bidirectional") ? 2 : 1, units = (int)layer.Number("Units");
        bool sequence = layer.Flag("ReturnSequence");
        if (graph.Source.IsDouble)
            return ScannedNodes.Recurrent(graph, layer, input);
        string turned = graph.Node("Transpose", [input.Name], OnnxAttribute.Of("perm", [1, 0, 2]));
        string[] matrices = [Matrices(graph, layer, "inputWeights", gates, directions), Matrices(graph, layer, "recurrentWeights", gates, directions)];
        string[] arguments = [turned, .. matrices, .. Bias(graph, layer, gates, directions)];
        string output = graph.Node(
            operation,
            sequence ? 1 : 2,
            arguments,
            [
                OnnxAttribute.Of("hidden_size", units),
                OnnxAttribute.Of("direction", directions == 2 ? "bidirectional" : "forward"),
                .. operation == "GRU" ? [OnnxAttribute.Of("linear_before_reset", 1)] : Array.Empty<AttributeProto>(),
                .. operation == "RNN" ? Nonlinearity(layer, directions) : [],
            ])[^1];
        string samples = graph.Node("Transpose", [output], OnnxAttribute.Of("perm", sequence ? [2, 0, 1, 3] : new[] { 1, 0, 2 }));
        return new ExportValue(graph.Reshape(samples, [.. layer.OutputShape]), layer.OutputShape);
    }

    private static AttributeProto[] Nonlinearity(LayerDescription layer, int directions)
    {
        var function = (Nonlinearity)(int)layer.Number("Nonlinearity");
        string[] names = [.. Enumerable.Repeat(function == NetGen.Nonlinearity.Linear ? "Affine" : function.ToString(), directions)];
        return function != NetGen.Nonlinearity.Linear
            ? [OnnxAttribute.Of("activations", names)]
            :
            [
                OnnxAttribute.Of("activations", names),
                OnnxAttribute.Of("activation_alpha", Enumerable.Repeat(1.0, directions)),
                OnnxAttribute.Of("activation_beta", Enumerable.Repeat(0.0, directions)),
            ];
    }

    /// <summary>A parameter of a direction.</summary>
    public static string Named(string name, int direction) => direction == 0 ? name : "reverse" + char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>Directions, gates and units, inputs.</summary>
    private static string Matrices(OnnxGraph graph, LayerDescription layer, string name, int[] gates, int directions)
    {
        string key = $"{graph.Source.Owner(layer).Name}.{name}";
        return graph.Initializer(key, () =>
        {
            NumberTensor Part(int direction) => graph.Source.Get(layer, Named(name, direction)).Blocks(gates).Permuted(1, 0);
            NumberTensor[] parts = [.. Enumerable.Range(0, directions).Select(Part)];
            return NumberTensor.Stacked(parts, directions, parts[0].Shape[0], parts[0].Shape[1]);
        });
    }

    /// <summary>The bias of the inputs' product, then that of the recurrent one, which only the new gate of a GRU has.</summary>
    private static string[] Bias(OnnxGraph graph, LayerDescription layer, int[] gates, int directions)
    {
        if (graph.Source.Find(layer, "bias") is not { } first)
            return [];
        int units = (int)layer.Number("Units");
        NumberTensor zeros = graph.Source.Constant(new double[first.Shape[0] - (gates == s_gru ? units : 0)], first.Shape[0]);
        IEnumerable<NumberTensor> Parts(int direction) =>
        [
            graph.Source.Get(layer, Named("bias", direction)).Blocks(gates),
            zeros,
            .. graph.Source.Find(layer, Named("recurrentBias", direction)) is { } extra ? [extra] : Array.Empty<NumberTensor>(),
        ];
        string key = $"{graph.Source.Owner(layer).Name}.bias";
        return [graph.Initializer(key, () => NumberTensor.Stacked([.. Enumerable.Range(0, directions).SelectMany(Parts)], directions, 2 * first.Shape[0]))];
    }
}
