using System.Collections.Immutable;

namespace NetGen;

/// <summary>One combination of a <see cref="SearchSpace"/>.</summary>
public sealed class SearchPoint
{
    private readonly SearchSpace _space;
    private readonly ImmutableArray<int> _choices;

    internal SearchPoint(SearchSpace space, int index, ImmutableArray<int> choices) => (_space, Index, _choices) = (space, index, choices);

    /// <summary>Its number in the space, from 0.</summary>
    public int Index { get; }

    /// <summary>Its values as texts, in the order of the axes.</summary>
    public ImmutableArray<string> Labels => [.. _choices.Select((choice, axis) => _space.Axes[axis].Label(choice))];

    /// <summary>Its value on an axis.</summary>
    /// <exception cref="ArgumentException">The axis is none of the space's.</exception>
    public TValue Value<TValue>(SearchAxis<TValue> axis)
    {
        ArgumentNullException.ThrowIfNull(axis);
        int place = _space.Axes.IndexOf(axis);
        return place >= 0
            ? axis.Values[_choices[place]]
            : throw new ArgumentException($"Expected one of the axes {string.Join(", ", _space.Axes.Select(own => $"'{own.Name}'"))}, got "
                + $"'{axis.Name}', which is not of this space.", nameof(axis));
    }

    /// <summary>Its axes and values: <c>learning rate 0.01, optimizer Adam</c>.</summary>
    public override string ToString() => string.Join(", ", Labels.Select((label, axis) => $"{_space.Axes[axis].Name} {label}"));
}
