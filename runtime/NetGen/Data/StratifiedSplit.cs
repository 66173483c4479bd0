namespace NetGen;

/// <summary>Deals samples out into two parts, class by class.</summary>
internal static class StratifiedSplit
{
    /// <summary>The samples of both parts, each in random order.</summary>
    public static (int[] First, int[] Second) Deal(int[] labels, double fraction, ulong seed)
    {
        int[][] classes = ClassLabels.Groups(labels);
        int[] shares = Shares(classes, labels, fraction);
        var random = new RandomSequence(seed);
        var first = new List<int>();
        var second = new List<int>();
        for (int k = 0; k < classes.Length; k++)
        {
            random.Shuffle<int>(classes[k]);
            first.AddRange(classes[k].AsSpan(0, shares[k]));
            second.AddRange(classes[k].AsSpan(shares[k]));
        }

        // Otherwise the parts would be sorted by class, which a training run that does not shuffle would suffer from.
        int[] one = [.. first], other = [.. second];
        random.Shuffle<int>(one);
        random.Shuffle<int>(other);
        return (one, other);
    }

    /// <summary>
    /// How many samples of each class the first part gets: the whole part of its due, and one more for the classes with
    /// the largest remainders until the parts have the sizes of a plain split.
    /// </summary>
    private static int[] Shares(int[][] classes, int[] labels, double fraction)
    {
        if (fraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(fraction), FormattableString.Invariant($"Expected a fraction above 0 and below 1, got {fraction}."));
        int[] shares = Array.ConvertAll(classes, samples => (int)(fraction * samples.Length));
        int missing = (int)Math.Round(fraction * labels.Length) - shares.Sum();
        IEnumerable<int> byRemainder =
            Enumerable.Range(0, classes.Length).OrderByDescending(k => (fraction * classes[k].Length) - shares[k]).Take(missing);
        foreach (int k in byRemainder.ToArray())
            shares[k]++;

        for (int k = 0; k < classes.Length; k++)
        {
            int samples = classes[k].Length;
            if (samples < 2)
                throw new ArgumentOutOfRangeException(
                    nameof(fraction),
                    $"Expected at least 2 samples of each class, 1 for each part, got {samples} of class {labels[classes[k][0]]}.");
            shares[k] = Math.Clamp(shares[k], 1, samples - 1);
        }

        return shares;
    }
}
