namespace NetGen;

/// <summary>Cross-validates every combination of a space.</summary>
/// <example>
/// <code>
/// var rate = new SearchAxis&lt;double&gt;("learning rate", 1e-2, 1e-3);
/// var batch = new SearchAxis&lt;int&gt;("batch size", 16, 64);
/// SearchResult result = GridSearch.Run(new SearchSpace(rate, batch), digits, point => new CrossValidation&lt;SmallNet&gt;
/// {
///     Optimizer = () => new Adam(point.Value(rate)),
///     Options = () => new FitOptions { BatchSize = point.Value(batch) },
/// });
/// </code>
/// Networks of several classes are an axis whose values make the cross-validation of each.
/// </example>
public static class GridSearch
{
    /// <summary>Runs the search.</summary>
    /// <param name="space">What to vary.</param>
    /// <param name="data">The samples.</param>
    /// <param name="validation">The cross-validation of a combination.</param>
    /// <param name="threads">The threads to use, or 0 for as many as there are processors: as in
    /// <see cref="CrossValidation{TNetwork, T}.Run"/>. The result is the same to the bit.</param>
    /// <exception cref="ArgumentException">The samples cannot be divided so, do not fit a network, or an option is impossible.</exception>
    /// <exception cref="InvalidOperationException">
    /// Two folds, of one combination or of two, were given one optimiser or options: a run writes them.
    /// </exception>
    public static SearchResult Run(SearchSpace space, Dataset data, Func<SearchPoint, CrossValidation> validation, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        return SearchTrials.Run(space, Enumerable.Range(0, space.Count), data, validation, threads);
    }
}
