namespace NetGen;

/// <summary>How to train.</summary>
public sealed class FitOptions
{
    /// <summary>How often every sample is seen, at least 1. Default: 1.</summary>
    public int Epochs { get; set; } = 1;

    /// <summary>The samples of a step, at least 1; the last step of an epoch takes what is left. Default: 32.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>Samples to evaluate the network on after each epoch. Default: none.</summary>
    public Dataset? Validation { get; set; }

    /// <summary>Whether the training set, too, is evaluated after each epoch, for its accuracy. Default: false, for it takes about a third of the time of the epoch.</summary>
    public bool TrainingAccuracy { get; set; }

    /// <summary>Decides the order of the samples and the masks of dropout. Default: 0.</summary>
    public ulong Seed { get; set; }

    /// <summary>Whether each epoch sees the samples in a new random order. Default: true.</summary>
    public bool ShuffleEachEpoch { get; set; } = true;

    /// <summary>The threads to use, at least 1, or 0 for as many as the machine has and the network keeps busy (the default). The result is the same to the bit.</summary>
    public int Threads { get; set; }

    /// <summary>How the learning rate changes during the run. Default: not at all.</summary>
    public LearningRateSchedule? Schedule { get; set; }

    /// <summary>How training samples are changed at random while batches are gathered; validation samples never are. Default: not at all.</summary>
    public Augmentation? Augmentation { get; set; }

    /// <summary>Called after every step, on the thread that called <c>Fit</c>.</summary>
    public Action<TrainingProgress>? Progress { get; set; }

    /// <summary>Ends the run between two steps: the network stays as the last whole step left it, and <c>Fit</c> throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; set; }

    internal void Validate()
    {
        if (Epochs < 1)
            throw new ArgumentOutOfRangeException(nameof(Epochs), $"Expected at least 1 epoch, got {Epochs}.");
        if (BatchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(BatchSize), $"Expected a batch of at least 1 sample, got {BatchSize}.");
        if (Threads < 0)
            throw new ArgumentOutOfRangeException(nameof(Threads), $"Expected at least 1 thread, or 0 for all, got {Threads}.");
    }
}
