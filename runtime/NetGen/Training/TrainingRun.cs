using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace NetGen;

/// <summary>The epochs of one run: from its state, which may lie anywhere between two steps, to its end.</summary>
internal sealed class TrainingRun<TNetwork, T>(
    Trainer<TNetwork, T> trainer,
    RunState<T> run,
    FitOptions options,
    RunPreparation<TNetwork, T> preparation)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _order = new int[run.Setup.Plan.Samples];
    private readonly int _steps = run.Setup.Plan.Steps;

    private LossSum _lastStep;

    /// <summary>Whether the epoch under way is looked at.</summary>
    private bool Observes => preparation.Observer?.LooksAt(run.Epochs.Count + 1) == true;

    /// <summary>Trains until the epochs or the patience run out, and restores the best parameters if that was asked for.</summary>
    public void Finish()
    {
        while (run.Epochs.Count < options.Epochs && !run.Stopped)
            RunEpoch();

        if (run.Best.Length > 0)
        {
            run.Best.AsSpan(0, TNetwork.ParameterCount).CopyTo(trainer.Model.Parameters);
            run.Best.AsSpan(TNetwork.ParameterCount).CopyTo(trainer.Model.Buffers);
        }
    }

    private void RunEpoch()
    {
        long begin = Stopwatch.GetTimestamp();
        Order();
        preparation.Step.Epoch = trainer.State.Epochs;
        while (run.Step < _steps)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            _lastStep = TakeStep();
            if (run.Step < _steps)
                Report(run.Step, run.Loss.Loss, finished: null);
        }

        EpochRecord epoch = EndEpoch(begin);
        Report(_steps, epoch.Loss, epoch);
    }

    private LossSum TakeStep()
    {
        if (options.Schedule is { } schedule)
            trainer.Optimizer.LearningRate =
                schedule.RateAt(((long)run.Epochs.Count * _steps) + run.Step, (long)options.Epochs * _steps, run.BaseRate);

        int first = run.Seen;
        int count = Math.Min(run.Setup.Plan.StepSize, run.Setup.Plan.Seen - first);
        if (preparation.Observer is { } observer)
            observer.Step.Active = Observes && run.Step == _steps - 1;
        LossSum loss = preparation.Step.Run(_order.AsMemory(first, count), trainer.State.Steps);
        if (loss.Weight > 0)
            trainer.State.Steps++;
        run.Step++;
        run.Loss += loss;
        return loss;
    }

    /// <summary>Ends the epoch: what it came to is found first, and only then does anything remember it.</summary>
    private EpochRecord EndEpoch(long begin)
    {
        CheckNumbers();
        Evaluation? trained = preparation.Training?.Run();
        Evaluation? validated = Validate();
        ImmutableArray<LayerDiagnostics> layers = Observes ? preparation.Observer!.Observe() : [];
        var epoch = new EpochRecord(
            run.Epochs.Count + 1,
            run.Loss.Loss,
            trained?.Accuracy,
            validated?.Loss,
            validated?.Accuracy,
            Stopwatch.GetElapsedTime(begin).TotalSeconds,
            trainer.Optimizer.LearningRate) { Layers = layers, Weight = run.Loss.Weight, ValidationWeight = validated?.Weight };

        // The schedule first: it may be of the user's own, and throw.
        options.Schedule?.Observe(epoch);
        run.Schedule = options.Schedule?.Capture() ?? [];
        if (options.EarlyStopping is { } stopping)
        {
            if (stopping.Observe(stopping.Monitor.Of(epoch)) && stopping.RestoresBest)
                KeepBest();
            run.Stopped = stopping.ShouldStop;
            run.Stopping = stopping.Capture();
        }

        run.Epochs.Add(epoch);
        run.Step = 0;
        run.Loss = default;
        trainer.State.Epochs++;
        return epoch;
    }

    /// <summary>Checks what the last steps made of the network: no step after them has looked at it.</summary>
    private void CheckNumbers()
    {
        (string Layer, string Text)? wrong =
            Divergence.OfParameters<T>(TNetwork.Description, trainer.Model.Parameters, "a step of the epoch")
            ?? Divergence.OfBuffers<T>(TNetwork.Description, trainer.Model.Buffers);
        if (wrong is { } found)
            throw Diverged("Expected finite numbers in the network at the end of", found.Layer, found.Text, run.Loss.Loss);
    }

    private DivergenceException Diverged(string expected, string? layer, string text, double loss)
    {
        long step = trainer.State.Steps - 1;
        string message = FormattableString.Invariant($"{expected} epoch {run.Epochs.Count + 1}, after step {step}: {text}.");
        return new DivergenceException(message, layer, loss, step);
    }

    private Evaluation? Validate()
    {
        if (preparation.Validation is not { } validation)
            return null;
        if (!options.ValidateAverage)
            return Validate(validation);
        trainer.Average!.Swap(trainer.Model.Parameters);
        try
        {
            return Validate(validation);
        }
        finally
        {
            trainer.Average.Swap(trainer.Model.Parameters);
        }
    }

    private Evaluation Validate(Evaluator<TNetwork, T> validation)
    {
        Evaluation evaluation = validation.Run();
        if (double.IsFinite(evaluation.Loss))
            return evaluation;
        (string? layer, string text) = validation.WhatIsWrong();
        string expected = FormattableString.Invariant($"Expected a finite validation loss, got {evaluation.Loss} in");
        throw Diverged(expected, layer, text, evaluation.Loss);
    }

    private void KeepBest()
    {
        if (run.Best.Length == 0)
            run.Best = new T[TNetwork.ParameterCount + TNetwork.BufferSize];
        Span<T> best = run.Best.AsSpan(0, TNetwork.ParameterCount);
        if (options.ValidateAverage)
            trainer.Average!.CopyTo(best);
        else
            trainer.Model.Parameters.CopyTo(best);
        trainer.Model.Buffers.CopyTo(run.Best.AsSpan(TNetwork.ParameterCount));
    }

    /// <summary>The order of the samples in the epoch under way: a function of the seed and the number of the epoch.</summary>
    private void Order()
    {
        for (int i = 0; i < _order.Length; i++)
            _order[i] = i;
        if (options.ShuffleEachEpoch)
            new RandomSequence(options.Seed, trainer.State.Epochs).Shuffle<int>(_order);
    }

    private void Report(int stepsTaken, double loss, EpochRecord? finished)
    {
        int epoch = finished?.Epoch ?? run.Epochs.Count + 1;
        double rate = trainer.Optimizer.LearningRate;
        options.Progress?.Invoke(new TrainingProgress(epoch, options.Epochs, stepsTaken, _steps, loss, rate, finished)
        {
            StepLoss = _lastStep.Loss,
            StepWeight = _lastStep.Weight,
        });
    }
}
