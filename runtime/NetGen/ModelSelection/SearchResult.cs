using System.Collections.Immutable;

namespace NetGen;

/// <summary>What came of one combination.</summary>
/// <param name="Point">The combination.</param>
/// <param name="Result">Its cross-validation.</param>
public sealed record SearchTrial(SearchPoint Point, CrossValidationResult Result);

/// <summary>What came of a search.</summary>
/// <param name="Space">What was searched.</param>
/// <param name="Trials">The combinations tried, in order, at least 1.</param>
public sealed record SearchResult(SearchSpace Space, ImmutableArray<SearchTrial> Trials)
{
    /// <summary>
    /// The trials from best to worst: by mean accuracy where targets are classes, and by mean loss otherwise and between equals.
    /// </summary>
    public ImmutableArray<SearchTrial> Ranking =>
        [.. Trials.OrderByDescending(trial => Rank(trial.Result.Accuracy?.Mean ?? 0)).ThenBy(trial => -Rank(-trial.Result.Loss.Mean))];

    /// <summary>The best trial.</summary>
    public SearchTrial Best => Ranking[0];

    /// <summary>A training that diverged has no number; it comes last.</summary>
    private static double Rank(double score) => double.IsNaN(score) ? double.NegativeInfinity : score;
}
