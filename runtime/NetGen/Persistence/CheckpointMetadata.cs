using System.Collections.Immutable;
using System.Numerics;
using static NetGen.MetadataWriter;

namespace NetGen;

/// <summary>The part of a checkpoint that stands in the metadata of its file.</summary>
internal static class CheckpointMetadata
{
    private const string Version = "1";
    private const string VersionKey = "netgen.checkpoint";
    private const string ScheduleKindKey = "run.schedule.kind";

    /// <summary>The metadata of a checkpoint.</summary>
    public static ImmutableSortedDictionary<string, string> Of<T>(CheckpointContent<T> content)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        metadata[VersionKey] = Version;
        metadata["optimizer"] = content.OptimizerName;
        metadata["optimizer.steps"] = Text(content.Optimizer.Steps);
        metadata["optimizer.rate"] = Text([content.Optimizer.LearningRate]);
        metadata["optimizer.products"] = Text(content.Optimizer.Products);
        metadata["optimizer.states"] = Text(content.Optimizer.States.Length);
        metadata["average"] = Text(content.Average.Length > 0);
        metadata["average.steps"] = Text(content.AverageSteps);
        metadata["trainer.epochs"] = Text(content.State.Epochs);
        metadata["trainer.steps"] = Text(content.State.Steps);
        metadata["trainer.frozen"] = string.Join(' ', content.State.Frozen);
        metadata["run"] = Text(content.State.Run is not null);
        if (content.State.Run is { } run)
            Add(metadata, run);
        return metadata.ToImmutable();
    }

    /// <summary>A checkpoint with the right room for its numbers, after all checks that need no numbers.</summary>
    /// <exception cref="InvalidDataException">The metadata are damaged, or do not fit the trainer.</exception>
    public static CheckpointContent<T> Read<TNetwork, T>(MetadataReader metadata, Trainer<TNetwork, T> trainer)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!metadata.Has(VersionKey))
            throw new InvalidDataException($"Expected a checkpoint of a trainer, got a file without '{VersionKey}' in its metadata: it may "
                + "be that of a network alone.");
        Expect(VersionKey, Version, metadata.Text(VersionKey));
        Expect("optimizer", trainer.Optimizer.GetType().Name, metadata.Text("optimizer"));
        Expect("average", Text(trainer.Average is not null), metadata.Text("average"));

        OptimizerState<T> own = trainer.Optimizer.Blank<T>(TNetwork.ParameterCount);
        Expect("optimizer.states", Text(own.States.Length), metadata.Text("optimizer.states"));
        return new CheckpointContent<T>
        {
            Parameters = new T[TNetwork.ParameterCount],
            Buffers = new T[TNetwork.BufferSize],
            OptimizerName = metadata.Text("optimizer"),
            NotNegative = CheckpointContent<T>.NotNegativeOf(trainer.Optimizer, own.States.Length),
            Optimizer = Optimizer(metadata, own),
            Average = trainer.Average is null ? [] : new T[TNetwork.ParameterCount],
            AverageSteps = metadata.Steps("average.steps"),
            State = new TrainerState<T>
            {
                Epochs = metadata.Bits("trainer.epochs"),
                Steps = metadata.Steps("trainer.steps"),
                Frozen = Layers(TNetwork.Description, metadata),
                Run = metadata.Truth("run") ? Run<TNetwork, T>(metadata) : null,
            },
        };
    }

    private static void Add<T>(ImmutableSortedDictionary<string, string>.Builder metadata, RunState<T> run)
    {
        metadata["run.samples"] = Text(run.Setup.Plan.Samples);
        metadata["run.batchSize"] = Text(run.Setup.Plan.BatchSize);
        metadata["run.accumulation"] = Text(run.Setup.Plan.Accumulation);
        metadata["run.dropsLast"] = Text(run.Setup.Plan.DropsLast);
        metadata["run.seed"] = Text(run.Setup.Seed);
        metadata["run.shuffles"] = Text(run.Setup.Shuffles);
        metadata["run.baseRate"] = Text([run.BaseRate]);
        metadata["run.step"] = Text(run.Step);
        metadata["run.lossSum"] = Text(run.Loss.ToNumbers());
        if (run.Schedule.Length > MostNumbers)
            throw new InvalidOperationException(
                $"Expected a schedule with a state of at most {MostNumbers} numbers to save, got {run.Schedule.Length}.");
        metadata["run.schedule"] = Text(run.Schedule);
        metadata[ScheduleKindKey] = run.ScheduleKind;
        metadata["run.stopping"] = Text(run.Stopping);
        metadata["run.stopped"] = Text(run.Stopped);
        metadata["run.best"] = Text(run.Best.Length > 0);
        metadata["run.epochs"] = Text(run.Epochs.Count);
        foreach (EpochRecord epoch in run.Epochs)
        {
            metadata[EpochKey(epoch.Epoch)] =
                Text(epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.Seconds, epoch.LearningRate);
            metadata[WeightsKey(epoch.Epoch)] = Text(epoch.Weight, epoch.ValidationWeight);
            if (!epoch.Layers.IsEmpty)
                metadata[LayersKey(epoch.Epoch)] = LayerMetadata.Write(epoch.Layers);
        }
    }

    private static RunState<T> Run<TNetwork, T>(MetadataReader metadata)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var plan = new BatchPlan(
            Count(metadata, "run.samples", least: 1),
            Count(metadata, "run.batchSize", least: 1),
            Count(metadata, "run.accumulation", least: 1),
            metadata.Truth("run.dropsLast"));
        var epochs = new List<EpochRecord>();
        int count = Count(metadata, "run.epochs", least: 0);
        for (int epoch = 1; epoch <= count; epoch++)
            epochs.Add(Epoch(metadata, epoch) with { Layers = LayerMetadata.Read(metadata, LayersKey(epoch), TNetwork.Description) });

        string scheduleKind = metadata.Has(ScheduleKindKey) ? metadata.Text(ScheduleKindKey) : string.Empty;
        return new RunState<T>(
            new RunSetup(plan, metadata.Bits("run.seed"), metadata.Truth("run.shuffles")), metadata.NotNegative("run.baseRate"))
        {
            Epochs = epochs,
            Step = (int)metadata.Integer("run.step", most: plan.Steps),
            Loss = Loss(metadata.AllNumbers("run.lossSum", 5)),
            Schedule = Schedule(metadata, scheduleKind, count),
            ScheduleKind = scheduleKind,
            Stopping = Stopping(metadata, count),
            Stopped = metadata.Truth("run.stopped"),
            Best = metadata.Truth("run.best") ? new T[TNetwork.ParameterCount + TNetwork.BufferSize] : [],
        };
    }

    private static EpochRecord Epoch(MetadataReader metadata, int epoch)
    {
        double?[] values = metadata.Numbers(EpochKey(epoch), 6), weights = metadata.Numbers(WeightsKey(epoch), 2);
        return new EpochRecord(epoch, Needed(values[0]), values[1], values[2], values[3], NotNegative(values[4]), NotNegative(values[5]))
        {
            Weight = weights[0]
                ?? throw new InvalidDataException(
                    $"Expected a weight in '{WeightsKey(epoch)}', got '{Excerpt.Of(metadata.Text(WeightsKey(epoch)))}'."),
            ValidationWeight = weights[1],
        };

        double Needed(double? value) => value is { } number && double.IsFinite(number)
            ? number
            : throw new InvalidDataException($"Expected loss, seconds and rate, finite numbers, in '{EpochKey(epoch)}', got "
                + $"'{Excerpt.Of(metadata.Text(EpochKey(epoch)))}'.");

        double NotNegative(double? value) => Needed(value) is >= 0 and double number
            ? number
            : throw new InvalidDataException(
                $"Expected seconds and a rate of at least 0 in '{EpochKey(epoch)}', got '{Excerpt.Of(metadata.Text(EpochKey(epoch)))}'.");
    }

    private static LossSum Loss(double[] numbers)
    {
        try
        {
            return LossSum.FromNumbers(numbers);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"Damaged 'run.lossSum'. {exception.Message}", exception);
        }
    }

    private static string EpochKey(int epoch) => $"run.epoch.{Text(epoch)}";

    private static string WeightsKey(int epoch) => $"run.weights.{Text(epoch)}";

    private static string LayersKey(int epoch) => $"run.layers.{Text(epoch)}";

    private static int Count(MetadataReader metadata, string key, int least)
    {
        long count = metadata.Integer(key, int.MaxValue);
        return count >= least ? (int)count : throw new InvalidDataException($"Expected at least {least} as '{key}', got {count}.");
    }

    /// <summary>The optimiser's numbers in the metadata, with room for its states.</summary>
    private static OptimizerState<T> Optimizer<T>(MetadataReader metadata, OptimizerState<T> own)
    {
        const string productsKey = "optimizer.products";
        long steps = metadata.Steps("optimizer.steps");
        double[] products = metadata.AllNumbers(productsKey, own.Products.Length);

        // Powers of factors below 1: a product of 1 after a step would make the next one infinite.
        if (products.Any(product => !(product >= 0 && product <= 1 && (product < 1 || steps == 0))))
            throw new InvalidDataException($"Expected numbers from 0 to 1, and below 1 after a step, as '{productsKey}', got "
                + $"'{Excerpt.Of(metadata.Text(productsKey))}'.");
        return own with { Steps = steps, LearningRate = metadata.NotNegative("optimizer.rate"), Products = products };
    }

    private static double[] Schedule(MetadataReader metadata, string kind, int epochs)
    {
        double[] schedule = metadata.AllNumbers("run.schedule");
        if (kind == nameof(ReduceOnPlateau) && ReduceOnPlateau.StateFault(schedule, epochs) is { } fault)
            throw new InvalidDataException($"Expected the state of a schedule as 'run.schedule', got another: {fault}");
        return schedule;
    }

    private static double[] Stopping(MetadataReader metadata, int epochs)
    {
        const string key = "run.stopping";
        double[] stopping = metadata.AllNumbers(key);
        if (stopping.Length is not (0 or EarlyStopping.StateLength))
            throw new InvalidDataException($"Expected {EarlyStopping.StateLength} numbers or none as '{key}', got {stopping.Length}.");
        if (stopping.Skip(1).Any(number => !(number >= 0 && number <= epochs && number == Math.Floor(number))))
            throw new InvalidDataException(
                $"Expected a value and counts of at most {epochs} epochs as '{key}', got '{Excerpt.Of(metadata.Text(key))}'.");
        return stopping;
    }

    private static ImmutableSortedSet<string> Layers(NetworkDescription network, MetadataReader metadata)
    {
        string[] layers = metadata.Words("trainer.frozen", network.Layers.Length);
        try
        {
            LayerNames.Check(network, layers, "trainer.frozen");
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException(
                $"Expected layers of the network as 'trainer.frozen', got others: {Excerpt.Of(exception.Message)}", exception);
        }

        return ImmutableSortedSet.Create(StringComparer.Ordinal, layers);
    }

    private static void Expect(string key, string expected, string given)
    {
        if (given != expected)
            throw new InvalidDataException($"Expected '{expected}' as '{key}', as the trainer has it, got '{Excerpt.Of(given)}'.");
    }
}
