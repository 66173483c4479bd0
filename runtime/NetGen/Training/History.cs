using System.Collections.Immutable;

namespace NetGen;

/// <summary>The course of a training run.</summary>
/// <param name="Epochs">Its epochs in order.</param>
public sealed record History(ImmutableArray<EpochRecord> Epochs)
{
    /// <summary>The last epoch.</summary>
    public EpochRecord Last => Epochs[^1];
}
