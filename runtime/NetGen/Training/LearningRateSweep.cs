using System.Collections.Immutable;

namespace NetGen;

/// <summary>What a <see cref="LearningRateFinder"/> found.</summary>
/// <param name="Points">The rates in rising order, and the loss before the step with each.</param>
/// <param name="SuggestedRate">The rate at which the smoothed loss fell fastest; null if it never fell.</param>
public sealed record LearningRateSweep(ImmutableArray<(double Rate, double Loss)> Points, double? SuggestedRate);
