using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// Gives inputs mean 0 and variance 1 (the z-score): <c>(x - mean) / standard deviation</c>, the deviation that of the population (divided
/// by n).
/// </summary>
/// <example>
/// <code>
/// var scaler = Standardizer.Fit(train);
/// trainer.Fit(scaler.Transform(train), new FitOptions { Validation = scaler.Transform(test) });
/// Safetensors.Save("model.safetensors", model, scaler);
/// </code>
/// </example>
public sealed class Standardizer : FeatureScaler
{
    internal const string FileKind = "standard";

    internal Standardizer(int columns, ImmutableArray<double> means, ImmutableArray<double> deviations)
        : base(columns, means, deviations)
    {
    }

    internal override string Kind => FileKind;

    /// <summary>Takes the statistics of training data.</summary>
    /// <param name="train">The training data, and nothing else.</param>
    /// <param name="scope">Which numbers share their statistics.</param>
    /// <exception cref="InvalidDataException">An input is NaN or infinite, or its spread is too large for a
    /// <see cref="double"/>.</exception>
    public static Standardizer Fit(Dataset train, ScalerScope scope = ScalerScope.Column)
    {
        ArgumentNullException.ThrowIfNull(train);
        int groups = Groups(train, scope);
        (double[] least, double[] greatest) = Range(train, groups);
        double count = (double)train.Count * train.InputSize / groups;

        // In two passes: the mean first, so that the squares are those of small numbers.
        double[] means = new double[groups], deviations = new double[groups];
        Accumulate(train, means, (value, _) => value / count);
        Accumulate(train, deviations, (value, group) => (value - means[group]) * (value - means[group]) / count);
        for (int group = 0; group < groups; group++)
        {
            bool constant = least[group] == greatest[group];
            means[group] = constant ? least[group] : means[group];
            deviations[group] = constant ? 1 : Math.Sqrt(deviations[group]);
            if (!double.IsFinite(deviations[group]) || deviations[group] == 0)
                throw new InvalidDataException(
                    FormattableString.Invariant(
                    $"Expected numbers whose variance is a double, got a spread from {least[group]} to {greatest[group]}."));
        }

        return new Standardizer(train.InputSize, [.. means], [.. deviations]);
    }

    private static void Accumulate(Dataset data, double[] sums, Func<double, int, double> term)
    {
        for (int sample = 0; sample < data.Count; sample++)
        {
            for (int column = 0; column < data.InputSize; column++)
                sums[column % sums.Length] += term(data.Input(sample, column), column % sums.Length);
        }
    }
}
