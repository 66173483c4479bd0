using System.Collections.Immutable;

namespace NetGen;

/// <summary>How often each class occurs in a data set.</summary>
/// <param name="Counts">The samples of each class.</param>
public sealed record ClassBalance(ImmutableArray<int> Counts)
{
    /// <summary>All samples.</summary>
    public int Total => Counts.Sum();

    /// <summary>The share of each class among the samples; they sum to 1.</summary>
    public ImmutableArray<double> Shares => [.. Counts.Select(count => (double)count / Total)];

    /// <summary>The samples of the largest class for each of the smallest: 1 where all are alike, infinite where one has none.</summary>
    public double Imbalance => (double)Counts.Max() / Counts.Min();

    /// <summary>
    /// Weights that make every class count alike in a loss: total / (classes count), so that their mean over the samples is 1.
    /// A class without a sample has weight 0.
    /// </summary>
    public ImmutableArray<double> Weights =>
        [.. Counts.Select(count => count == 0 ? 0 : Total / ((double)Counts.Count(other => other > 0) * count))];

    /// <summary>Counts the classes of a data set.</summary>
    /// <param name="data">Samples whose targets are class indices, or a one in the place of the class among zeros.</param>
    /// <param name="classes">The number of classes, or 0 for the largest index and 1, or the width of one-hot targets.</param>
    /// <exception cref="InvalidDataException">A target is neither, or lies outside <paramref name="classes"/>.</exception>
    public static ClassBalance Of(Dataset data, int classes = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(classes);
        int[] labels = ClassLabels.Of(data);
        if (classes == 0)
            classes = data.TargetSize > 1 ? data.TargetSize : labels.Max() + 1;
        var counts = new int[classes];
        for (int sample = 0; sample < labels.Length; sample++)
        {
            if (labels[sample] >= classes)
                throw new InvalidDataException(
                    $"Expected a class index from 0 to {classes - 1}, got {labels[sample]} for sample {sample}.");
            counts[labels[sample]]++;
        }

        return new ClassBalance([.. counts]);
    }
}
