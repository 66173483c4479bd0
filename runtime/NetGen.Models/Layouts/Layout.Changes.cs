using System.Collections.Immutable;

namespace NetGen.Models.Layouts;

/// <content>What operators make of a layout. None of these moves a number.</content>
internal sealed partial record Layout
{
    /// <summary>The axes in another order.</summary>
    /// <param name="order">For each axis of the result, the axis that it was.</param>
    public Layout Transpose(ImmutableArray<int> order) => new(
        [.. order.Select(axis => Axes[axis])],
        [.. Order.Select(factor => factor with { Axis = order.IndexOf(factor.Axis) })],
        Batch is { } batch ? batch with { Axis = order.IndexOf(batch.Axis) } : null);

    /// <summary>The same numbers under other axes; null where that would take another order of the stored numbers.</summary>
    public Layout? Reshape(ImmutableArray<int> shape)
    {
        Layout flat = Flat().Canonical();
        List<ImmutableArray<int>> axes = [];
        List<Factor> places = [];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            // A batch of one sample goes to an axis of extent 1 where there is one.
            int extent = shape[axis];
            bool takesOnes = extent == 1 || !shape[(axis + 1)..].Contains(1);
            List<int> factors = [];
            for (int rest = extent; places.Count < flat.Axes[0].Length && (rest > 1 || (takesOnes && flat.Axes[0][places.Count] == 1));)
            {
                var next = new Factor(0, places.Count);
                int size = flat.Extent(next);
                if (rest % size != 0)
                {
                    if (size % rest != 0 || next == flat.Batch)
                        return null;
                    flat = flat.Split(next, size / rest);
                    size = rest;
                }

                rest /= size;
                places.Add(new Factor(axes.Count, factors.Count));
                factors.Add(size);
            }

            axes.Add([.. factors]);
        }

        return places.Count != flat.Axes[0].Length ? null
            : new Layout([.. axes], [.. flat.Order.Select(factor => places[factor.Index])], flat.Batch is { } batch
                ? places[batch.Index] : null).Canonical();
    }

    /// <summary>The factors of some axes as one run of the stored numbers.</summary>
    /// <returns>The numbers outside of the run, in it, and inside of each of its numbers; null where the factors lie apart.</returns>
    public (int Outer, int Size, int Inner)? Run(params ReadOnlySpan<int> axes)
    {
        int outer = 1, size = 1, inner = 1;
        foreach (Factor factor in Order)
        {
            if (!axes.Contains(factor.Axis))
                (outer, inner) = size == 1 ? (outer * Extent(factor), inner) : (outer, inner * Extent(factor));
            else if (inner > 1)
                return null;
            else
                size *= Extent(factor);
        }

        return (outer, size, inner);
    }

    /// <summary>Another extent of an axis that is one run or has extent 1.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="extent">Its new extent.</param>
    /// <param name="inner">Where it had extent 1: how many stored numbers lie inside of each of its numbers.</param>
    public Layout WithExtent(int axis, int extent, int inner)
    {
        Layout layout = Canonical();
        ImmutableArray<int> factors = layout.Axes[axis];
        if (factors.Length > 1)
            throw new InvalidOperationException("The axis has several factors.");
        if (factors.Length == 1 && extent > 1)
            return layout with { Axes = layout.Axes.SetItem(axis, [extent]) };
        if (factors.Length == 1)
            return layout with { Axes = layout.Axes.SetItem(axis, []), Order = [.. layout.Order.Where(factor => factor.Axis != axis)] };
        if (extent == 1)
            return layout;
        int place = layout.Order.Length;
        for (int inside = 1; inside < inner && place > 0;)
            inside *= layout.Extent(layout.Order[--place]);
        return layout with { Axes = layout.Axes.SetItem(axis, [extent]), Order = layout.Order.Insert(place, new Factor(axis, 0)) };
    }

    /// <summary>Without the factors of some axes, which then have extent 1.</summary>
    public Layout Without(params ImmutableArray<int> axes) => this with
    {
        Axes = [.. Axes.Select((factors, axis) => axes.Contains(axis) ? ImmutableArray<int>.Empty : factors)],
        Order = [.. Order.Where(factor => !axes.Contains(factor.Axis))],
    };

    /// <summary>With an axis more, of extent 1.</summary>
    public Layout Insert(int axis)
    {
        Factor Moved(Factor factor) => factor.Axis >= axis ? factor with { Axis = factor.Axis + 1 } : factor;
        return new Layout(Axes.Insert(axis, []), [.. Order.Select(Moved)], Batch is { } batch ? Moved(batch) : null);
    }

    /// <summary>Without an axis of extent 1.</summary>
    public Layout Remove(int axis)
    {
        Factor Moved(Factor factor) => factor.Axis > axis ? factor with { Axis = factor.Axis - 1 } : factor;
        return new Layout(Axes.RemoveAt(axis), [.. Order.Select(Moved)], Batch is { } batch ? Moved(batch) : null);
    }

    /// <summary>
    /// For each stored number of the innermost factors, where in an array over the axes it is; the array has its own strides.
    /// </summary>
    /// <param name="first">The first of the factors.</param>
    /// <param name="axisStrides">For each axis, how far apart in the array its neighbours are; 0 where it does not change.</param>
    public int[] Places(int first, ReadOnlySpan<int> axisStrides)
    {
        int[] places = [0];
        for (int i = first; i < Order.Length; i++)
        {
            Factor factor = Order[i];
            int stride = axisStrides[factor.Axis];
            foreach (int inside in Axes[factor.Axis].AsSpan()[(factor.Index + 1)..])
                stride *= inside;
            int[] outer = places;
            int extent = Extent(factor);
            places = new int[outer.Length * extent];
            for (int j = 0; j < places.Length; j++)
                places[j] = outer[j / extent] + (j % extent * stride);
        }

        return places;
    }

    /// <summary>All axes as one.</summary>
    private Layout Flat()
    {
        int[] starts = new int[Rank];
        for (int axis = 1; axis < Rank; axis++)
            starts[axis] = starts[axis - 1] + Axes[axis - 1].Length;
        Factor Moved(Factor factor) => new(0, starts[factor.Axis] + factor.Index);
        return new Layout([[.. Axes.SelectMany(factors => factors)]], [.. Order.Select(Moved)], Batch is { } batch ? Moved(batch) : null);
    }
}
