using System.Numerics;

namespace NetGen;

/// <summary>
/// One step of training on any number of threads: for each of its batches gather the samples and run the phases of the network, then clip the
/// gradients and move the parameters. Everything it needs is made once; a step allocates nothing.
/// </summary>
internal sealed class TrainingStep<TNetwork, T> : IParallelWork
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Numbers in a cache line of floats: where threads divide the parameters, so that no line has two writers.</summary>
    private const int Line = 16;

    private readonly TNetwork _model;
    private readonly TrainingBatch<T> _batch;
    private readonly Optimizer _optimizer;
    private readonly GradientClipper<T>? _clipper;
    private readonly ExponentialMovingAverage? _average;
    private readonly WorkerPool _pool;
    private readonly ulong _seed;
    private readonly Workspace _workspace;
    private readonly Memory<T> _gradients;

    private Stage _stage;
    private int _phase;
    private long _step;
    private long _stepsTaken;

    /// <summary>Makes room for batches as large as those of <paramref name="batch"/>.</summary>
    public TrainingStep(TNetwork model, TrainingBatch<T> batch, Optimizer optimizer, GradientClipper<T>? clipper, ExponentialMovingAverage? average, ulong seed, WorkerPool pool)
    {
        _model = model;
        _batch = batch;
        _optimizer = optimizer;
        _clipper = clipper;
        _average = average;
        _pool = pool;
        _seed = seed;
        _workspace = TNetwork.CreateWorkspace(batch.Capacity);
        _gradients = AlignedMemory.Allocate<T>(TNetwork.ParameterCount);
    }

    /// <summary>The epoch, counted over all runs of the trainer: what augmentation is a function of.</summary>
    public ulong Epoch
    {
        set => _batch.Epoch = value;
    }

    /// <summary>Looks at steps, if that was asked for.</summary>
    public StepObserver<T>? Observer { get; init; }

    private enum Stage
    {
        Gather,
        Network,
        Norms,
        Optimizer,
    }

    /// <summary>Lets the network check all targets of a data set, which changes nothing in it.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="trained">Whether it is trained on. Then the batches are as large as those of an epoch, and one too small for the network is found.</param>
    /// <exception cref="ArgumentException">The network refuses a target or the size of a batch.</exception>
    public void Check(Dataset data, bool trained)
    {
        for (int start = 0; start < data.Count; start += _batch.Capacity)
        {
            int own = Math.Min(_batch.Capacity, data.Count - start);
            _batch.Fill(data, start, trained ? own : _batch.Capacity);
            try
            {
                _model.BeginStep(_batch.Inputs, _batch.Targets, _gradients.Span, _workspace, new TrainingContext<T> { Seed = _seed, Lengths = trained ? _batch.Lengths : default });
            }
            catch (ArgumentException exception)
            {
                throw new ArgumentException($"Among samples {start} to {start + own - 1} of the data set: {exception.Message}", nameof(data), exception);
            }
        }
    }

    /// <summary>Takes a step on the given samples and returns their loss before it.</summary>
    /// <exception cref="DivergenceException">The loss, or a norm of the gradients, is NaN or infinite; the step was not taken.</exception>
    public double Run(ReadOnlyMemory<int> samples, long step)
    {
        _step = step;
        double loss = 0;
        for (bool more = _batch.Begin(samples); more; more = _batch.Next())
        {
            RunStage(Stage.Gather);
            _model.BeginStep(_batch.Inputs, _batch.Targets, _gradients.Span, _workspace, Context());
            for (_phase = 0; _phase < TNetwork.TrainingPhases; _phase++)
                RunStage(Stage.Network);
            double part = double.CreateTruncating(_model.EndStep(_workspace, Context()));
            if (!double.IsFinite(part))
                throw Diverged(part);
            loss += part;
        }

        if (_clipper is { NeedsNorms: true })
        {
            RunStage(Stage.Norms);
            if (!_clipper.FindFactors())
                throw GradientsDiverged(loss);
        }

        StepObserver<T>? observer = Observer is { Active: true } ? Observer : null;
        observer?.Before(_model.Parameters, _gradients.Span);
        _optimizer.BeginStep<T>(TNetwork.ParameterCount);
        _average?.BeginStep();
        RunStage(Stage.Optimizer);
        observer?.After(_model.Parameters);
        _stepsTaken++;
        return loss;
    }

    /// <inheritdoc/>
    public void Run(int piece, int pieces)
    {
        switch (_stage)
        {
            case Stage.Gather:
                _batch.Gather(piece, pieces);
                break;
            case Stage.Network:
                _model.RunPhase(_phase, piece, pieces, _batch.Inputs, _batch.Targets, _gradients.Span, _workspace, Context());
                break;
            case Stage.Norms:
                _clipper!.SumSquares(_gradients.Span, piece, pieces);
                break;
            default:
                MoveParameters(piece, pieces);
                break;
        }
    }

    /// <summary>What dropout is a function of: the step, counted over all runs of the trainer, and the place among its samples, which pieces share.</summary>
    private TrainingContext<T> Context() => new()
    {
        Seed = _seed,
        Step = _step,
        SampleOffset = _batch.Offset,
        SampleWeights = _batch.Weights,
        Lengths = _batch.Lengths,
        Divisor = _batch.Divisor,
        Accumulate = _batch.Offset > 0,
    };

    private void RunStage(Stage stage)
    {
        _stage = stage;
        _pool.Run(this);
    }

    private void MoveParameters(int piece, int pieces)
    {
        int lines = (TNetwork.ParameterCount + Line - 1) / Line;
        int start = Share.Begin(lines, piece, pieces) * Line;
        int end = Math.Min(Share.Begin(lines, piece + 1, pieces) * Line, TNetwork.ParameterCount);
        if (start >= end)
            return;
        _clipper?.Clip(_gradients.Span, start, end);
        _optimizer.StepRange<T>(_model.Parameters, _gradients.Span, start, end - start);
        _average?.Update<T>(_model.Parameters, start, end - start);
    }

    private DivergenceException Diverged(double loss)
    {
        string? layer = null;
        string text;
        if (_batch.WhatIsWrong() is { } wrong)
            text = wrong;
        else if (Divergence.OfParameters<T>(TNetwork.Description, _model.Parameters, moved: _stepsTaken > 0) is { } parameter)
            (layer, text) = parameter;
        else if ((layer = Divergence.LayerOfOutputs<TNetwork, T>(_model, _batch.Inputs, _workspace, Context())) is not null)
            text = $"the parameters and the samples are finite; the outputs of '{layer}', or of a layer without parameters after it, are the first that are not";
        else
            text = $"the parameters, the samples and the outputs of the network are finite; it appeared in the loss, {TNetwork.Description.Loss}";
        return new DivergenceException(FormattableString.Invariant($"Expected a finite loss, got {loss} in step {_step}: {text}."), layer, loss, _step);
    }

    private DivergenceException GradientsDiverged(double loss)
    {
        (string Layer, string Text)? gradient = Divergence.OfGradients<T>(TNetwork.Description, _gradients.Span);
        string text = gradient?.Text ?? "every gradient is finite, but the sum of their squares is not";
        return new DivergenceException(FormattableString.Invariant($"Expected gradients with a finite norm, got others in step {_step}, whose loss of {loss} is finite: {text}."), gradient?.Layer, loss, _step);
    }
}
