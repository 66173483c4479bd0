using System.Collections.Immutable;

namespace NetGen.Models.Export.Onnx;

/// <summary>Normalisations, and the factor and shift of each channel.</summary>
internal static class NormalizationNodes
{
    public static Dictionary<string, OnnxLayer> All { get; } = new()
    {
        ["BatchNorm"] = Batch,
        ["LayerNorm"] = Layer,
        ["RmsNorm"] = RootMeanSquare,
        ["GroupNorm"] = (graph, layer, inputs) => Grouped(graph, layer, graph.First(inputs[0]), (int)layer.Number("Groups")),
        ["InstanceNorm"] = (graph, layer, inputs) => Instance(graph, layer, graph.First(inputs[0])),
        ["LocalResponseNorm"] = LocalResponse,
        ["Scale"] = (graph, layer, inputs) => Affine(graph, inputs[0], inputs[0].Name),
    };

    /// <summary>A parameter with one number for each channel, in a shape that goes with a value; null where the layer has none.</summary>
    public static string? ForEachChannel(OnnxGraph graph, ExportValue value, string name)
    {
        if (!value.IsFirst)
            return graph.WeightOrNull(name);
        int channels = value.Shape[^1];
        ImmutableArray<int> column = [channels, .. Enumerable.Repeat(1, value.Shape.Length - 1)];
        return graph.Source.Find(graph.Layer, name) is { } tensor
            ? graph.Initializer($"{graph.Source.Owner(graph.Layer).Name}.{name} {column.Length}", () => tensor.Reshaped(column))
            : null;
    }

    private static double Epsilon(LayerDescription layer) => layer.Number("Epsilon", 1e-5);

    /// <summary>The trained factor and shift of each channel, where there are any.</summary>
    private static ExportValue Affine(OnnxGraph graph, ExportValue value, string name)
    {
        if (ForEachChannel(graph, value, "gamma") is { } gamma)
            name = graph.Node("Mul", [name, gamma]);
        if (ForEachChannel(graph, value, "beta") is { } beta)
            name = graph.Node("Add", [name, beta]);
        return value with { Name = name };
    }

    /// <summary>A parameter that an operator insists on; the same number for all channels where the layer has none.</summary>
    private static string OrFilled(OnnxGraph graph, string name, double number, int channels) =>
        graph.WeightOrNull(name) ?? Filled(graph, number, channels);

    private static string Filled(OnnxGraph graph, double number, int channels) =>
        graph.Initializer($"{channels} times {number}", () => graph.Source.Constant([.. Enumerable.Repeat(number, channels)], channels));

    private static ExportValue Batch(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        int channels = layer.InputShape[^1];
        if (graph.Source.IsDouble)
            return Fixed(graph, layer, inputs[0]);
        ExportValue input = graph.First(inputs[0]);
        string gamma = OrFilled(graph, "gamma", 1, channels), beta = OrFilled(graph, "beta", 0, channels);
        string[] arguments = [input.Name, gamma, beta, graph.Weight("runningMean"), graph.Weight("runningVariance")];
        return input with { Name = graph.Node("BatchNormalization", arguments, OnnxAttribute.Of("epsilon", Epsilon(layer))) };
    }

    private static ExportValue Layer(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        int channels = layer.InputShape[^1];
        if (graph.Source.IsDouble)
            return Affine(graph, inputs[0], Normalized(graph, layer, inputs[0].Name, inputs[0].ChannelAxis));
        ExportValue input = graph.Last(inputs[0]);
        string[] arguments = [
            input.Name, OrFilled(graph, "gamma", 1, channels), .. graph.WeightOrNull("beta") is { } beta ? [beta] : Array.Empty<string>()];
        return input with { Name = graph.Node(
            "LayerNormalization", arguments, OnnxAttribute.Of("axis", -1), OnnxAttribute.Of("epsilon", Epsilon(layer))) };
    }

    private static ExportValue RootMeanSquare(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        ExportValue input = graph.Last(inputs[0]);
        string root = Root(graph, layer, graph.Node("Mul", [input.Name, input.Name]), -1);
        return Affine(graph, input, graph.Node("Div", [input.Name, root]));
    }

