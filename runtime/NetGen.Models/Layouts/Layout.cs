using System.Collections.Immutable;

namespace NetGen.Models.Layouts;

/// <summary>
/// How the numbers of a tensor lie in a network. Each axis of the model's tensor is a product of factors; the network stores the factors in
/// an order of its own, sample by sample. So a transpose changes the axes and a reshape regroups the factors, and neither moves a number.
/// </summary>
/// <param name="Axes">The factors of each axis, outermost first; an axis of extent 1 has none.</param>
/// <param name="Order">The factors as the network stores them, outermost first, without that of the batch.</param>
/// <param name="Batch">The factor that counts samples; null where the whole tensor is one sample.</param>
internal sealed partial record Layout(ImmutableArray<ImmutableArray<int>> Axes, ImmutableArray<Factor> Order, Factor? Batch)
{
    /// <summary>The extents of the model's tensor.</summary>
    public ImmutableArray<int> Shape => [.. Axes.Select(Product)];

    public int Rank => Axes.Length;

    /// <summary>The numbers of a sample.</summary>
    public int Size => Order.Aggregate(1, (product, factor) => product * Extent(factor));

    public int Extent(Factor factor) => Axes[factor.Axis][factor.Index];

    /// <summary>A tensor whose axes lie in the given order, the outermost first.</summary>
    public static Layout Of(ImmutableArray<int> shape, IEnumerable<int> order, int? batchAxis)
    {
        ImmutableArray<ImmutableArray<int>> axes =
            [.. shape.Select((extent, axis) => extent == 1 && axis != batchAxis ? ImmutableArray<int>.Empty : [extent])];
        return new Layout(
            axes,
            [.. order.Where(axis => axis != batchAxis && shape[axis] != 1).Select(axis => new Factor(axis, 0))],
            batchAxis is { } batch ? new Factor(batch, 0) : null);
    }

    /// <summary>A tensor whose numbers lie as in the model.</summary>
    public static Layout RowMajor(ImmutableArray<int> shape, int? batchAxis) => Of(shape, Enumerable.Range(0, shape.Length), batchAxis);

    /// <summary>The same with as few factors as can be: equal for equal arrangements.</summary>
    public Layout Canonical()
    {
        Layout layout = this;
        for (int i = 0; i + 1 < layout.Order.Length;)
        {
            if (layout.Order[i].Axis == layout.Order[i + 1].Axis && layout.Order[i].Index + 1 == layout.Order[i + 1].Index)
                layout = layout.Merge(i);
            else
                i++;
        }

        return layout;
    }

    /// <summary>Whether the numbers of both lie in the same order, whatever the factors.</summary>
    public bool IsAs(Layout other) => Shape.SequenceEqual(other.Shape) && Common(this, other) is var (one, two)
        && one.Order.SequenceEqual(two.Order) && one.Batch == two.Batch;

    /// <summary>The extents of the stored factors, outermost first.</summary>
    public ImmutableArray<int> StoredExtents => [.. Order.Select(Extent)];

    /// <summary>For each stored factor, how far apart in the model's tensor its neighbours are.</summary>
    public ImmutableArray<long> Strides
    {
        get
        {
            Dictionary<Factor, long> strides = FactorStrides();
            return [.. Order.Select(factor => strides[factor])];
        }
    }

    /// <summary>How far apart in the model's tensor two samples are.</summary>
    public long BatchStride => Batch is { } batch ? FactorStrides()[batch] : 0;

    /// <summary>The same for another number of samples.</summary>
    public Layout WithBatch(int samples) =>
        Batch is { } batch ? this with { Axes = Axes.SetItem(batch.Axis, Axes[batch.Axis].SetItem(batch.Index, samples)) } : this;

    private static int Product(ImmutableArray<int> factors) => factors.Aggregate(1, (product, factor) => product * factor);

    private Dictionary<Factor, long> FactorStrides()
    {
        Dictionary<Factor, long> strides = [];
        long stride = 1;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            for (int index = Axes[axis].Length - 1; index >= 0; index--)
            {
                strides.Add(new Factor(axis, index), stride);
                stride *= Axes[axis][index];
            }
        }

        return strides;
    }

    /// <summary>Joins a stored factor with the next one, which follows it in the same axis.</summary>
    private Layout Merge(int place)
    {
        Factor first = Order[place];
        ImmutableArray<int> factors = Axes[first.Axis];
        Factor Moved(Factor factor) =>
            factor.Axis == first.Axis && factor.Index > first.Index ? factor with { Index = factor.Index - 1 } : factor;
        return new Layout(
            Axes.SetItem(first.Axis,
                factors.SetItem(first.Index, factors[first.Index] * factors[first.Index + 1]).RemoveAt(first.Index + 1)),
            [.. Order.RemoveAt(place + 1).Select(Moved)],
            Batch is { } batch ? Moved(batch) : null);
    }

    /// <summary>Divides a factor into an outer one and an inner one of the given extent.</summary>
    public Layout Split(Factor factor, int inner)
    {
        ImmutableArray<int> factors = Axes[factor.Axis];
        Factor Moved(Factor other) =>
            other.Axis == factor.Axis && other.Index > factor.Index ? other with { Index = other.Index + 1 } : other;
        IEnumerable<Factor> Divided(Factor other) => other == factor ? [factor, factor with { Index = factor.Index + 1 }] : [Moved(other)];
        return new Layout(
            Axes.SetItem(factor.Axis, factors.SetItem(factor.Index, factors[factor.Index] / inner).Insert(factor.Index + 1, inner)),
            [.. Order.SelectMany(Divided)],
            Batch is { } batch ? Moved(batch) : null);
    }

    /// <summary>Both with the same factors; null where an extent of one does not divide the other's.</summary>
    private static (Layout One, Layout Two)? Common(Layout one, Layout two)
    {
        for (int axis = 0; axis < one.Rank; axis++)
        {
            for (int index = 0; index < Math.Max(one.Axes[axis].Length, two.Axes[axis].Length); index++)
            {
                // Outermost first: what is left of both axes has the same extent, so the larger factor is divided by the smaller.
                if (index >= one.Axes[axis].Length || index >= two.Axes[axis].Length)
                    return null;
                int a = one.Axes[axis][index], b = two.Axes[axis][index];
                if (a == b)
                    continue;
                var place = new Factor(axis, index);
                if (a > b && a % b == 0 && place != one.Batch)
                    one = one.Split(place, a / b);
                else if (b > a && b % a == 0 && place != two.Batch)
                    two = two.Split(place, b / a);
                else
                    return null;
            }
        }

        return (one, two);
    }
}

/// <summary>A factor of an axis.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Index">Its place among the factors of the axis, outermost first.</param>
internal readonly record struct Factor(int Axis, int Index);
