using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx;

/// <summary>
/// Puts the stored numbers of a tensor into another order, by layers that transpose. Most transposes of a model need none, because a layout
/// takes them in; what is left is where an operator works along numbers that lie apart.
/// </summary>
internal static class Arranging
{
    /// <summary>Some axes as the innermost numbers, in whatever order; the rest stays as it lies.</summary>
    public static FeatureMap Innermost(Mapping mapping, FeatureMap map, params ImmutableArray<int> axes) =>
        map.Layout.Run(axes.AsSpan()) is (_, _, 1) ? map : InnermostInOrder(mapping, map, axes);

    /// <summary>Some axes as the innermost numbers, in their order; the rest stays as it lies.</summary>
    public static FeatureMap InnermostInOrder(Mapping mapping, FeatureMap map, params ImmutableArray<int> axes)
    {
        Layout layout = map.Layout.Canonical();
        IEnumerable<Factor> inside =
            layout.Order.Where(factor => axes.Contains(factor.Axis)).OrderBy(factor => axes.IndexOf(factor.Axis))
            .ThenBy(factor => factor.Index);
        return To(mapping, map with { Layout = layout }, [.. layout.Order.Where(factor => !axes.Contains(factor.Axis)), .. inside]);
    }

    /// <summary>The numbers as they lie in the model.</summary>
    public static FeatureMap RowMajor(Mapping mapping, FeatureMap map) => ByAxes(mapping, map, [.. Enumerable.Range(0, map.Rank)]);

    /// <summary>The axes as the network stores them, the outermost first.</summary>
    public static FeatureMap ByAxes(Mapping mapping, FeatureMap map, ImmutableArray<int> axes)
    {
        Layout layout = map.Layout.Canonical();
        return To(mapping, map with { Layout = layout },
            [.. layout.Order.OrderBy(factor => axes.IndexOf(factor.Axis)).ThenBy(factor => factor.Index)]);
    }

    /// <summary>A tensor whose axes are those of the value in another order, by one layer.</summary>
    /// <param name="mapping">The network.</param>
    /// <param name="map">The tensor.</param>
    /// <param name="order">For each axis of the tensor the axis that it was, samples first in both.</param>
    public static FeatureMap ByAxesAtOnce(Mapping mapping, FeatureMap map, ImmutableArray<int> order)
    {
        ImmutableArray<int> shape = map.Layout.Shape;
        var permute = new NewLayer("Permute", [.. order[1..].Select(axis => CSharpText.Of(axis - 1))]);
        NetworkValue value = mapping.Network.Add(permute, map.Value, shape[1..]);
        return new FeatureMap(value, Layout.RowMajor(shape, map.Layout.Batch is null ? null : 0));
    }

    /// <summary>
    /// The factors in the wanted order. The longest beginning of it that is in order already stays in front, and what follows goes behind
    /// it, run by run: each is a transpose of the numbers outside of the run, in it, and inside.
    /// </summary>
    private static FeatureMap To(Mapping mapping, FeatureMap map, ImmutableArray<Factor> wanted)
    {
        Layout layout = map.Layout;
        List<Factor> order = [.. layout.Order];
        int done = 0;
        foreach (Factor factor in order)
            done += done < wanted.Length && factor == wanted[done] ? 1 : 0;
        NetworkValue value = map.Value;
        while (done < wanted.Length)
        {
            int place = order.IndexOf(wanted[done]), length = 1;
            while (done + length < wanted.Length && place + length < order.Count && order[place + length] == wanted[done + length])
                length++;
            if (place + length < order.Count)
            {
                int Size(IEnumerable<Factor> factors) => factors.Aggregate(1, (product, factor) => product * layout.Extent(factor));
                value = Behind(mapping, value, Size(order.Take(place)), Size(order.Skip(place).Take(length)),
                    Size(order.Skip(place + length)));
            }

            List<Factor> run = order.GetRange(place, length);
            order.RemoveRange(place, length);
            order.AddRange(run);
            done += length;
        }

        return new FeatureMap(value, (layout with { Order = [.. order] }).Canonical());
    }

    private static NetworkValue Behind(Mapping mapping, NetworkValue value, int outer, int size, int inner) => outer == 1
        ? mapping.Network.Add(new NewLayer("Permute", "1", "0"), mapping.Shaped(value, size, inner), [inner, size])
        : mapping.Network.Add(new NewLayer("Permute", "0", "2", "1"), mapping.Shaped(value, outer, size, inner), [outer, inner, size]);
}
