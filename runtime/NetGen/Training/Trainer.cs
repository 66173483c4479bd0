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
/// Trains a network. The result depends on the network, the data, the optimiser and the options, to the bit, and not on the
/// number of threads. Further calls of <see cref="Fit"/> go on where the last one ended, with new orders of the samples:
/// three runs of one epoch are a run of three, if the learning rate is constant. A run that was interrupted goes on with
/// <see cref="Resume"/>, also in another process: see <see cref="Checkpoint"/>.
/// </summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
/// <typeparam name="T">Its number type.</typeparam>
/// <param name="model">What to train, in place.</param>
/// <param name="optimizer">Moves the parameters; serves this network alone.</param>
public class Trainer<TNetwork, T>(TNetwork model, Optimizer optimizer)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The network.</summary>
    public TNetwork Model { get; } = model ?? throw new ArgumentNullException(nameof(model));

    /// <summary>The optimiser. Its weight decay takes weights only, unless <see cref="Optimizer.DecaysAll"/> says otherwise.</summary>
    public Optimizer Optimizer { get; } = optimizer ?? throw new ArgumentNullException(nameof(optimizer));

    /// <summary>A running mean of the weights, brought up to date after every step. Default: none.</summary>
    public ExponentialMovingAverage? Average { get; init; }

    /// <summary>The layers that are frozen for now, besides those declared so.</summary>
    public IReadOnlyCollection<string> Frozen => State.Frozen;

    /// <summary>What is remembered between runs.</summary>
    internal TrainerState<T> State { get; set; } = new();

    /// <summary>
    /// Freezes layers from the next run on: their parameters and the optimiser's state for them stay exactly as they are, and their
    /// gradients count in no norm. Buffers, such as running statistics, go on, and the gradients are computed all the same;
    /// <c>Frozen = true</c> in the declaration saves that time.
    /// </summary>
    /// <param name="layers">Their names, such as <c>Conv1</c>.</param>
    /// <exception cref="ArgumentException">A name is not that of a layer with parameters.</exception>
    public void Freeze(params ReadOnlySpan<string> layers)
    {
        string[] names = layers.ToArray();
        LayerNames.Check(TNetwork.Description, names, nameof(layers));
        State.Frozen = State.Frozen.Union(names);
    }

    /// <summary>Lets layers learn again from the next run on. Layers declared frozen stay so.</summary>
    /// <param name="layers">Their names; none for all.</param>
    /// <exception cref="ArgumentException">A name is not that of a layer with parameters.</exception>
    public void Unfreeze(params ReadOnlySpan<string> layers)
    {
        string[] names = layers.ToArray();
        LayerNames.Check(TNetwork.Description, names, nameof(layers));
        State.Frozen = names.Length == 0 ? State.Frozen.Clear() : State.Frozen.Except(names);
    }

    /// <summary>Trains on a data set. All checks come before the first step.</summary>
    /// <param name="train">The samples to learn from.</param>
    /// <param name="options">How to. Default: one epoch in batches of 32.</param>
    /// <returns>The course of the run.</returns>
    /// <exception cref="ArgumentException">A data set does not fit the network, has a target out of range, or an option is
    /// impossible.</exception>
    /// <exception cref="InvalidOperationException">
    /// The network declares no loss; the optimiser or the average has seen steps of another network; or another run is under way that
    /// writes the same network, optimiser, average, early stopping or schedule, also one that called this from its <see
    /// cref="FitOptions.Progress"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    /// <exception cref="DivergenceException">
    /// The loss, a gradient or a buffer became NaN or infinite, and the step was not taken; or a parameter or the validation loss, when the
    /// epoch ended.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">Several threads were asked for where there is one, as in a browser.</exception>
    public History Fit(Dataset train, FitOptions? options = null)
    {
        options ??= new FitOptions();
        using var preparation = new RunPreparation<TNetwork, T>(this, train, options);
        options.EarlyStopping?.Restart();
        options.Schedule?.Restart();
        State.Run = new RunState<T>(preparation.Setup, Optimizer.LearningRate)
        {
            Schedule = options.Schedule?.Capture() ?? [],
            ScheduleKind = options.Schedule?.StateKind ?? string.Empty,
            Stopping = options.EarlyStopping?.Capture() ?? [],
        };
        return Finish(State.Run, preparation, options);
    }

    /// <summary>
    /// Goes on with the run that was interrupted, by a cancellation or an exception or because it comes from a file, from the step after
    /// the last: the result is that of a run that was never interrupted, to the bit.
    /// </summary>
    /// <param name="train">The samples of the run.</param>
    /// <param name="options">The options of the run. The number of epochs may be another, and so may what does not touch the
    /// result.</param>
    /// <returns>The course of the whole run.</returns>
    /// <exception cref="InvalidOperationException">There is no such run, or samples, batches, seed, schedule or early stopping are not
    /// those it began with.</exception>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public History Resume(Dataset train, FitOptions? options = null)
    {
        options ??= new FitOptions();
        RunState<T> run = State.Run
            ?? throw new InvalidOperationException("Expected a run that was interrupted, got none: Fit begins one.");
        using var preparation = new RunPreparation<TNetwork, T>(this, train, options);
        run.CheckFits(preparation.Setup, options);
        options.EarlyStopping?.Restore(run.Stopping);
        options.Schedule?.Restore(run.Schedule);
        Optimizer.LearningRate = run.BaseRate;
        return Finish(run, preparation, options);
    }

    /// <summary>Evaluates the network on a data set, in inference mode.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="batchSize">How many to take at a time.</param>
    /// <param name="threads">The threads to use, or 0 for as many as pay.</param>
    /// <exception cref="ArgumentException">The data set does not fit the network, has a target out of range, or a number is
    /// impossible.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public Evaluation Evaluate(Dataset data, int batchSize = 256, int threads = 0)
    {
        RunPreparation<TNetwork, T>.CheckSizes(data, nameof(data));
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        using var pool = new WorkerPool(ThreadCount.For(threads, 2 * TNetwork.Description.MultiplyAdds * data.Count));
        return new Evaluator<TNetwork, T>(Model, data, batchSize, pool).Run();
    }

    private History Finish(RunState<T> run, RunPreparation<TNetwork, T> preparation, FitOptions options)
    {
        // The schedule moves the optimiser's rate from step to step; what the user set comes back in the end.
        try
        {
            new TrainingRun<TNetwork, T>(this, run, options, preparation).Finish();
        }
        finally
        {
            Optimizer.LearningRate = run.BaseRate;
        }

        State.Run = null;
        return new History([.. run.Epochs]);
    }
}
