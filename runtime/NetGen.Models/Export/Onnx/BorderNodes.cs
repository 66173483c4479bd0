using System.Collections.Immutable;

namespace NetGen.Models.Export.Onnx;

/// <summary>Layers that put a border around images and sequences, or cut it off.</summary>
internal static class BorderNodes
{
    public static Dictionary<string, OnnxLayer> All { get; } = new()
    {
        ["Pad1D"] = Pad,
        ["Pad2D"] = Pad,
        ["ZeroPad2D"] = Pad,
        ["Crop2D"] = Crop,
    };

    private static ExportValue Pad(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        ExportValue input = inputs[0];
        BorderSides sides = BorderSides.Of(layer);
        int rank = input.Shape.Length + 1;
        long[] pads = new long[2 * rank];
        for (int i = 0; i < sides.Before.Length; i++)
            (pads[input.AxisOf(i)], pads[rank + input.AxisOf(i)]) = (sides.Before[i], sides.After[i]);
        string mode = (PadMode)(int)layer.Number("Mode") switch
        {
            PadMode.Reflect => "reflect",
            PadMode.Replicate => "edge",
            _ => "constant",
        };
        string[] value = mode == "constant" ? [graph.Number(layer.Number("Value"))] : [];
        return input with
        {
            Name = graph.Node("Pad", [input.Name, graph.Integers([.. pads]), .. value], OnnxAttribute.Of("mode", mode)),
            Shape = layer.OutputShape,
        };
    }

    private static ExportValue Crop(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        ExportValue input = inputs[0];
        BorderSides sides = BorderSides.Of(layer);
        ImmutableArray<long> starts = [.. sides.Before.Select(side => (long)side)];
        ImmutableArray<long> ends = [.. sides.Before.Select((side, i) => (long)side + layer.OutputShape[i])];
        string axes = graph.Integers([.. sides.Before.Select((_, i) => (long)input.AxisOf(i))]);
        return input with { Name = graph.Node("Slice", [input.Name, graph.Integers(starts), graph.Integers(ends), axes]),
            Shape = layer.OutputShape };
    }
}
