using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Operators;

/// <summary>Slices, joins, borders and repetitions.</summary>
internal static class SelectionOperators
{
    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["Concat"] = Concat,
        ["Slice"] = Slice,
        ["Split"] = Split,
        ["Pad"] = Pad,
        ["Tile"] = Tile,
        ["Expand"] = Expand,
        ["Upsample"] = Upsample,
        ["Resize"] = Upsample,
    };

    private static int Axis(OnnxNode node, int rank, int axis) =>
        axis >= -rank && axis < rank ? (axis < 0 ? axis + rank : axis) : throw node.Fault($"its axis {axis} is none of {rank}");

    private static void Concat(Mapping mapping, OnnxNode node)
    {
        FeatureMap[] maps = [.. Enumerable.Range(0, node.Message.Input.Count).Select(input => mapping.Map(node, input))];
        int axis = Axis(node, maps[0].Rank, node.Int("axis", 1)), extent = maps.Sum(map => map.Extent(axis));
        if (maps[0].Layout.Batch?.Axis == axis)
            throw node.Fault("it joins samples of a batch");
        if (maps.Any(map => map.Rank != maps[0].Rank))
            throw node.Fault($"it joins {string.Join(", ", maps.Select(map => map.ShapeText))}, which do not fit");
        if (Joined(maps, axis, extent) is null)
        {
            // They lie in several orders, or the axis lies apart: each as in the model, the axis innermost.
            ImmutableArray<int> axes = [.. Enumerable.Range(0, maps[0].Rank).Where(other => other != axis), axis];
            maps = Array.ConvertAll(maps, map => Arranging.ByAxes(mapping, map, axes));
        }

        if (Joined(maps, axis, extent) is not var (longest, results, outer, inner))
            throw node.Fault($"it joins {string.Join(", ", maps.Select(map => map.ShapeText))}, which do not fit");
        // All as they are, or all as rows: a join takes inputs of one rank.
        bool areChannels = maps.All(map => Channels(map, longest, axis, inner));
        NetworkValue[] rows = Array.ConvertAll(maps, map => areChannels ? map.Value : Spreading.Row(mapping, map.Value, outer));
        ImmutableArray<int> shape = [.. rows[0].Shape[..^1], rows.Sum(row => row.Shape[^1])];
        mapping.Result(node, new FeatureMap(
            rows.Length == 1 ? rows[0] : mapping.Network.Add(new NewLayer("Concat"), rows[0], shape, [.. rows.Skip(1)]), results[0]));
    }

    /// <summary>
    /// The longest of some tensors, how each lies once its axis is as long as that of all, and the numbers outside and inside of the axis;
    /// null where they lie otherwise.
    /// </summary>
    private static (FeatureMap Longest, Layout[] Results, int Outer, int Inner)? Joined(FeatureMap[] maps, int axis, int extent)
    {
        FeatureMap longest = maps.MaxBy(map => map.Extent(axis))!;
        if (maps.Any(map => map.Layout.Canonical().Axes[axis].Length > 1)
            || longest.Layout.Canonical().Run(axis) is not var (outer, _, inner))
            return null;
        if (longest.Extent(axis) == 1)
            (outer, inner) = (longest.Layout.Size, 1);
        Layout[] results = Array.ConvertAll(maps, map => map.Layout.WithExtent(axis, extent, inner));
        return results.All(result => result.IsAs(results[0])) ? (longest, results, outer, inner) : null;
    }

    /// <summary>Whether the axis is the last of the network's values, which are then joined as they are.</summary>
    private static bool Channels(FeatureMap map, FeatureMap longest, int axis, int inner) =>
        inner == 1 && map.Value.Shape[^1] == map.Extent(axis) && longest.Value.Shape[^1] == longest.Extent(axis)
            && map.Value.Shape[..^1].SequenceEqual(longest.Value.Shape[..^1]);

    public static void Gather(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        Constant indices = mapping.Constant(node, 1, "the index");
        int axis = Axis(node, map.Rank, node.Int("axis", 0));
        if (indices.Shape.Length > 1)
            throw node.Fault("it picks by a table of indices");
        FeatureMap picked = Spreading.Pick(
            mapping, node, map, axis,
            [.. indices.Integers().Select(index => (int)Math.Clamp(index < 0 ? index + map.Extent(axis) : index, -1, int.MaxValue))]);
        mapping.Result(node, indices.Shape.Length == 1 ? picked : picked with { Layout = picked.Layout.Without(axis).Remove(axis) });
    }

    private static void Slice(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        long[] Numbers(string name, int input) =>
            node.Ints(name)?.Select(number => (long)number).ToArray() ?? mapping.Constant(node, input, $"'{name}'").Integers();
        long[] starts = Numbers("starts", 1), ends = Numbers("ends", 2);
        bool names = node.Find("axes") is not null || node.Input(3).Length > 0;
        long[] axes = names ? Numbers("axes", 3) : [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = node.Input(4).Length > 0 ? mapping.Constant(node, 4, "'steps'").Integers() : [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw node.Fault("its starts, ends, axes and steps are not of one length");
        if (steps.All(step => step == 1))
        {
            (int Axis, int Start, int End)[] bounds = [.. axes.Select((axis, i) => Bound(node, map, axis, starts[i], ends[i]))];
            if (Borders.Cut(mapping, map, bounds) is { } cut)
            {
                mapping.Result(node, cut);
                return;
            }
        }

        for (int i = 0; i < starts.Length; i++)
        {
            int axis = Axis(node, map.Rank, (int)Math.Clamp(axes[i], int.MinValue, int.MaxValue));
            int[] places = [.. SlicePlaces.Of(node, map.Extent(axis), starts[i], ends[i], steps[i])];
            if (places.Length != map.Extent(axis) || steps[i] < 0)
                map = Spreading.Pick(mapping, node, map, axis, [.. places]);
        }

        mapping.Result(node, map);
    }

    /// <summary>An axis and the places of it that are kept; ends beyond it are its end, and negative ones count from there.</summary>
    private static (int Axis, int Start, int End) Bound(OnnxNode node, FeatureMap map, long given, long start, long end)
    {
        int axis = Axis(node, map.Rank, (int)Math.Clamp(given, int.MinValue, int.MaxValue)), extent = map.Extent(axis);
        int Place(long place) => (int)Math.Clamp(place < 0 ? place + extent : place, 0, extent);
        return (axis, Place(start), Place(end));
    }

    private static void Split(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        int axis = Axis(node, map.Rank, node.Int("axis", 0)), extent = map.Extent(axis), count = node.Message.Output.Count;
        int each = (extent + count - 1) / count;
        int[] sizes = node.Ints("split")?.ToArray()
            ?? mapping.ConstantOrNull(node, 1, "the split")?.Integers().Select(size => (int)Math.Clamp(size, 0, int.MaxValue)).ToArray()
            ?? [.. Enumerable.Range(0, count).Select(part => Math.Max(0, Math.Min(each, extent - (part * each))))];
        if (sizes.Length != count || sizes.Sum(size => (long)size) != extent || sizes.Min() < 1)
            throw node.Fault($"its parts [{string.Join(", ", sizes)}] do not divide the extent {extent} into {count}");
        for (int output = 0, first = 0; output < count; first += sizes[output++])
            mapping.Result(node, Spreading.Pick(mapping, node, map, axis, [.. Enumerable.Range(first, sizes[output])]), output);
    }

    private static void Pad(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        long[] pads = node.Ints("pads")?.Select(pad => (long)pad).ToArray() ?? mapping.Constant(node, 1, "the pads").Integers();
        string mode = node.Text("mode", "constant");
        float fill = node.Opset < 11 ? node.Float("value", 0) : mapping.ConstantOrNull(node, 2, "the fill")?.Numbers().FirstOrDefault()
            ?? 0;
        if (pads.Length != 2 * map.Rank || pads.Any(pad => Math.Abs(pad) > 1 << 20) || node.Input(3).Length > 0)
            throw node.Fault($"its pads [{string.Join(", ", pads)}] are not two for each axis of {map.ShapeText}");
        if (Borders.Put(mapping, map, pads, node, fill) is { } bordered)
        {
            mapping.Result(node, bordered);
            return;
        }

        bool shifts = mode == "constant" && fill != 0;
        if (shifts)
            map = map with { Value = mapping.Network.Function(map.Value, "WithoutFill", $"x - {CSharpText.Single(fill)}") };
        for (int axis = 0; axis < map.Rank; axis++)
        {
            int before = (int)pads[axis], after = (int)pads[map.Rank + axis], extent = map.Extent(axis);
            if (before == 0 && after == 0)
                continue;
            int[] places = [.. Enumerable.Range(-before, Math.Max(0, extent + before + after))];
            if (mode == "constant")
                map = Zeros(mapping, node, map, axis, (before, after));
            else if (mode is "reflect" or "edge" or "wrap")
                map = Spreading.Pick(mapping, node, map, axis, [.. places.Select(place => Beyond(place, extent, mode))]);
            else
                throw node.Fault($"its mode '{mode}' is not known");
        }

        if (shifts)
            map = map with { Value = mapping.Network.Function(map.Value, "WithFill", $"x + {CSharpText.Single(fill)}") };
        mapping.Result(node, map);
    }

    private static int Beyond(int place, int extent, string mode) => mode switch
    {
        "edge" => Math.Clamp(place, 0, extent - 1),
        "wrap" => ((place % extent) + extent) % extent,
        _ => place < 0 ? -place : place >= extent ? (2 * extent) - 2 - place : place,
    };

    private static FeatureMap Zeros(Mapping mapping, OnnxNode node, FeatureMap map, int axis, (int Before, int After) border)
    {
        Layout layout = map.Layout.Canonical();
        if (border.Before < 0 || border.After < 0)
            throw node.Fault("it cuts with pads below 0");
        if (layout.Batch?.Axis == axis)
            throw node.Fault($"it puts zeros around axis {axis} of {map.ShapeText}, which is the batch");
        if (layout.Axes[axis].Length > 1)
        {
            map = Arranging.InnermostInOrder(mapping, map, axis);
            layout = map.Layout;
        }

        (int outer, int size, int inner) = layout.Run(axis)!.Value;
        int whole = size + border.Before + border.After;
        (outer, inner) = size == 1 ? (layout.Size, 1) : (outer, inner);
        NewLayer pad = new("ZeroPad2D", "0", "0", CSharpText.Of(border.Before), CSharpText.Of(border.After));
        return new FeatureMap(
            mapping.Network.Add(pad, mapping.Shaped(map.Value, outer, size, inner), [outer, whole, inner]),
            layout.WithExtent(axis, whole, inner));
    }

    private static void Tile(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        long[] times = mapping.Constant(node, 1, "the repeats").Integers();
        if (times.Length != map.Rank || times.Any(time => time is < 1 or > 1 << 16))
            throw node.Fault($"its repeats [{string.Join(", ", times)}] are not one of at least 1 for each axis of {map.ShapeText}");
        for (int axis = 0; axis < map.Rank; axis++)
        {
            if (times[axis] > 1)
                map = Spreading.Pick(
                    mapping, node, map, axis,
                    [.. Enumerable.Repeat(Enumerable.Range(0, map.Extent(axis)), (int)times[axis]).SelectMany(places => places)]);
        }

        mapping.Result(node, map);
    }

    private static void Expand(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        long[] shape = mapping.Constant(node, 1, "the shape").Integers();
        while (map.Rank < shape.Length)
            map = map with { Layout = map.Layout.Insert(0) };
        for (int axis = map.Rank - shape.Length, i = 0; i < shape.Length; i++, axis++)
        {
            if (shape[i] != map.Extent(axis) && shape[i] != 1)
                map = map.Extent(axis) == 1 && shape[i] is > 1 and < 1 << 16
                    ? Spreading.Pick(mapping, node, map, axis, [.. Enumerable.Repeat(0, (int)shape[i])])
                    : throw node.Fault($"{map.ShapeText} does not spread to [{string.Join(", ", shape)}]");
        }

        mapping.Result(node, map);
    }

    private static void Upsample(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = Windows.ChannelsLast(mapping, node);
        Layout layout = map.Layout;
        if (node.Text("mode", "nearest") != "nearest" || node.Text("coordinate_transformation_mode", "asymmetric") != "asymmetric"
            || node.Text("nearest_mode", "floor") != "floor")
            throw node.Fault("it enlarges in another way than by repeating each pixel");
        int at = node.Operator == "Upsample" || node.Opset < 11 ? 1 : 2;
        float[] scales = node.Find("scales")?.Floats.ToArray() ?? mapping.ConstantOrNull(node, at, "the scales")?.Numbers() ?? [];
        if (scales.Length == 0 && mapping.ConstantOrNull(node, 3, "the sizes")?.Integers() is { } sizes && sizes.Length == map.Rank)
            scales = [.. sizes.Select((size, axis) => (float)size / map.Extent(axis))];
        if (scales.Length != map.Rank || scales is not [1, 1, ..] || scales.Any(scale => scale != (int)scale || scale is < 1 or > 256))
            throw node.Fault($"its scales [{string.Join(", ", scales)}] are not whole numbers, 1 for samples and channels");
        if (map.Rank != 4 || scales[2] != scales[3])
        {
            for (int axis = 2; axis < map.Rank; axis++)
                map = Spreading.Pick(
                    mapping, node, map, axis,
                    [.. Enumerable.Range(0, map.Extent(axis) * (int)scales[axis]).Select(place => place / (int)scales[axis])]);
            mapping.Result(node, map);
            return;
        }

        int factor = (int)scales[2];
        ImmutableArray<int> places = [map.Extent(2) * factor, map.Extent(3) * factor];
        NetworkValue image = mapping.Shaped(map.Value, map.Extent(2), map.Extent(3), map.Extent(1));
        NetworkValue value = factor == 1
            ? image : mapping.Network.Add(new NewLayer("Upsample2D", CSharpText.Of(factor)), image, [.. places, map.Extent(1)]);
        mapping.Result(node, new FeatureMap(value, Windows.Of([map.Extent(0), map.Extent(1), .. places], layout.Batch is not null)));
    }
}
