using System.Collections.Immutable;

namespace NetGen;

/// <summary>All combinations of the values of some axes (their Cartesian product); the last axis varies fastest.</summary>
public sealed class SearchSpace
{
    /// <summary>The combinations of axes.</summary>
    /// <param name="axes">At least 1, of different names.</param>
    /// <exception cref="ArgumentException">There is no axis, two have one name, or there are more than 2^31 - 1 combinations.</exception>
    public SearchSpace(params ImmutableArray<SearchAxis> axes)
    {
        if (axes.IsDefaultOrEmpty)
            throw new ArgumentException("Expected at least 1 axis to search along, got none.", nameof(axes));
        if (axes.GroupBy(axis => axis.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Expected axes of different names, got '{twice.Key}' {twice.Count()} times.", nameof(axes));
        double combinations = axes.Aggregate(1.0, (product, axis) => product * axis.Count);
        if (combinations > int.MaxValue)
            throw new ArgumentException(
                FormattableString.Invariant($"Expected at most {int.MaxValue} combinations, got {combinations:G3}."), nameof(axes));
        (Axes, Count) = (axes, (int)combinations);
    }

    /// <summary>The axes in order.</summary>
    public ImmutableArray<SearchAxis> Axes { get; }

    /// <summary>The number of combinations.</summary>
    public int Count { get; }

    /// <summary>One combination.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such combination.</exception>
    public SearchPoint this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index), $"Expected a combination from 0 to {Count - 1}, got {index}.");
            var choices = new int[Axes.Length];
            int rest = index;
            for (int axis = choices.Length - 1; axis >= 0; axis--)
                (rest, choices[axis]) = Math.DivRem(rest, Axes[axis].Count);
            return new SearchPoint(this, index, [.. choices]);
        }
    }
}
