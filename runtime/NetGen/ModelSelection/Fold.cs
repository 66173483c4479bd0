using System.Collections.Immutable;

namespace NetGen;

/// <summary>One way to divide samples into those to train on and those to validate on.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Train">The samples to train on.</param>
/// <param name="Validation">The samples held out.</param>
public sealed record Fold(int Index, ImmutableArray<int> Train, ImmutableArray<int> Validation)
{
    /// <summary>The classes, stratified, of which no sample is held out, because they have fewer samples than there are folds.</summary>
    public ImmutableArray<int> NotHeldOut { get; init; } = [];
}
