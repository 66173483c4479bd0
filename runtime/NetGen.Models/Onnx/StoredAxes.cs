using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx;

/// <summary>Which axis of the model's tensor each axis of the network's value is, where they are the same axes in another order.</summary>
internal static class StoredAxes
{
    /// <summary>
    /// For each axis of the value the axis of the tensor; null where they are others. The first axis of the tensor counts samples.
    /// </summary>
    public static ImmutableArray<int>? Of(FeatureMap map)
    {
        ImmutableArray<int> shape = map.Layout.Shape;
        bool hasBatch = map.Layout.Batch is not null;
        if (map.Rank < 2 || (hasBatch ? map.Layout.Batch!.Value.Axis != 0 : shape[0] != 1))
            return null;
        ImmutableArray<int> asInModel = [.. Enumerable.Range(1, map.Rank - 1)], channelsLast = [.. asInModel[1..], 1];
        foreach (ImmutableArray<int> axes in new[] { asInModel, channelsLast })
        {
            if (map.Value.Shape.SequenceEqual(axes.Select(axis => shape[axis]))
                && map.Layout.IsAs(Layout.Of(shape, [0, .. axes], hasBatch ? 0 : null)))
                return axes;
        }

        return null;
    }

    /// <summary>The axis of a value whose numbers are a run of its numbers; -1 where the run is no axis by itself.</summary>
    /// <param name="value">The value.</param>
    /// <param name="outer">The numbers outside of the run.</param>
    /// <param name="size">The numbers in it.</param>
    public static int OfRun(NetworkValue value, int outer, int size)
    {
        for (int axis = 0, before = 1; axis < value.Shape.Length; before *= value.Shape[axis++])
        {
            if (before == outer && value.Shape[axis] == size)
                return axis;
        }

        return -1;
    }
}
