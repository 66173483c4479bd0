using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>One thing that a search varies, whatever its type; see <see cref="SearchAxis{TValue}"/>.</summary>
public abstract class SearchAxis
{
    private protected SearchAxis(string name, int count)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (count == 0)
            throw new ArgumentException($"Expected at least 1 value of '{name}', got none.", nameof(name));
        (Name, Count) = (name, count);
    }

    /// <summary>
    /// Numbers in equal ratios, such as learning rates from 1e-4 to 1e-1: a fine grid of them, searched at random, is as good as
    /// all numbers between.
    /// </summary>
    /// <param name="name">Its name, for tables.</param>
    /// <param name="from">The first number, above 0.</param>
    /// <param name="to">The last number, above 0.</param>
    /// <param name="count">How many, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is impossible.</exception>
    public static SearchAxis<double> Logarithmic(string name, double from, double to, int count)
    {
        Hyperparameter.Positive(from, nameof(from));
        Hyperparameter.Positive(to, nameof(to));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        double distance = VectorMath.Log(to) - VectorMath.Log(from);
        return new SearchAxis<double>(
            name, [from, .. Enumerable.Range(1, count - 2).Select(i => from * VectorMath.Exp(distance * i / (count - 1))), to])
        {
            Format = value => value.ToString("G3", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Its name, for tables.</summary>
    public string Name { get; }

    /// <summary>The number of its values.</summary>
    public int Count { get; }

    /// <summary>A value as text, for tables.</summary>
    /// <param name="index">Which, from 0.</param>
    public abstract string Label(int index);
}

/// <summary>
/// One thing that a search varies, such as the learning rate, the optimiser or the class of the network, and the values it takes.
/// </summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <param name="name">Its name, for tables.</param>
/// <param name="values">The values in order, at least 1.</param>
/// <exception cref="ArgumentException">The name is empty, or there is no value.</exception>
public sealed class SearchAxis<TValue>(string name, params ImmutableArray<TValue> values)
    : SearchAxis(name, values.IsDefault ? 0 : values.Length)
{
    /// <summary>The values in order.</summary>
    public ImmutableArray<TValue> Values { get; } = values;

    /// <summary>How a value is written in tables. Default: its text in the invariant culture.</summary>
    public Func<TValue, string> Format { get; init; } = value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <inheritdoc/>
    public override string Label(int index) => Format(Values[index]);
}
