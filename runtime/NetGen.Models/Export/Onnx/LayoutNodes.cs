using System.Collections.Immutable;

namespace NetGen.Models.Export.Onnx;

/// <summary>Layers that move numbers and compute none.</summary>
internal static class LayoutNodes
{
    public static Dictionary<string, OnnxLayer> All { get; } = new()
    {
        ["Linear"] = Same,
        ["Dropout"] = Same,
        ["Flatten"] = Reshape,
        ["Reshape"] = Reshape,
        ["Permute"] = Permute,
        ["Slice"] = Slice,
        ["ChannelShuffle"] = Shuffle,
        ["Upsample2D"] = Upsample,
    };

    /// <summary>The numbers of a sample in the network's order under other extents.</summary>
    public static ExportValue Shaped(OnnxGraph graph, ExportValue value, ImmutableArray<int> shape)
    {
        if (value.Shape.SequenceEqual(shape))
            return value;
        string name = (value.IsBoth ? value : graph.Last(value)).Name;
        return new ExportValue(
            shape.Length == 1 ? graph.Node("Flatten", [name], OnnxAttribute.Of("axis", 1)) : graph.Reshape(name, [.. shape]), shape);
    }

    private static ExportValue Same(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs) => inputs[0];

    private static ExportValue Reshape(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs) =>
        Shaped(graph, inputs[0], layer.OutputShape);

    private static ExportValue Permute(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        // The arguments are the axes in their order.
        int[] order = [0, .. layer.Properties.Where(property => property.Name is "First" or "Second" or "Third")
            .Select(property => (int)property.Values[0] + 1)];
        return new ExportValue(graph.Node("Transpose", [graph.Last(inputs[0]).Name], OnnxAttribute.Of("perm", order)), layer.OutputShape);
    }

    private static ExportValue Slice(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        int axis = (int)layer.Number("Axis", -1), start = (int)layer.Number("Start");
        axis = inputs[0].AxisOf(axis < 0 ? axis + layer.InputShape.Length : axis);
        string[] arguments = [
            inputs[0].Name, graph.Integers(start), graph.Integers(start + (int)layer.Number("Length")), graph.Integers(axis)];
        return inputs[0] with { Name = graph.Node("Slice", arguments), Shape = layer.OutputShape };
    }

    private static ExportValue Shuffle(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        ExportValue input = inputs[0];
        int groups = (int)layer.Number("Groups"), size = layer.InputShape[^1] / groups, places = input.Size / layer.InputShape[^1];
        string apart = graph.Reshape(input.Name, input.IsFirst ? [groups, size, places] : [places, groups, size]);
        string shuffled = graph.Node("Transpose", [apart], OnnxAttribute.Of("perm", input.IsFirst ? [0, 2, 1, 3] : new[] { 0, 1, 3, 2 }));
        return input with { Name = graph.Reshape(shuffled, [.. input.Extents]) };
    }

    private static ExportValue Upsample(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        int factor = (int)layer.Number("Factor");
        if (graph.Source.IsDouble)
            return Repeated(graph, layer, graph.Last(inputs[0]), factor);
        string scales = graph.Initializer($"scales {factor}", () => SingleScales(factor));
        string resized = graph.Node(
            "Resize",
            [graph.First(inputs[0]).Name, string.Empty, scales],
            OnnxAttribute.Of("mode", "nearest"),
            OnnxAttribute.Of("coordinate_transformation_mode", "asymmetric"),
            OnnxAttribute.Of("nearest_mode", "floor"));
        return new ExportValue(resized, layer.OutputShape, IsFirst: true);
    }

    /// <summary>ONNX Runtime resizes no doubles: rows and columns are gathered instead.</summary>
    private static ExportValue Repeated(OnnxGraph graph, LayerDescription layer, ExportValue input, int factor)
    {
        string name = input.Name;
        for (int axis = 0; axis < 2; axis++)
        {
            ImmutableArray<long> places = [.. Enumerable.Range(0, layer.OutputShape[axis]).Select(place => (long)(place / factor))];
            name = graph.Node("Gather", [name, graph.Integers(places)], OnnxAttribute.Of("axis", axis + 1));
        }

        return new ExportValue(name, layer.OutputShape);
    }

    private static NumberTensor SingleScales(int factor)
    {
        float[] scales = [1, 1, factor, factor];
        return new NumberTensor(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(scales).ToArray(), sizeof(float), [scales.Length]);
    }
}
