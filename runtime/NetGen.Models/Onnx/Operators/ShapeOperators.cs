using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Operators;

/// <summary>Operators that change the axes and move no number.</summary>
internal static class ShapeOperators
{
    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["Reshape"] = Reshape,
        ["Flatten"] = Flatten,
        ["Squeeze"] = Squeeze,
        ["Unsqueeze"] = Unsqueeze,
        ["Transpose"] = Transpose,
        ["DepthToSpace"] = DepthToSpace,
        ["SpaceToDepth"] = SpaceToDepth,
        ["Cast"] = Cast,
    };

    private static void To(Mapping mapping, OnnxNode node, FeatureMap map, ImmutableArray<int> shape)
    {
        if (shape.Aggregate(1L, (product, extent) => product * extent) != map.Layout.Shape.Aggregate(
            1L, (product, extent) => product * extent))
            throw node.Fault($"the shape [{string.Join(", ", shape)}] does not hold {map.ShapeText}");
        FeatureMap reshaped = Reshaped(mapping, node, map, shape);
        mapping.Result(node, Shuffled(mapping, reshaped) ?? Told(mapping, node, reshaped));
    }

    /// <summary>
    /// Channels of an image or a sequence that lie in two factors the other way round: a shuffle of channels (Zhang et al., 2017), for
    /// which there is a layer. Taken into the layout it would leave no layer, but rows of the next dense layer in another order than in the
    /// model.
    /// </summary>
    private static FeatureMap? Shuffled(Mapping mapping, FeatureMap map)
    {
        Layout layout = map.Layout.Canonical();
        if (layout.Rank < 2 || layout.Batch?.Axis != 0 || layout.Order is not [.., { Index: 1 } groups, { Index: 0 } rest]
            || groups.Axis != rest.Axis
            || layout.Axes[rest.Axis].Length != 2 || map.Value.Shape[^1] != layout.Shape[rest.Axis])
            return null;
        IEnumerable<int> others = Enumerable.Range(0, layout.Rank).Where(axis => axis != rest.Axis);
        var plain = Layout.Of(layout.Shape, [.. others, rest.Axis], 0);
        if (!layout.Order[..^2].SequenceEqual(plain.Order[..^1]))
            return null;
        var shuffle = new NewLayer("ChannelShuffle", CSharpText.Of(layout.Extent(groups)));
        return new FeatureMap(mapping.Network.Add(shuffle, map.Value, map.Value.Shape), plain);
    }

    /// <summary>A layer that moves no number, where the file says that there is one and the numbers lie as in the model.</summary>
    private static FeatureMap Told(Mapping mapping, OnnxNode node, FeatureMap map)
    {
        ImmutableArray<int> shape = map.Layout.Shape;
        bool isLayer = node.Says("Flatten") && shape.Length == 2 || node.Says("Reshape") && shape.Length is >= 2 and <= 4;
        if (!isLayer || map.Layout.Batch?.Axis != 0 || !map.Layout.IsAs(Layout.RowMajor(shape, 0))
            || map.Value.Shape.SequenceEqual(shape[1..]))
            return map;
        NewLayer layer = node.Says("Flatten") ? new NewLayer("Flatten") : new NewLayer("Reshape", [.. shape[1..].Select(CSharpText.Of)]);
        return map with { Value = mapping.Network.Add(layer, map.Value, shape[1..]) };
    }

    private static FeatureMap Reshaped(Mapping mapping, OnnxNode node, FeatureMap map, ImmutableArray<int> shape)
    {
        if (map.Layout.Reshape(shape) is null)
            map = Arranging.RowMajor(mapping, map);
        return map with { Layout = map.Layout.Reshape(shape)
            ?? throw node.Fault($"it reads {map.ShapeText} as [{string.Join(", ", shape)}], which divides the samples of a batch") };
    }

    private static void Reshape(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        long[] given = mapping.Constant(node, 1, "the shape").Integers();
        if (node.Int("allowzero", 0) != 0 && given.Contains(0))
            throw node.Fault("its shape has an extent of 0");
        int[] shape = [.. given.Select(
            (extent, axis) => extent == 0 && axis < map.Rank ? map.Extent(axis) : (int)Math.Clamp(extent, -1, int.MaxValue))];
        long rest = shape.Where(extent => extent != -1).Aggregate(1L, (product, extent) => Math.Min(product * extent, long.MaxValue >> 32));
        long size = map.Layout.Shape.Aggregate(1L, (product, extent) => product * extent);
        if (shape.Count(extent => extent == -1) > 1 || rest == 0 || size % rest != 0)
            throw node.Fault($"the shape [{string.Join(", ", given)}] does not hold {map.ShapeText}");
        To(mapping, node, map, [.. shape.Select(extent => extent == -1 ? (int)(size / rest) : extent)]);
    }

    private static void Flatten(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        int axis = node.Int("axis", 1);
        axis = axis < 0 ? axis + map.Rank : axis;
        if (axis < 0 || axis > map.Rank)
            throw node.Fault($"its axis is {axis}");
        ImmutableArray<int> shape = map.Layout.Shape;
        To(mapping, node, map,
            [shape[..axis].Aggregate(1, (product, extent) => product * extent),
            shape[axis..].Aggregate(1, (product, extent) => product * extent)]);
    }

    private static void Squeeze(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        int[] axes = Axes(mapping, node, map.Rank)
            ?? [.. Enumerable.Range(0, map.Rank).Where(axis => map.Extent(axis) == 1 && map.Layout.Batch?.Axis != axis)];
        Layout layout = map.Layout;
        foreach (int axis in axes.OrderDescending())
        {
            if (layout.Shape[axis] != 1 || layout.Batch?.Axis == axis)
                throw node.Fault($"it drops axis {axis} of {map.ShapeText}, which is the batch or has more than one place");
            layout = layout.Without(axis).Remove(axis);
        }

        mapping.Result(node, map with { Layout = layout });
    }

    private static void Unsqueeze(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        int count = (node.Ints("axes")?.Length ?? (int)mapping.Constant(node, 1, "the axes").Size) + map.Rank;
        Layout layout = map.Layout;
        foreach (int axis in Axes(mapping, node, count)!.Order())
            layout = layout.Insert(axis);
        mapping.Result(node, map with { Layout = layout });
    }

    private static void Transpose(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        ImmutableArray<int> order = node.Ints("perm") ?? [.. Enumerable.Range(0, map.Rank).Reverse()];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, map.Rank)))
            throw node.Fault($"its 'perm' [{string.Join(", ", order)}] is no order of the axes of {map.ShapeText}");
        FeatureMap transposed = map with { Layout = map.Layout.Transpose(order) };
        bool isLayer = node.Says("Permute") && order[0] == 0 && StoredAxes.Of(map) is { } axes
            && axes.SequenceEqual(Enumerable.Range(1, map.Rank - 1));
        mapping.Result(node, isLayer ? Arranging.ByAxesAtOnce(mapping, transposed, order) : transposed);
    }

    /// <summary>
    /// Blocks of channels become blocks of pixels: the channels are divided, and their parts come behind rows and columns.
    /// </summary>
    private static void DepthToSpace(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = Image(mapping, node, out int block);
        int channels = map.Extent(1) / (block * block), height = map.Extent(2), width = map.Extent(3);
        if (channels * block * block != map.Extent(1))
            throw node.Fault($"its block of {block} does not divide the {map.Extent(1)} channels");
        bool channelsOutside = node.Text("mode", "DCR") == "CRD";
        ImmutableArray<int> parts = channelsOutside ? [channels, block, block] : [block, block, channels];
        ImmutableArray<int> order = channelsOutside ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2];
        Regrouped(mapping, node, map, [map.Extent(0), .. parts, height, width], order,
            [map.Extent(0), channels, height * block, width * block]);
    }

    private static void SpaceToDepth(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = Image(mapping, node, out int block);
        int channels = map.Extent(1), height = map.Extent(2) / block, width = map.Extent(3) / block;
        if (height * block != map.Extent(2) || width * block != map.Extent(3))
            throw node.Fault($"its block of {block} does not divide {map.ShapeText}");
        Regrouped(mapping, node, map, [map.Extent(0), channels, height, block, width, block], [0, 3, 5, 1, 2, 4],
            [map.Extent(0), channels * block * block, height, width]);
    }

    private static FeatureMap Image(Mapping mapping, OnnxNode node, out int block)
    {
        FeatureMap map = mapping.Map(node, 0);
        block = node.Int("blocksize", 0);
        return map.Rank == 4 && block is >= 1 and <= 1 << 10
            ? map : throw node.Fault($"it works on {map.ShapeText} in blocks of {block}, and images are expected");
    }

    private static void Regrouped(
        Mapping mapping, OnnxNode node, FeatureMap map, ImmutableArray<int> parts, ImmutableArray<int> order, ImmutableArray<int> shape)
    {
        FeatureMap divided = Reshaped(mapping, node, map, parts);
        mapping.Result(node, Reshaped(mapping, node, divided with { Layout = divided.Layout.Transpose(order) }, shape));
    }

    private static void Cast(Mapping mapping, OnnxNode node)
    {
        const int single = 1, half = 10, wide = 11;
        if (node.Int("to", single) is not (single or half or wide))
            throw node.Fault("it makes whole numbers of the numbers of a network");
        mapping.Result(node, mapping.Map(node, 0));
    }

    /// <summary>The axes that an operator names by attribute, from opset 13 on by its second input; null for none.</summary>
    public static int[]? Axes(Mapping mapping, OnnxNode node, int rank)
    {
        IEnumerable<long>? given = node.Ints("axes")?.Select(axis => (long)axis) ?? mapping.ConstantOrNull(node, 1, "the axes")?.Integers();
        int[]? axes = given?.Select(
            axis => axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis) : throw node.Fault($"its axis {axis} is none of {rank}")).ToArray();
        return axes is null || axes.Distinct().Count() == axes.Length ? axes : throw node.Fault("it names an axis twice");
    }
}
