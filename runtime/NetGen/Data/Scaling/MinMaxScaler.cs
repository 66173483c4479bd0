using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// Brings inputs between 0 and 1: <c>(x - minimum) / (maximum - minimum)</c>. Inputs beyond what the training data had land beyond.
/// </summary>
public sealed class MinMaxScaler : FeatureScaler
{
    internal const string FileKind = "minmax";

    internal MinMaxScaler(int columns, ImmutableArray<double> minima, ImmutableArray<double> ranges)
        : base(columns, minima, ranges)
    {
    }

    internal override string Kind => FileKind;

    /// <summary>Takes the statistics of training data.</summary>
    /// <param name="train">The training data, and nothing else.</param>
    /// <param name="scope">Which numbers share their statistics.</param>
    /// <exception cref="InvalidDataException">An input is NaN or infinite, or its range is too large for a
    /// <see cref="double"/>.</exception>
    public static MinMaxScaler Fit(Dataset train, ScalerScope scope = ScalerScope.Column)
    {
        ArgumentNullException.ThrowIfNull(train);
        (double[] least, double[] greatest) = Range(train, Groups(train, scope));
        var ranges = new double[least.Length];
        for (int group = 0; group < ranges.Length; group++)
        {
            ranges[group] = least[group] == greatest[group] ? 1 : greatest[group] - least[group];
            if (!double.IsFinite(ranges[group]))
                throw new InvalidDataException(
                    FormattableString.Invariant($"Expected numbers whose range is a double, got {least[group]} to {greatest[group]}."));
        }

        return new MinMaxScaler(train.InputSize, [.. least], [.. ranges]);
    }
}
