using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx;

/// <summary>Picks numbers along an axis by constant indices: slices, borders, repetitions, all as cuts and joins of them.</summary>
internal static class Spreading
{
    /// <summary>The most pieces that are joined.</summary>
    public const int MostPieces = 512;

    /// <summary>Repeats a tensor along the axes where it has extent 1 and the other has more.</summary>
    public static FeatureMap To(Mapping mapping, OnnxNode node, FeatureMap map, Layout target)
    {
        Layout wanted = target.Canonical();
        for (int i = wanted.Order.Length - 1; i >= 0; i--)
        {
            Factor factor = wanted.Order[i];
            if (map.Extent(factor.Axis) != 1 || map.Layout.Batch?.Axis == factor.Axis)
                continue;
            if (wanted.Axes[factor.Axis].Length != 1)
                throw node.Fault($"it spreads {map.ShapeText} over an axis whose numbers lie apart in the network");
            int inner = map.Layout.Order.Where(own => wanted.Order.IndexOf(new Factor(own.Axis, 0)) > i)
                .Aggregate(1, (product, own) => product * map.Layout.Extent(own));
            map = Pick(mapping, node, map, factor.Axis, [.. Enumerable.Repeat(0, wanted.Extent(factor))], inner);
        }

        return map;
    }

    /// <summary>The numbers at the given places of an axis, in their order.</summary>
    /// <param name="mapping">The network.</param>
    /// <param name="node">For whom.</param>
    /// <param name="map">The tensor.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="places">The places, at least one.</param>
    /// <param name="inside">Where the axis has extent 1: how many stored numbers are to lie inside of each of its numbers.</param>
    public static FeatureMap Pick(Mapping mapping, OnnxNode node, FeatureMap map, int axis, ImmutableArray<int> places, int inside = 1)
    {
        Layout layout = map.Layout.Canonical();
        if (layout.Batch?.Axis == axis)
            throw node.Fault("it picks samples of a batch");
        if (layout.Axes[axis].Length > 1)
        {
            map = Arranging.InnermostInOrder(mapping, map, axis);
            layout = map.Layout;
        }

        (int outer, int size, int inner) = layout.Run(axis)!.Value;
        if (places.IsEmpty || places.Any(place => place < 0 || place >= size))
            throw node.Fault($"it picks nothing, or what axis {axis} of {map.ShapeText} does not have");
        if (size == 1)
            (outer, inner) = (layout.Size / inside, inside);
        List<(int First, int Count)> pieces = [];
        foreach (int place in places)
        {
            if (pieces.Count > 0 && pieces[^1].First + pieces[^1].Count == place)
                pieces[^1] = pieces[^1] with { Count = pieces[^1].Count + 1 };
            else
                pieces.Add((place, 1));
        }

        if (pieces.Count > MostPieces)
            throw node.Fault($"it joins {pieces.Count} pieces, more than {MostPieces}");
        Layout result = layout.WithExtent(axis, places.Length, inner);
        if (pieces is [(0, var all)] && all == size)
            return new FeatureMap(map.Value, result);
        NetworkValue[] cuts = [.. pieces.Select(piece => Cut(mapping, map.Value, outer, size, inner, piece))];
        if (cuts.Length == 1)
            return new FeatureMap(cuts[0], result);
        NetworkValue[] rows = Array.ConvertAll(cuts, cut => Row(mapping, cut, outer));
        ImmutableArray<int> joined = outer == 1 ? [places.Length * inner] : [outer, places.Length * inner];
        return new FeatureMap(mapping.Network.Add(new NewLayer("Concat"), rows[0], joined, [.. rows.Skip(1)]), result);
    }

    /// <summary>A value as <paramref name="outer"/> rows; one is a vector.</summary>
    public static NetworkValue Row(Mapping mapping, NetworkValue value, int outer) =>
        outer == 1 ? mapping.Shaped(value, value.Size) : mapping.Shaped(value, outer, value.Size / outer);

    private static NetworkValue Cut(Mapping mapping, NetworkValue value, int outer, int size, int inner, (int First, int Count) piece)
    {
        if (piece.First == 0 && piece.Count == size)
            return value;
        int axis = StoredAxes.OfRun(value, outer, size);
        if (axis < 0)
            (value, axis) = (mapping.Shaped(value, outer, size, inner), 1);
        NewLayer slice = new NewLayer("Slice", CSharpText.Of(piece.First), CSharpText.Of(piece.Count))
            .WithIf(axis != value.Shape.Length - 1, "Axis", CSharpText.Of(axis));
        return mapping.Network.Add(slice, value, value.Shape.SetItem(axis, piece.Count));
    }
}
