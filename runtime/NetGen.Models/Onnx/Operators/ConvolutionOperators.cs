using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Operators;

/// <summary>Convolutions: kernels <c>[out][in / groups][height][width]</c> become <c>[height][width][in / groups][out]</c>.</summary>
internal static class ConvolutionOperators
{
    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["Conv"] = Convolution,
        ["ConvTranspose"] = Transposed,
    };

    private static void Convolution(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = Windows.ChannelsLast(mapping, node);
        Layout layout = map.Layout;
        Constant kernel = mapping.Constant(node, 1, "the kernel");
        Windows windows = Over(node, map, kernel);
        int channels = map.Extent(1), filters = kernel.Shape[0], groups = node.Int("group", 1);
        if (groups < 1 || kernel.Shape[1] * groups != channels || filters % groups != 0)
            throw node.Fault($"its kernel [{string.Join(", ", kernel.Shape)}] in {groups} groups does not fit {channels} channels");
        bool isImage = windows.Dimensions == 2;
        // Where there is one channel, or a group for each, two kinds of layers do the same.
        bool isDepthwise = isImage && groups == channels && !node.Says("Conv2D") && (groups > 1 || node.Says("DepthwiseConv2D"));
        bool isCausal = !isImage && IsCausal(windows) && !node.Says("Conv1D") && (windows.Reach(0) > 1 || node.Says("CausalConv1D"));
        NetworkValue input = mapping.Shaped(map.Value, [.. layout.Shape[2..], channels]);
        ImmutableArray<int> order = isImage ? [2, 3, 1, 0] : [2, 1, 0];
        ImmutableArray<int> shape = isDepthwise
            ? [.. windows.Kernel, channels, filters / channels] : [.. windows.Kernel, channels / groups, filters];
        string size = Size(windows);
        NewLayer layer = isDepthwise
            ? new NewLayer("DepthwiseConv2D", size).WithIf(filters > channels, "Multiplier", CSharpText.Of(filters / channels))
            : new NewLayer(isImage ? "Conv2D" : isCausal ? "CausalConv1D" : "Conv1D", CSharpText.Of(filters), size)
                .WithIf(groups > 1, "Groups", CSharpText.Of(groups));
        layer = Stepping(isCausal ? layer : Border(layer, windows),
            windows) with { Weights = [new WeightTensor("weights", shape, () => kernel.Transpose(order).Numbers())] };
        ImmutableArray<int> places = [.. Enumerable.Range(0, windows.Dimensions).Select(axis => windows.Places(axis, input.Shape[axis]))];
        mapping.Result(node, new FeatureMap(
            mapping.Network.Add(WithBias(mapping, node, layer, filters), input, [.. places, filters]),
            Windows.Of([map.Extent(0), filters, .. places], layout.Batch is not null)));
    }

    private static void Transposed(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = Windows.ChannelsLast(mapping, node);
        Constant kernel = mapping.Constant(node, 1, "the kernel");
        if (map.Rank > 4 || kernel.Shape.Length != map.Rank || kernel.Shape[0] != map.Extent(1))
            throw node.Fault($"its kernel [{string.Join(", ", kernel.Shape)}] does not fit {map.ShapeText}; transposed convolutions are of "
                + "images and sequences");
        if (node.Find("output_shape") is not null || node.Text("auto_pad", "NOTSET") != "NOTSET")
            throw node.Fault("its border is given by the shape of the output");
        int groups = node.Int("group", 1), filters = kernel.Shape[1] * groups;
        // The border is cut off what comes out, so that any kernel fits.
        Windows windows = Windows.Of(node, kernel.Shape[2..], [.. map.Layout.Shape[2..].Select(_ => 1 << 24)]);
        bool isImage = windows.Dimensions == 2;
        ImmutableArray<int> more = node.Ints("output_padding", windows.Dimensions, 0);
        if (Enumerable.Range(0, windows.Dimensions).Any(axis => more[axis] >= Math.Max(windows.Strides[axis], windows.Dilations[axis])))
            throw node.Fault($"its output padding is [{string.Join(", ", more)}], and that of a layer is less than stride or dilation");
        NewLayer layer = new NewLayer(isImage ? "ConvTranspose2D" : "ConvTranspose1D", CSharpText.Of(filters), Size(windows))
            .WithIf(groups > 1, "Groups", CSharpText.Of(groups))
            .WithIf(more.Any(rows => rows > 0), "OutputPadding", CSharpText.Of(more[0]))
                .WithIf(more[^1] != more[0], "OutputPaddingWidth", CSharpText.Of(more[^1]));
        ImmutableArray<int> order = isImage ? [2, 3, 0, 1] : [2, 0, 1];
        layer = Stepping(Border(layer, windows), windows) with
        {
            Weights = [new WeightTensor(
                "weights", [.. windows.Kernel, map.Extent(1), kernel.Shape[1]], () => kernel.Transpose(order).Numbers())],
        };
        ImmutableArray<int> places = [.. Enumerable.Range(0, windows.Dimensions).Select(axis =>
            ((map.Extent(axis + 2) - 1) * windows.Strides[axis]) - windows.Before[axis] - windows.After[axis] + windows.Reach(axis)
                + more[axis])];
        NetworkValue input = mapping.Shaped(map.Value, [.. map.Layout.Shape[2..], map.Extent(1)]);
        mapping.Result(node, new FeatureMap(
            mapping.Network.Add(WithBias(mapping, node, layer, filters), input, [.. places, filters]),
            Windows.Of([map.Extent(0), filters, .. places], map.Layout.Batch is not null)));
    }

    private static string Size(Windows windows) =>
        string.Join(", ", windows.Kernel.Distinct().Count() == 1 ? windows.Kernel.Take(1) : windows.Kernel);

    private static Windows Over(OnnxNode node, FeatureMap map, Constant kernel)
    {
        if (map.Rank > 4)
            throw node.Fault($"it slides over {map.Rank - 2} axes, and a layer slides over 2");
        if (kernel.Shape.Length != map.Rank || (node.Ints("kernel_shape") is { } given && !given.SequenceEqual(kernel.Shape[2..])))
            throw node.Fault($"its kernel [{string.Join(", ", kernel.Shape)}] does not fit {map.ShapeText}, or its 'kernel_shape'");
        return Windows.Of(node, kernel.Shape[2..], map.Layout.Shape[2..]);
    }

    public static NewLayer Border(NewLayer layer, Windows windows)
    {
        int[] sides = [.. Enumerable.Range(0, windows.Dimensions).SelectMany(axis => new[] { windows.Before[axis], windows.After[axis] })];
        return sides.Distinct().Count() == 1
            ? layer.WithIf(sides[0] > 0, "Padding", CSharpText.Of(sides[0])) : layer.With("PaddingSides", CSharpText.Of(sides));
    }

    /// <summary>Whether each step sees the steps before it alone, as far as the kernel reaches.</summary>
    private static bool IsCausal(Windows windows) =>
        windows.Strides[0] == 1 && windows.Before[0] == windows.Reach(0) - 1 && windows.After[0] == 0;

    private static NewLayer Stepping(NewLayer layer, Windows windows)
    {
        // Where the kernel has one tap, its dilation says nothing.
        int[] dilations = [.. Enumerable.Range(0, windows.Dimensions)
            .Select(axis => windows.Kernel[axis] > 1 ? windows.Dilations[axis] : 1)];
        return layer.WithIf(windows.Strides.Any(stride => stride > 1), "Stride", CSharpText.Of(windows.Strides[0]))
            .WithIf(windows.Strides[^1] != windows.Strides[0], "StrideWidth", CSharpText.Of(windows.Strides[^1]))
            .WithIf(dilations.Any(dilation => dilation > 1), "Dilation", CSharpText.Of(dilations[0]))
            .WithIf(dilations[^1] != dilations[0], "DilationWidth", CSharpText.Of(dilations[^1]));
    }

    private static NewLayer WithBias(Mapping mapping, OnnxNode node, NewLayer layer, int filters)
    {
        if (mapping.ConstantOrNull(node, 2, "the bias") is not { } bias)
            return layer.With("Bias", "false");
        return bias.Size == filters
            ? layer with { Weights = layer.Weights.Add(new WeightTensor("bias", [filters], bias.Numbers)) }
            : throw node.Fault($"its bias has {bias.Size} numbers, expected {filters}");
    }
}
