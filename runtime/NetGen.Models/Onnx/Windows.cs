using System.Collections.Immutable;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx;

/// <summary>What an operator says of a window: its taps, how it steps, and the border, all by axis of the space.</summary>
/// <param name="Kernel">The taps.</param>
/// <param name="Strides">From one place to the next.</param>
/// <param name="Dilations">From one tap to the next.</param>
/// <param name="Before">The border before each axis.</param>
/// <param name="After">The border behind it.</param>
internal sealed record Windows(
    ImmutableArray<int> Kernel,
    ImmutableArray<int> Strides,
    ImmutableArray<int> Dilations,
    ImmutableArray<int> Before,
    ImmutableArray<int> After)
{
    public int Dimensions => Kernel.Length;

    public int Reach(int axis) => (Dilations[axis] * (Kernel[axis] - 1)) + 1;

    /// <summary>How many places the window takes along each axis.</summary>
    public int Places(int axis, int extent) => ((extent + Before[axis] + After[axis] - Reach(axis)) / Strides[axis]) + 1;

    public static Windows Of(OnnxNode node, ImmutableArray<int> kernel, ImmutableArray<int> extents)
    {
        int dimensions = kernel.Length;
        ImmutableArray<int> strides = node.Ints("strides", dimensions, 1), dilations = node.Ints("dilations", dimensions, 1),
            pads = node.Ints("pads", 2 * dimensions, 0);
        if (kernel.Concat(strides).Concat(dilations).Any(number => number is < 1 or > 1 << 20) || pads.Any(pad => pad is < 0 or > 1 << 20))
            throw node.Fault("its kernel, strides and dilations must be at least 1 and its pads at least 0");
        var windows = new Windows(kernel, strides, dilations, pads[..dimensions], pads[dimensions..]);
        string auto = node.Text("auto_pad", "NOTSET");
        if (auto is "SAME_UPPER" or "SAME_LOWER")
        {
            int[] all = [.. Enumerable.Range(0, dimensions)
                .Select(axis => Math.Max(
                0, (((extents[axis] + strides[axis] - 1) / strides[axis] - 1) * strides[axis]) + windows.Reach(axis) - extents[axis]))];
            ImmutableArray<int> less = [.. all.Select(pad => pad / 2)], more = [.. all.Select(pad => pad - (pad / 2))];
            windows = auto == "SAME_UPPER" ? windows with { Before = less, After = more } : windows with { Before = more, After = less };
        }
        else if (auto == "VALID")
        {
            windows = windows with { Before = [.. kernel.Select(_ => 0)], After = [.. kernel.Select(_ => 0)] };
        }

        for (int axis = 0; axis < dimensions; axis++)
        {
            if ((long)extents[axis] + windows.Before[axis] + windows.After[axis] < ((long)dilations[axis] * (kernel[axis] - 1)) + 1)
                throw node.Fault($"its window of {kernel[axis]} does not fit the extent {extents[axis]} of axis {axis + 2}");
        }

        return windows;
    }

    /// <summary>Channels last in the network, and samples first in the model: what windows slide over.</summary>
    public static FeatureMap ChannelsLast(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        if (map.Rank < 3 || map.Layout.Batch is { Axis: not 0 } || (map.Layout.Batch is null && map.Extent(0) != 1))
            throw node.Fault($"it slides over {map.ShapeText}, and a sample, channels and places are expected");
        Layout wanted = Of(map.Layout.Shape, map.Layout.Batch is not null);
        if (map.Layout.IsAs(wanted))
            return map with { Layout = wanted };
        return Arranging.ByAxes(mapping, map, [0, .. Enumerable.Range(2, map.Rank - 2), 1]) with { Layout = wanted };
    }

    public static Layout Of(ImmutableArray<int> shape, bool hasBatch) =>
        Layout.Of(shape, [0, .. Enumerable.Range(2, shape.Length - 2), 1], hasBatch ? 0 : null);
}
