using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Operators;

/// <summary>Pools over windows and over everything.</summary>
internal static class PoolOperators
{
    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["MaxPool"] = (mapping, node) => Pool(mapping, node, "MaxPool2D"),
        ["AveragePool"] = (mapping, node) => Pool(mapping, node, "AvgPool2D"),
        ["GlobalMaxPool"] = (mapping, node) => Global(mapping, node, "GlobalMaxPool"),
        ["GlobalAveragePool"] = (mapping, node) => Global(mapping, node, "GlobalAvgPool"),
    };

    private static void Global(Mapping mapping, OnnxNode node, string kind)
    {
        FeatureMap map = Windows.ChannelsLast(mapping, node);
        Layout layout = map.Layout;
        int channels = map.Extent(1);
        NetworkValue rows = mapping.Places(map.Value, channels);
        mapping.Result(node, new FeatureMap(
            mapping.Network.Add(new NewLayer(kind), rows, [channels]), layout.Without([.. Enumerable.Range(2, map.Rank - 2)])));
    }

    private static void Pool(Mapping mapping, OnnxNode node, string kind)
    {
        FeatureMap map = Windows.ChannelsLast(mapping, node);
        Layout layout = map.Layout;
        ImmutableArray<int> extents = map.Layout.Shape[2..], kernel = node.Ints("kernel_shape")
            ?? throw node.Fault("its 'kernel_shape' is missing");
        if (kernel.Length != extents.Length || kernel.Length > 3)
            throw node.Fault($"its window has {kernel.Length} axes, and {map.ShapeText} has {extents.Length} to slide over");
        Windows windows = Windows.Of(node, kernel, extents);
        if (windows.Dilations.Any(dilation => dilation > 1))
            throw node.Fault("its window is dilated, and no pool has such a window");
        if (node.Int("ceil_mode", 0) != 0)
            windows = Ceiling(windows, extents);
        if (Enumerable.Range(0, kernel.Length).Any(axis => Math.Max(windows.Before[axis], windows.After[axis]) > kernel[axis] / 2))
            throw node.Fault("its border is wider than half of its window");
        bool counts = node.Int("count_include_pad", 0) != 0, hasBorder = windows.Before.Concat(windows.After).Any(pad => pad > 0);
        if (kind == "AvgPool2D" && hasBorder && kernel.Length == 3)
            throw node.Fault("it takes means over three axes with a border");
        NewLayer layer = new NewLayer(kind).WithIf(counts && hasBorder && kind == "AvgPool2D", "CountPadding", "true");
        ImmutableArray<int> places = [.. Enumerable.Range(0, kernel.Length).Select(axis => windows.Places(axis, extents[axis]))];
        NetworkValue value = map.Value;
        int channels = map.Extent(1);

        // Three axes are two pools: over the first two, then over the last.
        if (kernel.Length == 3)
        {
            value = Image(mapping, layer, mapping.Shaped(value, extents[0], extents[1], extents[2] * channels), Part(windows, 0, 1));
            value = Image(mapping, layer, mapping.Shaped(value, places[0] * places[1], extents[2], channels), Part(windows, null, 2));
        }
        else if (kernel.Length == 1)
        {
            NewLayer pool = layer with { Kind = kind.Replace("2D", "1D", StringComparison.Ordinal),
                Arguments = [CSharpText.Of(kernel[0])] };
            pool = ConvolutionOperators.Border(
                pool.WithIf(windows.Strides[0] != kernel[0], "Stride", CSharpText.Of(windows.Strides[0])), windows);
            value = mapping.Network.Add(pool, mapping.Shaped(value, extents[0], channels), [places[0], channels]);
        }
        else
        {
            value = Image(mapping, layer, mapping.Shaped(value, extents[0], extents[1], channels), windows);
        }

        mapping.Result(node, new FeatureMap(value, Windows.Of([map.Extent(0), channels, .. places], layout.Batch is not null)));
    }

    /// <summary>Two of the axes; none is a window of one.</summary>
    private static Windows Part(Windows windows, int? vertical, int? horizontal)
    {
        ImmutableArray<int> Of(ImmutableArray<int> numbers, int missing) =>
            [vertical is { } y ? numbers[y] : missing, horizontal is { } x ? numbers[x] : missing];
        return new Windows(Of(windows.Kernel, 1), Of(windows.Strides, 1), Of(windows.Dilations, 1), Of(windows.Before, 0),
            Of(windows.After, 0));
    }

    public static NetworkValue Image(Mapping mapping, NewLayer layer, NetworkValue image, Windows windows)
    {
        ImmutableArray<int> kernel = windows.Kernel, strides = windows.Strides;
        layer = layer with { Arguments = [.. (kernel[0] == kernel[1] ? kernel.Take(1) : kernel).Select(CSharpText.Of)] };
        bool touches = strides[0] == kernel[0] && strides[1] == kernel[1];
        layer = layer.WithIf(!touches, "Stride", CSharpText.Of(strides[0]))
            .WithIf(!touches && strides[1] != strides[0], "StrideWidth", CSharpText.Of(strides[1]));
        return mapping.Network.Add(
            ConvolutionOperators.Border(layer, windows), image,
            [windows.Places(0, image.Shape[0]), windows.Places(1, image.Shape[1]), image.Shape[2]]);
    }

    /// <summary>A border behind each axis, so that the last window that begins on the input has a place.</summary>
    private static Windows Ceiling(Windows windows, ImmutableArray<int> extents) => windows with
    {
        After = [.. Enumerable.Range(0, windows.Dimensions).Select(axis =>
        {
            int over = (extents[axis] + windows.Before[axis] + windows.After[axis] - windows.Reach(axis)) % windows.Strides[axis];
            int more = over == 0 ? 0 : windows.Strides[axis] - over;
            return windows.Places(axis, extents[axis] + more) is var places
                && (places - 1) * windows.Strides[axis] < extents[axis] + windows.Before[axis]
                ? windows.After[axis] + more : windows.After[axis];
        })],
    };
}
