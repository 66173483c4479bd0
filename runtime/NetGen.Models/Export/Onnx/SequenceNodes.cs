using System.Collections.Immutable;

namespace NetGen.Models.Export.Onnx;

/// <summary>Embeddings, positional encodings and attention.</summary>
internal static class SequenceNodes
{
    private const int Int64 = 7;

    public static Dictionary<string, OnnxLayer> All { get; } = new()
    {
        ["Embedding"] = Embedding,
        ["PositionalEncoding"] = Positions,
        ["SelfAttention"] = Attention,
    };

    private static ExportValue Embedding(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        string indices = LayoutNodes.Shaped(graph, inputs[0], [layer.InputShape[0]]).Name;
        string whole = graph.Node("Cast", [indices], OnnxAttribute.Of("to", Int64));
        return new ExportValue(graph.Node("Gather", [graph.Weight("table"), whole], OnnxAttribute.Of("axis", 0)), layer.OutputShape);
    }

    private static ExportValue Positions(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        int steps = layer.InputShape[0], features = layer.InputShape[1];
        string table = graph.Initializer(
            $"positions {steps} x {features}", () => graph.Source.Constant(PositionTable.Of(steps, features), steps, features));
        ExportValue input = graph.Last(inputs[0]);
        return input with { Name = graph.Node("Add", [input.Name, table]) };
    }

    private static ExportValue Attention(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        int steps = layer.InputShape[0], heads = (int)layer.Number("Heads"), width = layer.InputShape[1] / heads;
        string input = graph.Last(inputs[0]).Name;
        string Heads(string name, params int[] order) =>
            graph.Node("Transpose", [graph.Reshape(Product(graph, input, name), steps, heads, width)], OnnxAttribute.Of("perm", order));
        // A number for each feature, though all are equal: ONNX Runtime would take a single one into the product, and in single precision.
        string shares = graph.Initializer(
            $"attention {width}", () => graph.Source.Constant([.. Enumerable.Repeat(1 / Math.Sqrt(width), width)], width));
        string queries = graph.Node("Mul", [Heads("query", 0, 2, 1, 3), shares]);
        string scores = graph.Node("MatMul", [queries, Heads("key", 0, 2, 3, 1)]);
        if (layer.Flag("Causal"))
            scores = graph.Node("Add", [scores, Future(graph, steps)]);
        string weights = graph.Node("Softmax", [scores], OnnxAttribute.Of("axis", -1));
        string attended = graph.Node(
            "Transpose", [graph.Node("MatMul", [weights, Heads("value", 0, 2, 1, 3)])], OnnxAttribute.Of("perm", [0, 2, 1, 3]));
        return new ExportValue(Product(graph, graph.Reshape(attended, steps, heads * width), "output"), layer.OutputShape);
    }

    private static string Product(OnnxGraph graph, string input, string name)
    {
        string product = graph.Node("MatMul", [input, graph.Weight(name + "Weights")]);
        return graph.WeightOrNull(name + "Bias") is { } bias ? graph.Node("Add", [product, bias]) : product;
    }

    /// <summary>
    /// Minus infinity for the steps behind each step, and zero for those it sees; made by the graph, since a table would be large.
    /// </summary>
    private static string Future(OnnxGraph graph, int steps)
    {
        string all = graph.Node(
            "ConstantOfShape",
            [graph.Integers(steps, steps)],
            OnnxAttribute.Of("value", graph.Tensor(string.Empty, graph.Source.Constant([double.NegativeInfinity], 1))));
        return graph.Node("Trilu", [all, graph.Integers(1)], OnnxAttribute.Of("upper", 1));
    }
}
