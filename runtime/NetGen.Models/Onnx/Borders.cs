using System.Collections.Immutable;
using NetGen.Models.Building;

namespace NetGen.Models.Onnx;

/// <summary>Borders of images and sequences, put on or cut off by one layer.</summary>
internal static class Borders
{
    /// <summary>Numbers around the rows and columns of an image or the steps of a sequence; null where they are put elsewhere.</summary>
    /// <param name="mapping">The network.</param>
    /// <param name="map">The tensor.</param>
    /// <param name="pads">For each axis what comes before it, then for each what comes behind it.</param>
    /// <param name="node">The operator; its mode is <c>constant</c>, <c>reflect</c> or <c>edge</c>.</param>
    /// <param name="fill">The number of a constant border.</param>
    public static FeatureMap? Put(Mapping mapping, FeatureMap map, long[] pads, OnnxNode node, float fill)
    {
        string mode = node.Text("mode", "constant");
        if (mode is not ("constant" or "reflect" or "edge") || StoredAxes.Of(map) is not { Length: 2 or 3 } axes
            || pads.Any(pad => pad < 0) || pads[0] != 0 || pads[map.Rank] != 0 || pads[axes[^1]] != 0 || pads[map.Rank + axes[^1]] != 0)
            return null;
        (int Before, int After)[] sides = [.. axes[..^1].Select(axis => ((int)pads[axis], (int)pads[map.Rank + axis]))];
        bool isZero = mode == "constant" && fill == 0;
        NewLayer layer = new NewLayer(sides.Length == 1 ? "Pad1D" : isZero && !node.Says("Pad2D") ? "ZeroPad2D" : "Pad2D", Arguments(sides))
            .WithIf(mode == "constant" && fill != 0, "Value", CSharpText.Of(fill))
            .WithIf(mode != "constant", "Mode", mode == "edge" ? "PadMode.Replicate" : "PadMode.Reflect");
        return Changed(mapping, map, layer, axes, sides.Select(side => side.Before + side.After));
    }

    /// <summary>Rows and columns cut off an image by bounds of both; null where other axes, or not both, are cut.</summary>
    public static FeatureMap? Cut(Mapping mapping, FeatureMap map, IReadOnlyList<(int Axis, int Start, int End)> bounds)
    {
        if (StoredAxes.Of(map) is not { Length: 3 } axes || bounds.Count != 2)
            return null;
        var sides = new (int Before, int After)[2];
        for (int i = 0; i < sides.Length; i++)
        {
            if (bounds.All(bound => bound.Axis != axes[i]))
                return null;
            (int axis, int start, int end) = bounds.First(bound => bound.Axis == axes[i]);
            sides[i] = (start, map.Extent(axis) - end);
            if (start >= end)
                return null;
        }

        if (sides.All(side => side is (0, 0)))
            return null;

        return Changed(mapping, map, new NewLayer("Crop2D", Arguments(sides)), axes, sides.Select(side => -side.Before - side.After));
    }

    private static FeatureMap Changed(Mapping mapping, FeatureMap map, NewLayer layer, ImmutableArray<int> axes, IEnumerable<int> more)
    {
        ImmutableArray<int> shape = map.Value.Shape, model = map.Layout.Shape;
        foreach ((int added, int i) in more.Select((added, i) => (added, i)))
        {
            shape = shape.SetItem(i, shape[i] + added);
            model = model.SetItem(axes[i], model[axes[i]] + added);
        }

        var layout = Layouts.Layout.Of(model, [0, .. axes], map.Layout.Batch is null ? null : 0);
        return new FeatureMap(mapping.Network.Add(layer, map.Value, shape), layout);
    }

    private static ImmutableArray<string> Arguments((int Before, int After)[] sides)
    {
        int[] all = [.. sides.SelectMany(side => new[] { side.Before, side.After })];
        return [.. (all.Distinct().Count() == 1 ? all.Take(1) : all).Select(CSharpText.Of)];
    }
}
