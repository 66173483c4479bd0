using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>
/// Finds a learning rate by trying (Smith, "Cyclical learning rates for training neural networks", arXiv:1506.01186): one step after the
/// other with a rate that grows exponentially, until the loss explodes. Afterwards network, optimiser and trainer are as before, to the
/// bit.
/// </summary>
/// <example>
/// <code>
/// LearningRateSweep sweep = new LearningRateFinder().Find(trainer, train);
/// trainer.Optimizer.LearningRate = sweep.SuggestedRate ?? 1e-3;
/// </code>
/// </example>
public sealed class LearningRateFinder
{
    /// <summary>The first rate, above 0. Default: 1e-7.</summary>
    public double From { get; init; } = 1e-7;

    /// <summary>The last rate, above <see cref="From"/>. Default: 10.</summary>
    public double To { get; init; } = 10;

    /// <summary>The steps between them, at least 3. Default: 100.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>How much of the smoothed loss lasts from step to step, from 0 to 1, 1 excluded. Default: 0.9.</summary>
    public double Smoothing { get; init; } = 0.9;

    /// <summary>The sweep ends when the smoothed loss is this many times its least, above 1. Default: 4.</summary>
    public double StopFactor { get; init; } = 4;

    /// <summary>Tries rates.</summary>
    /// <param name="trainer">The trainer; its optimiser takes the steps, from the state that it has.</param>
    /// <param name="train">The samples to learn from; where they end, they begin again in another order.</param>
    /// <param name="options">The batches, weights, clipping, seed and threads of the steps; the rest is not looked at. Default: batches of
    /// 32.</param>
    /// <exception cref="ArgumentException">The data set does not fit the network, or a number is impossible.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss, or the optimiser serves another network.</exception>
    public LearningRateSweep Find<TNetwork, T>(Trainer<TNetwork, T> trainer, Dataset train, FitOptions? options = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Validate();

        // A trainer of its own over the same model and optimiser: the average and the counters of the other one do not move.
        var own = new Trainer<TNetwork, T>(trainer.Model, trainer.Optimizer)
            { State = new TrainerState<T> { Frozen = trainer.State.Frozen } };
        using var preparation = new RunPreparation<TNetwork, T>(own, train, options ?? new FitOptions());
        T[] parameters = trainer.Model.Parameters.ToArray();
        T[] buffers = trainer.Model.Buffers.ToArray();
        OptimizerState<T> optimizer = trainer.Optimizer.Capture<T>();
        try
        {
            return Suggest(Sweep(trainer.Optimizer, preparation));
        }
        finally
        {
            parameters.CopyTo(trainer.Model.Parameters);
            buffers.CopyTo(trainer.Model.Buffers);
            trainer.Optimizer.Restore(optimizer);
            trainer.Optimizer.Claim(trainer.Model);
        }
    }

    private void Validate()
    {
        Hyperparameter.Positive(From, nameof(From));
        Hyperparameter.Positive(To, nameof(To));
        Hyperparameter.BelowOne(Smoothing, nameof(Smoothing));
        if (!(To > From))
            throw new ArgumentOutOfRangeException(
                nameof(To), FormattableString.Invariant($"Expected a last rate above the first, {From}, got {To}."));
        if (Steps < 3)
            throw new ArgumentOutOfRangeException(nameof(Steps), $"Expected at least 3 steps, got {Steps}.");
        if (!(StopFactor > 1))
            throw new ArgumentOutOfRangeException(
                nameof(StopFactor), FormattableString.Invariant($"Expected a number above 1, got {StopFactor}."));
    }

    /// <summary>The rates, the loss before the step with each, and the loss smoothed.</summary>
    private List<(double Rate, double Loss, double Smooth)> Sweep<TNetwork, T>(Optimizer optimizer, RunPreparation<TNetwork, T> preparation)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        BatchPlan plan = preparation.Setup.Plan;
        int[] order = [.. Enumerable.Range(0, plan.Samples)];
        var points = new List<(double Rate, double Loss, double Smooth)>();
        double mean = 0, weight = 0, least = double.PositiveInfinity;
        for (int step = 0; step < Steps; step++)
        {
            (int epoch, int place) = Math.DivRem(step, plan.Steps);
            if (place == 0 && preparation.Setup.Shuffles)
                new RandomSequence(preparation.Setup.Seed, (ulong)epoch).Shuffle<int>(order);

            preparation.Step.Epoch = (ulong)epoch;
            int first = place * plan.StepSize;
            optimizer.LearningRate = From * VectorMath.Pow(To / From, step / (Steps - 1.0));
            try
            {
                LossSum samples = preparation.Step.Run(order.AsMemory(first, Math.Min(plan.StepSize, plan.Seen - first)), step);
                if (samples.Weight == 0)
                    continue;
                double loss = samples.Loss;
                mean = (Smoothing * mean) + ((1 - Smoothing) * loss);
                weight = (Smoothing * weight) + (1 - Smoothing);
                points.Add((optimizer.LearningRate, loss, mean / weight));
            }
            catch (DivergenceException)
            {
                break;
            }

            least = Math.Min(least, mean / weight);
            if (mean / weight > StopFactor * least)
                break;
        }

        return points;
    }

    /// <summary>
    /// The steepest descent of the smoothed loss over the logarithm of the rate, which grows by equal steps, before its least value.
    /// </summary>
    private static LearningRateSweep Suggest(List<(double Rate, double Loss, double Smooth)> points)
    {
        int least = 0;
        for (int i = 1; i < points.Count; i++)
        {
            if (points[i].Smooth < points[least].Smooth)
                least = i;
        }

        double? suggested = null;
        double steepest = 0;
        for (int i = 1; i < least; i++)
        {
            double rise = points[i + 1].Smooth - points[i - 1].Smooth;
            if (rise < steepest)
                (steepest, suggested) = (rise, points[i].Rate);
        }

        return new LearningRateSweep([.. points.Select(point => (point.Rate, point.Loss))], suggested);
    }
}