    /// <summary>
    /// Groups of neighbouring channels as rows, normalised by themselves. In single precision as PyTorch writes it, which readers know;
    /// ONNX Runtime normalises no rows of doubles.
    /// </summary>
    private static ExportValue Grouped(OnnxGraph graph, LayerDescription layer, ExportValue input, int groups)
    {
        if (graph.Source.IsDouble)
        {
            string apart = graph.Reshape(input.Name, groups, input.Size / groups);
            return Affine(graph, input, graph.Reshape(Normalized(graph, layer, apart, 2), [.. input.Extents]));
        }

        string rows = graph.Reshape(input.Name, groups, -1);
        string normalized = graph.Node(
            "InstanceNormalization",
            [rows, Filled(graph, 1, groups), Filled(graph, 0, groups)],
            OnnxAttribute.Of("epsilon", Epsilon(layer)));
        return Affine(graph, input, graph.Node("Reshape", [normalized, graph.Node("Shape", [input.Name])]));
    }

    private static ExportValue Instance(OnnxGraph graph, LayerDescription layer, ExportValue input)
    {
        int channels = layer.InputShape[^1];
        if (graph.Source.IsDouble)
            return Grouped(graph, layer, input, channels);
        string[] arguments = [input.Name, OrFilled(graph, "gamma", 1, channels), OrFilled(graph, "beta", 0, channels)];
        return input with { Name = graph.Node("InstanceNormalization", arguments, OnnxAttribute.Of("epsilon", Epsilon(layer))) };
    }

    /// <summary>By the running statistics. The operator has its epsilon in single precision, so doubles go without it.</summary>
    private static ExportValue Fixed(OnnxGraph graph, LayerDescription layer, ExportValue input)
    {
        string distance = graph.Node("Sub", [input.Name, ForEachChannel(graph, input, "runningMean")!]);
        string variance = graph.Node("Add", [ForEachChannel(graph, input, "runningVariance")!, graph.Number(Epsilon(layer))]);
        return Affine(graph, input, graph.Node("Div", [distance, graph.Node("Sqrt", [variance])]));
    }

    /// <summary>The distance from the mean along an axis, by the deviation.</summary>
    private static string Normalized(OnnxGraph graph, LayerDescription layer, string name, int axis)
    {
        string distance = graph.Node("Sub", [name, graph.Node("ReduceMean", [name], OnnxAttribute.Of("axes", [axis]))]);
        return graph.Node("Div", [distance, Root(graph, layer, graph.Node("Mul", [distance, distance]), axis)]);
    }

    private static string Root(OnnxGraph graph, LayerDescription layer, string squares, int axis)
    {
        string mean = graph.Node("ReduceMean", [squares], OnnxAttribute.Of("axes", [axis]));
        return graph.Node("Sqrt", [graph.Node("Add", [mean, graph.Number(Epsilon(layer))])]);
    }

    private static ExportValue LocalResponse(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        int size = (int)layer.Number("Size");
        double alpha = layer.Number("Alpha", 1e-4), beta = layer.Number("Beta", 0.75), k = layer.Number("K", 1);
        // The operator's sums begin elsewhere where their number is even; ONNX Runtime has it in single precision.
        if (size % 2 == 0 || graph.Source.IsDouble)
            return Summed(graph, inputs[0], size, alpha, beta, k);
        ExportValue input = graph.First(inputs[0]);
        // ONNX Runtime has it for images alone: a sequence is one of width 1.
        bool isSequence = input.Shape.Length == 2;
        string name = isSequence ? graph.Node("Unsqueeze", [input.Name, graph.Integers(3)]) : input.Name;
        name = graph.Node(
            "LRN",
            [name],
            OnnxAttribute.Of("size", size),
            OnnxAttribute.Of("alpha", alpha),
            OnnxAttribute.Of("beta", beta),
            OnnxAttribute.Of("bias", k));
        return input with { Name = isSequence ? graph.Node("Squeeze", [name, graph.Integers(3)]) : name };
    }

    private static ExportValue Summed(OnnxGraph graph, ExportValue input, int size, double alpha, double beta, double k)
    {
        int axis = input.ChannelAxis, rank = input.Shape.Length + 1, channels = input.Shape[^1];
        long[] pads = new long[2 * rank];
        (pads[axis], pads[rank + axis]) = (size / 2, (size - 1) / 2);
        string padded = graph.Node("Pad", [graph.Node("Mul", [input.Name, input.Name]), graph.Integers([.. pads])]);
        string[] neighbours = [.. Enumerable.Range(0, size).Select(i =>
            graph.Node("Slice", [padded, graph.Integers(i), graph.Integers(i + channels), graph.Integers(axis)]))];
        string sum = graph.Node("Sum", neighbours);
        string mean = graph.Node("Add", [graph.Node("Mul", [sum, graph.Number(alpha / size)]), graph.Number(k)]);
        return input with { Name = graph.Node("Div", [input.Name, graph.Node("Pow", [mean, graph.Number(beta)])]) };
    }
}
