using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>Everything a run needs, checked and made before its first step, and the threads it works on.</summary>
internal sealed class RunPreparation<TNetwork, T> : IDisposable
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RunLease _lease;
    private readonly WorkerPool? _pool;

    /// <exception cref="ArgumentException">A data set does not fit the network, has a target out of range, or an option is
    /// impossible.</exception>
    /// <exception cref="InvalidOperationException">
    /// The network declares no loss, the optimiser or the average serves another network, or another run is under way.
    /// </exception>
    public RunPreparation(Trainer<TNetwork, T> trainer, Dataset train, FitOptions options)
    {
        options.Validate();
        CheckSizes(train, nameof(train));
        if (options.Validation is { } given)
            CheckSizes(given, nameof(FitOptions.Validation));
        if (options.ValidateAverage && trainer.Average is null)
            throw new InvalidOperationException("Expected a trainer with an average to validate, got one without.");
        CheckAccuracy(options);
        options.Augmentation?.Check(train, TNetwork.Description);
        CheckCounted(options);

        Setup = RunSetup.Of(options, train.Count);
        var weights = SampleWeights<T>.Of<TNetwork>(train, options);
        int batchSize = Setup.Plan.BatchSize, evaluated = Math.Min(options.BatchSize, train.Count);
        _lease = new RunLease(trainer.Model, trainer.Optimizer, trainer.Average, options.EarlyStopping, options.Schedule?.Learner);
        try
        {
            trainer.Optimizer.Claim(trainer.Model);
            trainer.Average?.Claim(trainer.Model);
            trainer.Optimizer.Prepare<T>(TNetwork.Description, trainer.State.Frozen);
            trainer.Average?.Prepare<T>(trainer.Model.Parameters);
            _pool = new WorkerPool(ThreadCount.For(options.Threads, 3 * TNetwork.Description.MultiplyAdds * batchSize));
            ImmutableArray<ParameterSlot> trained =
                [.. TNetwork.Description.Slots.Where(slot => !slot.Frozen && !trainer.State.Frozen.Contains(slot.Layer))];
            GradientClipper<T>? clipper = options.Clipping is { } clipping ? new(clipping, trained) : null;
            Observer = options.Diagnostics is { } diagnostics ? new(trainer.Model, train, diagnostics) : null;
            var batch = new TrainingBatch<T>(train, weights, batchSize, options.Augmentation, options.Seed, options.Lengths);
            Step = new(trainer.Model, batch, trainer.Optimizer, clipper, trainer.Average, options.Seed, _pool)
            {
                Observer = Observer?.Step,
                Trained = trained,
                GradientCheck = new GradientCheck<T>(trained, onlyNaN: options.Clipping?.Kind == ClippingKind.Value),
            };
            Step.Check(train, trained: true, Setup.Plan.DropsLast);
            if (options.Validation is { } validation)
            {
                Step.Check(validation, trained: false, dropsLast: false);
                Validation = new(trainer.Model, validation, evaluated, _pool);
            }

            Training = options.TrainingAccuracy ? new(trainer.Model, train, evaluated, _pool) : null;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What must stay the same for the whole run.</summary>
    public RunSetup Setup { get; }

    /// <summary>Takes steps.</summary>
    public TrainingStep<TNetwork, T> Step { get; }

    /// <summary>Looks at layers, if that was asked for.</summary>
    public RunObserver<TNetwork, T>? Observer { get; }

    /// <summary>Evaluates the training set, if that was asked for.</summary>
    public Evaluator<TNetwork, T>? Training { get; }

    /// <summary>Evaluates the validation set, if there is one.</summary>
    public Evaluator<TNetwork, T>? Validation { get; }

    /// <summary>Checks that a data set has samples as the network takes them.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public static void CheckSizes(Dataset data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (TNetwork.TargetSize == 0 && TNetwork.TrainingPhases > 0)
            throw new InvalidOperationException($"Expected a network whose samples have targets, got {TNetwork.Description.Name}, whose "
                + "loss takes none: call LossAndGradient in a loop of your own, or mark a parameter of its method with [Target].");
        if (TNetwork.TargetSize == 0)
            throw new InvalidOperationException($"Expected a network with a loss, got {TNetwork.Description.Name}, which declares none.");
        if (data.InputSize != TNetwork.InputSize)
            throw new ArgumentException(
                $"Expected inputs of {TNetwork.InputSize} numbers, as {TNetwork.Description.Name} takes them, got {data.InputSize}.", name);
        if (data.TargetSize != TNetwork.TargetSize)
            throw new ArgumentException($"Expected targets of {TNetwork.TargetSize} numbers{OfSteps}, as {TNetwork.Description.Name} takes "
                + $"them, got {data.TargetSize}.", name);
    }

    private static string OfSteps => TNetwork.Description.StepWeights is var steps and > 0
        ? $", of which the last {steps} are weights of steps (Dataset.WithStepWeights)" : string.Empty;

    /// <inheritdoc/>
    public void Dispose()
    {
        _pool?.Dispose();
        _lease.Dispose();
    }

    /// <summary>Checks that the loss that early stopping or a schedule waits for is one of something.</summary>
    private static void CheckCounted(FitOptions options)
    {
        bool monitored = options.EarlyStopping?.Monitor == MonitoredValue.ValidationLoss
            || options.Schedule?.Monitor == MonitoredValue.ValidationLoss;
        if (monitored && !SampleWeights<T>.Of<TNetwork>(options.Validation!, new FitOptions()).Counts)
        {
            throw new ArgumentException(
                "Expected a validation set of which at least 1 sample counts in its loss, got one whose samples all have the class that is "
                    + "ignored, or steps of weight 0 alone.",
                nameof(FitOptions.Validation));
        }
    }

    private static void CheckAccuracy(FitOptions options)
    {
        bool monitored = options.EarlyStopping?.Monitor == MonitoredValue.ValidationAccuracy
            || options.Schedule?.Monitor == MonitoredValue.ValidationAccuracy;
        if (monitored && Classification.Of<TNetwork, T>(options.Validation!).Kind == TargetKind.Numbers)
            throw new ArgumentException(
                "Expected a validation set whose targets are classes for its accuracy, got numbers.", nameof(FitOptions.Validation));
    }
}
