namespace NetGen;

/// <summary>
/// Cross-validates some combinations of a space, drawn at random, none twice (Bergstra and Bengio, "Random Search for Hyper-Parameter
/// Optimization", 2012): for spaces that are too large to try all of.
/// </summary>
public static class RandomSearch
{
    /// <summary>Runs the search.</summary>
    /// <param name="space">What to vary.</param>
    /// <param name="trials">How many combinations to try, from 1 to all.</param>
    /// <param name="seed">Decides which.</param>
    /// <param name="data">The samples.</param>
    /// <param name="validation">The cross-validation of a combination.</param>
    /// <param name="threads">The threads to use, or 0 for as many as there are processors: as in
    /// <see cref="CrossValidation{TNetwork, T}.Run"/>. The result is the same to the bit.</param>
    /// <exception cref="ArgumentException">There are not so many combinations, the samples cannot be divided so, do not fit a network, or
    /// an option is impossible.</exception>
    /// <exception cref="InvalidOperationException">
    /// Two folds, of one combination or of two, were given one optimiser or options: a run writes them.
    /// </exception>
    public static SearchResult Run(
        SearchSpace space, int trials, ulong seed, Dataset data, Func<SearchPoint, CrossValidation> validation, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        return SearchTrials.Run(space, Draw(space, trials, seed), data, validation, threads);
    }

    /// <summary>The combinations that a search tries, in the order drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public static IReadOnlyList<int> Draw(SearchSpace space, int trials, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (trials < 1 || trials > space.Count)
            throw new ArgumentOutOfRangeException(
                nameof(trials), $"Expected 1 to {space.Count} trials, the number of combinations, got {trials}.");

        // Floyd's algorithm needs memory for the trials only, not for the space (Bentley and Floyd, "A sample of brilliance", 1987).
        var random = new RandomSequence(seed);
        var drawn = new HashSet<int>();
        for (int last = space.Count - trials; last < space.Count; last++)
        {
            if (!drawn.Add(random.NextInt(last + 1)))
                drawn.Add(last);
        }

        int[] order = [.. drawn.Order()];
        random.Shuffle<int>(order);
        return order;
    }
}
