using System.Collections.Immutable;

namespace NetGen;

/// <summary>What a trainer remembers between runs, besides its network, its optimiser and its average.</summary>
/// <typeparam name="T">The number type of the network.</typeparam>
internal sealed class TrainerState<T>
{
    /// <summary>The epochs that are over, of all runs: with the seed they decide the order of the samples.</summary>
    public ulong Epochs { get; set; }

    /// <summary>The steps of all runs: with the seed they decide the masks of dropout.</summary>
    public long Steps { get; set; }

    /// <summary>The layers that are frozen for now.</summary>
    public ImmutableSortedSet<string> Frozen { get; set; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The run that was interrupted or is under way; null if there is none.</summary>
    public RunState<T>? Run { get; set; }
}
