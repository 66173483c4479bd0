using System.Collections.Immutable;

namespace NetGen;

/// <summary>A number measured several times.</summary>
/// <param name="Values">The measurements in order, at least 1.</param>
public sealed record SampleStatistics(ImmutableArray<double> Values)
{
    /// <summary>Their mean.</summary>
    public double Mean => Values.Sum() / Values.Length;

    /// <summary>Their standard deviation, that of a sample (divided by n - 1); 0 for a single one.</summary>
    public double StandardDeviation =>
        Values.Length == 1 ? 0 : Math.Sqrt(Values.Sum(value => (value - Mean) * (value - Mean)) / (Values.Length - 1));
}
