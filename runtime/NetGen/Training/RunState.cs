namespace NetGen;

/// <summary>What must stay the same when a run goes on after an interruption.</summary>
/// <param name="Plan">How samples fall into steps.</param>
/// <param name="Seed">The seed of the orders and of dropout.</param>
/// <param name="Shuffles">Whether each epoch has an order of its own.</param>
internal readonly record struct RunSetup(BatchPlan Plan, ulong Seed, bool Shuffles)
{
    /// <summary>The setup of a run, from options that were validated.</summary>
    public static RunSetup Of(FitOptions options, int samples) =>
        new(BatchPlan.Of(options, samples), options.Seed, options.ShuffleEachEpoch);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Plan.Samples} samples in batches of {Plan.BatchSize}, {Plan.Accumulation} to a step, with seed {Seed}, "
        + (Shuffles ? "shuffled" : "in order")
        + (Plan.DropsLast ? ", without what is left over" : string.Empty);
}

/// <summary>Where a run of <see cref="Trainer{TNetwork, T}.Fit"/> stands between two steps.</summary>
/// <typeparam name="T">The number type of the network.</typeparam>
internal sealed class RunState<T>(RunSetup setup, double baseRate)
{
    /// <summary>What must stay the same.</summary>
    public RunSetup Setup { get; } = setup;

    /// <summary>The optimiser's own rate, which the schedule multiplies.</summary>
    public double BaseRate { get; } = baseRate;

    /// <summary>What came of the epochs that are over.</summary>
    public List<EpochRecord> Epochs { get; init; } = [];

    /// <summary>The steps taken in the epoch under way.</summary>
    public int Step { get; set; }

    /// <summary>What their samples contributed to the loss.</summary>
    public LossSum Loss { get; set; }

    /// <summary>What the schedule had learned when the last epoch ended.</summary>
    public double[] Schedule { get; set; } = [];

    /// <summary>What the numbers of the schedule mean: <see cref="LearningRateSchedule.StateKind"/>.</summary>
    public string ScheduleKind { get; init; } = string.Empty;

    /// <summary>What early stopping had learned when the last epoch ended; empty without.</summary>
    public double[] Stopping { get; set; } = [];

    /// <summary>Whether early stopping has ended the run.</summary>
    public bool Stopped { get; set; }

    /// <summary>The parameters of the best epoch, then its buffers; empty if they are not kept.</summary>
    public T[] Best { get; set; } = [];

    /// <summary>The samples seen in the epoch under way.</summary>
    public int Seen => (int)Math.Min(Setup.Plan.Seen, (long)Step * Setup.Plan.StepSize);

    /// <summary>Checks that a run may go on with these settings.</summary>
    /// <exception cref="InvalidOperationException">It may not.</exception>
    public void CheckFits(RunSetup setup, FitOptions options)
    {
        if (setup != Setup)
            throw new InvalidOperationException($"Expected the run to go on as it began, with {Setup}, got {setup}.");
        if (options.Epochs < Epochs.Count)
            throw new InvalidOperationException(
                $"Expected at least {Epochs.Count} epochs, which the run has behind it, got {options.Epochs}.");
        if ((options.EarlyStopping is null) != (Stopping.Length == 0))
            throw new InvalidOperationException(
                $"Expected the run to go on {(Stopping.Length == 0 ? "without" : "with")} early stopping, as it began, got the opposite.");
        int schedule = options.Schedule?.Capture().Length ?? 0;
        if (schedule != Schedule.Length)
            throw new InvalidOperationException(
                $"Expected a schedule with a state of {Schedule.Length} numbers, as the run began, got one of {schedule}.");
    }
}
