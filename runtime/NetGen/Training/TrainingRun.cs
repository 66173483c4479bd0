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
            TakeStep();
            if (run.Step < _steps)
                Report(run.Step, run.LossSum / run.Seen, finished: null);
        }

        EpochRecord epoch = EndEpoch(begin);
        Report(_steps, epoch.Loss, epoch);
    }

    private void TakeStep()
    {
        if (options.Schedule is { } schedule)
            trainer.Optimizer.LearningRate = schedule.RateAt(((long)run.Epochs.Count * _steps) + run.Step, (long)options.Epochs * _steps, run.BaseRate);

        int first = run.Seen;
        int count = Math.Min(run.Setup.Plan.StepSize, run.Setup.Plan.Samples - first);
        if (preparation.Observer is { } observer)
            observer.Step.Active = Observes && run.Step == _steps - 1;
        double loss = preparation.Step.Run(_order.AsMemory(first, count), trainer.State.Steps);
        trainer.State.Steps++;
        run.Step++;
        run.LossSum += count * loss;
    }

    private EpochRecord EndEpoch(long begin)
    {
        Evaluation? trained = preparation.Training?.Run();
        Evaluation? validated = Validate();
        ImmutableArray<LayerDiagnostics> layers = Observes ? preparation.Observer!.Observe() : [];
        var epoch = new EpochRecord(
            run.Epochs.Count + 1,
            run.LossSum / run.Seen,
            trained?.Accuracy,
            validated?.Loss,
            validated?.Accuracy,
            Stopwatch.GetElapsedTime(begin).TotalSeconds,
            trainer.Optimizer.LearningRate) { Layers = layers };

        if (options.EarlyStopping is { } stopping)
        {
            if (stopping.Observe(stopping.Monitor.Of(epoch)) && stopping.RestoresBest)
                KeepBest();
            run.Stopped = stopping.ShouldStop;
            run.Stopping = stopping.Capture();
        }

        options.Schedule?.Observe(epoch);
        run.Schedule = options.Schedule?.Capture() ?? [];
        run.Epochs.Add(epoch);
        run.Step = 0;
        run.LossSum = 0;
        trainer.State.Epochs++;
        return epoch;
    }

    private Evaluation? Validate()
    {
        if (!options.ValidateAverage)
            return preparation.Validation?.Run();
        trainer.Average!.Swap(trainer.Model.Parameters);
        try
        {
            return preparation.Validation!.Run();
        }
        finally
        {
            trainer.Average.Swap(trainer.Model.Parameters);
        }
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
        options.Progress?.Invoke(new TrainingProgress(epoch, options.Epochs, stepsTaken, _steps, loss, trainer.Optimizer.LearningRate, finished));
    }
}
