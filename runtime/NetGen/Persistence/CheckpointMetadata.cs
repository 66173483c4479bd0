using System.Collections.Immutable;
using System.Numerics;
using static NetGen.MetadataWriter;

namespace NetGen;

/// <summary>The part of a checkpoint that stands in the metadata of its file.</summary>
internal static class CheckpointMetadata
{
    private const string Version = "1";
    private const string VersionKey = "netgen.checkpoint";

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
            throw new InvalidDataException($"Expected a checkpoint of a trainer, got a file without '{VersionKey}' in its metadata: it may be that of a network alone.");
        Expect(VersionKey, Version, metadata.Text(VersionKey));
        Expect("optimizer", trainer.Optimizer.GetType().Name, metadata.Text("optimizer"));
        Expect("average", Text(trainer.Average is not null), metadata.Text("average"));

        OptimizerState<T> own = trainer.Optimizer.Capture<T>();
        Expect("optimizer.states", Text(own.States.Length), metadata.Text("optimizer.states"));
        return new CheckpointContent<T>
        {
            Parameters = new T[TNetwork.ParameterCount],
            Buffers = new T[TNetwork.BufferSize],
            OptimizerName = metadata.Text("optimizer"),
            Optimizer = own with
            {
                Steps = metadata.Integer("optimizer.steps"),
                LearningRate = metadata.NotNegative("optimizer.rate"),
                Products = metadata.AllNumbers("optimizer.products", own.Products.Length),
            },
            Average = trainer.Average is null ? [] : new T[TNetwork.ParameterCount],
            AverageSteps = metadata.Integer("average.steps"),
            State = new TrainerState<T>
            {
                Epochs = metadata.Bits("trainer.epochs"),
                Steps = metadata.Integer("trainer.steps"),
                Frozen = Layers(TNetwork.Description, metadata.Text("trainer.frozen")),
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
        metadata["run.schedule"] = Text(run.Schedule);
        metadata["run.stopping"] = Text(run.Stopping);
        metadata["run.stopped"] = Text(run.Stopped);
        metadata["run.best"] = Text(run.Best.Length > 0);
        metadata["run.epochs"] = Text(run.Epochs.Count);
        foreach (EpochRecord epoch in run.Epochs)
        {
            metadata[EpochKey(epoch.Epoch)] = Text(epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.Seconds, epoch.LearningRate);
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

        double[] stopping = metadata.AllNumbers("run.stopping");
        if (stopping.Length is not (0 or EarlyStopping.StateLength))
            throw new InvalidDataException($"Expected {EarlyStopping.StateLength} numbers or none as 'run.stopping', got {stopping.Length}.");
        return new RunState<T>(new RunSetup(plan, metadata.Bits("run.seed"), metadata.Truth("run.shuffles")), metadata.NotNegative("run.baseRate"))
        {
            Epochs = epochs,
            Step = (int)metadata.Integer("run.step", most: plan.Steps),
            Loss = Loss(metadata.AllNumbers("run.lossSum")),
            Schedule = metadata.AllNumbers("run.schedule"),
            Stopping = stopping,
            Stopped = metadata.Truth("run.stopped"),
            Best = metadata.Truth("run.best") ? new T[TNetwork.ParameterCount + TNetwork.BufferSize] : [],
        };
    }

    private static EpochRecord Epoch(MetadataReader metadata, int epoch)
    {
        double?[] values = metadata.Numbers(EpochKey(epoch), 6), weights = metadata.Numbers(WeightsKey(epoch), 2);
        return new EpochRecord(epoch, Needed(values[0]), values[1], values[2], values[3], Needed(values[4]), Needed(values[5]))
        {
            Weight = weights[0]
                ?? throw new InvalidDataException($"Expected a weight in '{WeightsKey(epoch)}', got '{metadata.Text(WeightsKey(epoch))}'."),
            ValidationWeight = weights[1],
        };

        double Needed(double? value) => value ?? throw new InvalidDataException($"Expected loss, seconds and rate in '{EpochKey(epoch)}', got '{metadata.Text(EpochKey(epoch))}'.");
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

    private static ImmutableSortedSet<string> Layers(NetworkDescription network, string names)
    {
        string[] layers = names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            LayerNames.Check(network, layers, "trainer.frozen");
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }

        return ImmutableSortedSet.Create(StringComparer.Ordinal, layers);
    }

    private static void Expect(string key, string expected, string given)
    {
        if (given != expected)
            throw new InvalidDataException($"Expected '{expected}' as '{key}', as the trainer has it, got '{given}'.");
    }
}
