extern alias generator;

using generator::NetGen.Generator.Algebra;

namespace NetGen.Generator.Tests.Algebra;

/// <summary>
/// Walks over every sample and every place of some axes. Counters follow it: each tells where an element, or an affine function of the
/// axes, stands at the present place.
/// </summary>
/// <param name="axes">The axes, the last one innermost.</param>
/// <param name="samples">The samples; 1 where nothing differs from sample to sample.</param>
/// <param name="time">The axis that stands still during a walk; null for none.</param>
internal sealed class Walk(IReadOnlyList<Axis> axes, int samples, Axis? time)
{
    private readonly List<Counter> _counters = [];

    /// <summary>The sample at hand.</summary>
    public int Sample { get; private set; }

    /// <summary>A counter of the place of an element in its tensor; an axis of <paramref name="apart"/> counts as 0.</summary>
    public Func<int> Place(Access access, Axis? apart = null)
    {
        Assert.Equal(access.Tensor.Extents.Count, access.Indices.Count);
        Counter counter = new(new int[axes.Count]);
        int stride = 1;
        for (int dimension = access.Indices.Count - 1; dimension >= 0; dimension--)
        {
            Affine index = access.Indices[dimension];
            AssertWithin(index, access.Tensor.Extents[dimension]);
            Follow(counter, index, stride, apart);
            stride *= access.Tensor.Extents[dimension];
        }

        counter.OfSample = access.Tensor.PerSample ? stride : 0;
        _counters.Add(counter);
        return () => counter.Now;
    }

    /// <summary>A counter of an affine function of the axes.</summary>
    public Func<int> Place(Affine index)
    {
        Counter counter = new(new int[axes.Count]);
        Follow(counter, index, 1, apart: null);
        _counters.Add(counter);
        return () => counter.Now;
    }

    /// <summary>How far an element moves in its tensor with a step along an axis.</summary>
    public static int Stride(Access access, Axis axis)
    {
        int stride = 1, total = 0;
        for (int dimension = access.Indices.Count - 1; dimension >= 0; dimension--)
        {
            total += stride * access.Indices[dimension].Terms.Where(term => term.Axis.Equals(axis)).Sum(term => term.Coefficient);
            stride *= access.Tensor.Extents[dimension];
        }

        return total;
    }

    /// <summary>Runs <paramref name="body"/> at every place.</summary>
    /// <param name="step">Where the axis of time stands.</param>
    public void Run(int step, Action body)
    {
        if (axes.Any(axis => axis.Extent == 0))
            return;
        for (Sample = 0; Sample < samples; Sample++)
        {
            foreach (Counter counter in _counters)
                counter.Now = counter.Start + (Sample * counter.OfSample) + (step * counter.OfTime);
            int[] places = new int[axes.Count];
            do
                body();
            while (Next(places));
        }
    }

    private bool Next(int[] places)
    {
        for (int axis = places.Length - 1; axis >= 0; axis--)
        {
            bool wraps = ++places[axis] == axes[axis].Extent;
            int turns = wraps ? 1 - axes[axis].Extent : 1;
            foreach (Counter counter in _counters)
                counter.Now += turns * counter.OfAxes[axis];
            if (!wraps)
                return true;
            places[axis] = 0;
        }

        return false;
    }

    private void Follow(Counter counter, Affine index, int stride, Axis? apart)
    {
        counter.Start += stride * index.Offset;
        foreach (Term term in index.Terms.Where(term => !term.Axis.Equals(apart)))
        {
            if (term.Axis.Equals(time))
                counter.OfTime += stride * term.Coefficient;
            else
                counter.OfAxes[Find(term.Axis)] += stride * term.Coefficient;
        }
    }

    private int Find(Axis axis)
    {
        for (int i = 0; i < axes.Count; i++)
        {
            if (axes[i].Equals(axis))
                return i;
        }

        throw new InvalidOperationException($"Axis {axis.Name} is not walked along.");
    }

    private static void AssertWithin(Affine index, int extent)
    {
        int Reach(Func<int, bool> counts) => index.Offset + index.Terms.Where(term => counts(term.Coefficient)).Sum(term => term.Coefficient * (term.Axis.Extent - 1));
        Assert.InRange(Reach(coefficient => coefficient < 0), 0, extent - 1);
        Assert.InRange(Reach(coefficient => coefficient > 0), 0, extent - 1);
    }

    private sealed class Counter(int[] ofAxes)
    {
        public int[] OfAxes { get; } = ofAxes;

        public int OfTime { get; set; }

        public int OfSample { get; set; }

        public int Start { get; set; }

        public int Now { get; set; }
    }
}
