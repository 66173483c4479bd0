namespace NetGen;

/// <summary>
/// Reads the class of each sample from the targets of a data set: class indices, or a one in the place of the class among zeros.
/// </summary>
internal static class ClassLabels
{
    /// <summary>The class of each sample, from 0.</summary>
    /// <exception cref="InvalidDataException">A target is neither a class index nor one-hot.</exception>
    public static int[] Of(Dataset data)
    {
        var labels = new int[data.Count];
        for (int sample = 0; sample < labels.Length; sample++)
            labels[sample] = data.TargetSize == 1 ? Index(data, sample) : OneHot(data, sample);
        return labels;
    }

    /// <summary>The samples of each class, in their order, classes without a sample left out.</summary>
    public static int[][] Groups(int[] labels) =>
        [.. Enumerable.Range(0, labels.Length).GroupBy(sample => labels[sample]).OrderBy(group => group.Key)
            .Select(group => group.ToArray())];

    private static int Index(Dataset data, int sample)
    {
        double target = data.Target(sample, 0);
        return target >= 0 && target <= int.MaxValue && target == Math.Floor(target)
            ? (int)target
            : throw new InvalidDataException(
                FormattableString.Invariant($"Expected a class index, a whole number of at least 0, got {target} for sample {sample}."));
    }

    private static int OneHot(Dataset data, int sample)
    {
        int label = -1;
        for (int k = 0; k < data.TargetSize; k++)
        {
            double target = data.Target(sample, k);
            if (target == 1 && label < 0)
                label = k;
            else if (target != 0)
                throw new InvalidDataException(
                    FormattableString.Invariant(
                    $"Expected a single 1 among zeros as target, got {target} in place {k} of sample {sample}."));
        }

        return label >= 0 ? label
            : throw new InvalidDataException($"Expected a single 1 among zeros as target, got zeros alone for sample {sample}.");
    }
}
