namespace NetGen;

/// <summary>How to train.</summary>
public sealed class FitOptions
{
    /// <summary>How often every sample is seen, at least 1. Default: 1.</summary>
    public int Epochs { get; set; } = 1;

    /// <summary>
    /// The samples that go through the network at once with mini-batches, at least 1; the last batch of an epoch takes what is left.
    /// Default: 32.
    /// </summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>
    /// Whether an epoch goes without the mini-batch that would be smaller than <see cref="BatchSize"/>: where samples are left over, others
    /// are left out in each epoch, if they are shuffled. Of fewer samples than a batch takes nothing is left out. Default: false.
    /// </summary>
    public bool DropLast { get; set; }

    /// <summary>Whether a step takes a mini-batch, one sample or all of them. Default: a mini-batch.</summary>
    public BatchRegime Regime { get; set; }

    /// <summary>
    /// The batches whose gradients make one step, at least 1; the last step of an epoch takes what is left. Mini-batches and single
    /// samples: as many of them make a step. The full batch: it is cut into as many, of a multiple of 16 samples. Default: 1.
    /// </summary>
    /// <remarks>
    /// The step is that of one batch of all these samples, with less memory: the mean is over all of them, by weight, and dropout's masks
    /// are the same. If batches are multiples of 16 samples and nothing in the network depends on a whole batch, such as the statistics of
    /// batch normalisation, the gradient is the same to the bit; the loss that is reported may differ in its last digit. Samples with an
    /// ignored class are left out of the mean. A step in which no sample counts moves nothing, and is not counted by the optimiser.
    /// </remarks>
    public int Accumulation { get; set; } = 1;

    /// <summary>
    /// What each training sample counts in the loss, finite and not negative. A mean divides by the sum of the weights. Default: 1 each.
    /// </summary>
    public IReadOnlyList<double>? SampleWeights { get; set; }

    /// <summary>
    /// How many steps of each training sample's sequence count, from 1 to the steps of the input; what lies behind them does not. Default:
    /// all of them. Evaluation is of whole sequences.
    /// </summary>
    public IReadOnlyList<int>? Lengths { get; set; }

    /// <summary>
    /// What samples of each class count in the training loss, times their own weight; targets must be classes. As <c>weight</c> of
    /// PyTorch's <c>cross_entropy</c> for class indices, without label smoothing: a mean divides by the sum of the weights. Default: 1
    /// each.
    /// </summary>
    public IReadOnlyList<double>? ClassWeights { get; set; }

    /// <summary>How large gradients are made smaller before each step. Default: not at all.</summary>
    public GradientClipping? Clipping { get; set; }

    /// <summary>When to end the run before its last epoch. Default: never.</summary>
    public EarlyStopping? EarlyStopping { get; set; }

    /// <summary>
    /// Whether the validation set is evaluated with the trainer's average of the weights; <see cref="EarlyStopping"/> then keeps and
    /// restores that, too. Default: false.
    /// </summary>
    public bool ValidateAverage { get; set; }

    /// <summary>Samples to evaluate the network on after each epoch. Default: none.</summary>
    public Dataset? Validation { get; set; }

    /// <summary>
    /// Whether the training set, too, is evaluated after each epoch, for its accuracy. Default: false, for it takes another forward pass
    /// over that set.
    /// </summary>
    public bool TrainingAccuracy { get; set; }

    /// <summary>Decides the order of the samples and the masks of dropout. Default: 0.</summary>
    public ulong Seed { get; set; }

    /// <summary>Whether each epoch sees the samples in a new random order. Default: true.</summary>
    public bool ShuffleEachEpoch { get; set; } = true;

    /// <summary>
    /// The threads to use, at least 1, or 0 for as many as the machine has and the network keeps busy (the default). The result is the same
    /// to the bit.
    /// </summary>
    public int Threads { get; set; }

    /// <summary>How the learning rate changes during the run. Default: not at all.</summary>
    public LearningRateSchedule? Schedule { get; set; }

    /// <summary>
    /// How training samples are changed at random while batches are gathered; validation samples never are. Default: not at all.
    /// </summary>
    public Augmentation? Augmentation { get; set; }

    /// <summary>What to look at in each layer, besides loss and accuracy. Default: nothing, at no cost.</summary>
    public RunDiagnostics? Diagnostics { get; set; }

    /// <summary>Called after every step, on the thread that called <c>Fit</c>.</summary>
    public Action<TrainingProgress>? Progress { get; set; }

    /// <summary>
    /// Ends the run between two steps: the network stays as the last whole step left it, and <c>Fit</c> throws
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    public CancellationToken CancellationToken { get; set; }

    internal void Validate()
    {
        if (Epochs < 1)
            throw new ArgumentOutOfRangeException(nameof(Epochs), $"Expected at least 1 epoch, got {Epochs}.");
        if (BatchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(BatchSize), $"Expected a batch of at least 1 sample, got {BatchSize}.");
        if (!Enum.IsDefined(Regime))
            throw new ArgumentOutOfRangeException(nameof(Regime), $"Expected MiniBatch, PerSample or FullBatch, got {Regime}.");
        if (Accumulation < 1)
            throw new ArgumentOutOfRangeException(
                nameof(Accumulation), $"Expected an accumulation of at least 1 batch, got {Accumulation}.");
        CheckWeights(SampleWeights, nameof(SampleWeights));
        CheckWeights(ClassWeights, nameof(ClassWeights));
        CheckMonitor(EarlyStopping?.Monitor, nameof(EarlyStopping));
        CheckMonitor(Schedule?.Monitor, nameof(Schedule));
        if (ValidateAverage && Validation is null)
            throw new ArgumentException("Expected a validation set to evaluate the average on, got none.", nameof(Validation));
        Diagnostics?.Validate();
        if (Threads < 0)
            throw new ArgumentOutOfRangeException(nameof(Threads), $"Expected at least 1 thread, or 0 for all, got {Threads}.");
    }

    private static void CheckWeights(IReadOnlyList<double>? weights, string name)
    {
        for (int i = 0; i < (weights?.Count ?? 0); i++)
        {
            if (!double.IsFinite(weights![i]) || weights[i] < 0)
                throw new ArgumentOutOfRangeException(
                    name, FormattableString.Invariant(
                    $"Expected weights that are finite and not negative, got {weights[i]} as number {i}."));
        }
    }

    private void CheckMonitor(MonitoredValue? monitor, string name)
    {
        if (monitor is MonitoredValue.ValidationLoss or MonitoredValue.ValidationAccuracy && Validation is null)
            throw new ArgumentException($"Expected a validation set for the {monitor}, got none.", name);
    }
}
