using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace NetGen;

/// <summary>Trains a network in <see cref="float"/>.</summary>
/// <inheritdoc cref="Trainer{TNetwork, T}"/>
/// <example>
/// <code>
/// var model = new LeNet5(seed: 42);
/// var trainer = new Trainer&lt;LeNet5&gt;(model, new Adam(learningRate: 2e-3));
/// History history = trainer.Fit(train, new FitOptions { Epochs = 3, BatchSize = 64, Validation = test });
/// </code>
/// </example>
public sealed class Trainer<TNetwork>(TNetwork model, Optimizer optimizer) : Trainer<TNetwork, float>(model, optimizer)
    where TNetwork : class, INetwork<TNetwork, float>;

/// <summary>
/// Trains a network on mini-batches. The result depends on the network, the data, the optimiser and the options, to the
/// bit, and not on the number of threads. Further calls of <see cref="Fit"/> go on where the last one ended, with new orders
/// of the samples: three runs of one epoch are a run of three, if the learning rate is constant.
/// </summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
/// <typeparam name="T">Its number type.</typeparam>
/// <param name="model">What to train, in place.</param>
/// <param name="optimizer">Moves the parameters; serves this network alone.</param>
public class Trainer<TNetwork, T>(TNetwork model, Optimizer optimizer)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private ulong _epochs;
    private long _steps;

    /// <summary>The network.</summary>
    public TNetwork Model { get; } = model ?? throw new ArgumentNullException(nameof(model));

    /// <summary>The optimiser.</summary>
    public Optimizer Optimizer { get; } = optimizer ?? throw new ArgumentNullException(nameof(optimizer));

    /// <summary>Trains on a data set. All checks come before the first step.</summary>
    /// <param name="train">The samples to learn from.</param>
    /// <param name="options">How to. Default: one epoch in batches of 32.</param>
    /// <returns>The course of the run.</returns>
    /// <exception cref="ArgumentException">A data set does not fit the network, has a target out of range, or an option is impossible.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss, or the optimiser serves another network.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public History Fit(Dataset train, FitOptions? options = null)
    {
        options ??= new FitOptions();
        options.Validate();
        CheckSizes(train, nameof(train));
        if (options.Validation is { } given)
            CheckSizes(given, nameof(FitOptions.Validation));
        Optimizer.Prepare<T>(TNetwork.ParameterCount);

        int batchSize = Math.Min(options.BatchSize, train.Count);
        using var pool = new WorkerPool(ThreadCount.For(options.Threads, 3 * TNetwork.Description.MultiplyAdds * batchSize));
        var step = new TrainingStep<TNetwork, T>(Model, Optimizer, train, batchSize, options.Seed, pool) { Augmentation = options.Augmentation };
        options.Augmentation?.Check(train, TNetwork.Description);
        step.Check(train, trained: true);
        if (options.Validation is { } validated)
            step.Check(validated, trained: false);
        Evaluator<TNetwork, T>? validation = options.Validation is { } data ? new(Model, data, batchSize, pool) : null;
        Evaluator<TNetwork, T>? training = options.TrainingAccuracy ? new(Model, train, batchSize, pool) : null;

        // The schedule moves the optimiser's rate from step to step; what the user set comes back in the end.
        double baseRate = Optimizer.LearningRate;
        try
        {
            return Run(train, options, batchSize, step, training, validation);
        }
        finally
        {
            Optimizer.LearningRate = baseRate;
        }
    }

    /// <summary>Evaluates the network on a data set, in inference mode.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="batchSize">How many to take at a time.</param>
    /// <param name="threads">The threads to use, or 0 for as many as pay.</param>
    /// <exception cref="ArgumentException">The data set does not fit the network, has a target out of range, or a number is impossible.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public Evaluation Evaluate(Dataset data, int batchSize = 256, int threads = 0)
    {
        CheckSizes(data, nameof(data));
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        using var pool = new WorkerPool(ThreadCount.For(threads, 2 * TNetwork.Description.MultiplyAdds * data.Count));
        return new Evaluator<TNetwork, T>(Model, data, batchSize, pool).Run();
    }

    private History Run(
        Dataset train,
        FitOptions options,
        int batchSize,
        TrainingStep<TNetwork, T> step,
        Evaluator<TNetwork, T>? training,
        Evaluator<TNetwork, T>? validation)
    {
        double baseRate = Optimizer.LearningRate;
        int batches = (train.Count + batchSize - 1) / batchSize;
        long totalSteps = (long)options.Epochs * batches;
        var order = new int[train.Count];
        var epochs = ImmutableArray.CreateBuilder<EpochRecord>(options.Epochs);
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            long begin = Stopwatch.GetTimestamp();
            Order(order, options);
            step.Epoch = _epochs;
            double lossSum = 0;
            int seen = 0;
            for (int batch = 0; batch < batches; batch++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                if (options.Schedule is { } schedule)
                    Optimizer.LearningRate = schedule.RateAt(((long)epoch * batches) + batch, totalSteps, baseRate);

                int count = Math.Min(batchSize, train.Count - seen);
                lossSum += count * step.Run(order.AsMemory(seen, count), _steps++);
                seen += count;
                if (batch < batches - 1)
                    options.Progress?.Invoke(new TrainingProgress(epoch + 1, options.Epochs, batch + 1, batches, lossSum / seen, Optimizer.LearningRate, null));
            }

            _epochs++;
            Evaluation? trained = training?.Run();
            Evaluation? validated = validation?.Run();
            var record = new EpochRecord(
                epoch + 1,
                lossSum / seen,
                trained?.Accuracy,
                validated?.Loss,
                validated?.Accuracy,
                Stopwatch.GetElapsedTime(begin).TotalSeconds,
                Optimizer.LearningRate);
            epochs.Add(record);
            options.Progress?.Invoke(new TrainingProgress(epoch + 1, options.Epochs, batches, batches, record.Loss, Optimizer.LearningRate, record));
        }

        return new History(epochs.ToImmutable());
    }

    /// <summary>The order of the samples in the epoch that begins: a function of the seed and the number of the epoch.</summary>
    private void Order(int[] order, FitOptions options)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        if (options.ShuffleEachEpoch)
            new RandomSequence(options.Seed, _epochs).Shuffle<int>(order);
    }

    private static void CheckSizes(Dataset data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (TNetwork.TargetSize == 0)
            throw new InvalidOperationException($"Expected a network with a loss, got {TNetwork.Description.Name}, which declares none.");
        if (data.InputSize != TNetwork.InputSize)
            throw new ArgumentException($"Expected inputs of {TNetwork.InputSize} numbers, as {TNetwork.Description.Name} takes them, got {data.InputSize}.", name);
        if (data.TargetSize != TNetwork.TargetSize)
            throw new ArgumentException($"Expected targets of {TNetwork.TargetSize} numbers, as {TNetwork.Description.Name} takes them, got {data.TargetSize}.", name);
    }
}
