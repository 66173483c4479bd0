using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>
/// One step of training on any number of threads: for each of its batches gather the samples and run the phases of the network, then clip
/// the gradients and move the parameters. A step is taken whole or not at all: parameters, buffers, the optimiser and the average move
/// after every check, or end as they were. Everything it needs is made once; a step allocates nothing.
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
    private readonly T[] _buffers = new T[TNetwork.BufferSize];

    private Stage _stage;
    private int _phase;
    private long _step;
    private long _stepsTaken;

    /// <summary>Makes room for batches as large as those of <paramref name="batch"/>.</summary>
    public TrainingStep(TNetwork model, TrainingBatch<T> batch, Optimizer optimizer, GradientClipper<T>? clipper,
        ExponentialMovingAverage? average, ulong seed, WorkerPool pool)
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

    /// <summary>The tensors that are trained.</summary>
    public required ImmutableArray<ParameterSlot> Trained { get; init; }

    /// <summary>Looks at gradients, where no norms do.</summary>
    public required GradientCheck<T> GradientCheck { get; init; }

    private enum Stage
    {
        Gather,
        Network,
        Norms,
        GradientCheck,
        Optimizer,
    }

    /// <summary>Lets the network check all targets of a data set, which changes nothing in it.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="trained">Whether it is trained on.</param>
    /// <param name="dropsLast">
    /// Whether it is trained on without a last batch that is smaller; otherwise one that is too small for the network is found.
    /// </param>
    /// <exception cref="ArgumentException">The network refuses a target or the size of a batch.</exception>
    public void Check(Dataset data, bool trained, bool dropsLast)
    {
        for (int start = 0; start < data.Count; start += _batch.Capacity)
        {
            int own = Math.Min(_batch.Capacity, data.Count - start);
            _batch.Fill(data, start, trained && !dropsLast ? own : _batch.Capacity);
            try
            {
                _model.BeginStep(_batch.Inputs, _batch.Targets, _gradients.Span, _workspace,
                    new TrainingContext<T> { Seed = _seed, Lengths = trained ? _batch.Lengths : default });
            }
            catch (ArgumentException exception)
            {
                throw new ArgumentException(
                    $"Among samples {start} to {start + own - 1} of the data set: {exception.Message}", nameof(data), exception);
            }
        }
    }

    /// <summary>Takes a step on the given samples. If none of them counts, there is nothing to learn, and no step is taken.</summary>
    /// <returns>What the samples contributed to the loss, before the step.</returns>
    /// <exception cref="DivergenceException">
    /// The loss, a gradient, a norm of them or a buffer is NaN or infinite; the step was not taken.
    /// </exception>
    public LossSum Run(ReadOnlyMemory<int> samples, long step)
    {
        _step = step;
        _model.Buffers.CopyTo(_buffers);
        bool taken = false;
        try
        {
            LossSum loss = FindGradients(samples);
            if (loss.Weight > 0)
            {
                CheckGradients(loss);
                taken = true;
                Move();
            }

            return loss;
        }
        finally
        {
            if (!taken)
                _buffers.CopyTo(_model.Buffers);
        }
    }

    private LossSum FindGradients(ReadOnlyMemory<int> samples)
    {
        LossSum loss = default;
        double penalty = 0;
        for (bool more = _batch.Begin(samples); more; more = _batch.Next())
        {
            RunStage(Stage.Gather);
            _model.BeginStep(_batch.Inputs, _batch.Targets, _gradients.Span, _workspace, Context());
            for (_phase = 0; _phase < TNetwork.TrainingPhases; _phase++)
                RunStage(Stage.Network);
            _workspace.Contribution = null;
            double value = double.CreateTruncating(_model.EndStep(_workspace, Context()));
            LossSum part = _workspace.Contribution ?? _batch.Contribution(value);

            // A penalty is added once, to the first batch of a step.
            penalty += part.Penalty;
            loss += part with { Penalty = 0 };
            if (!double.IsFinite(value))
                throw Diverged(value);
            if (Divergence.OfBuffers<T>(TNetwork.Description, _model.Buffers) is { } buffer)
                throw BuffersDiverged(value, buffer.Layer, buffer.Text);
        }

        return loss with { Penalty = penalty };
    }

    private void CheckGradients(LossSum loss)
    {
        bool norms = _clipper is { NeedsNorms: true };
        RunStage(norms ? Stage.Norms : Stage.GradientCheck);
        if (norms && !_clipper!.FindFactors())
            throw GradientsDiverged(loss.Loss, "gradients with a finite norm");
        if (!norms && !GradientCheck.Passed())
            throw GradientsDiverged(loss.Loss, "finite gradients");
    }

    private void Move()
    {
        StepObserver<T>? observer = Observer is { Active: true } ? Observer : null;
        observer?.Before(_model.Parameters, _gradients.Span);
        _optimizer.BeginStep<T>(TNetwork.ParameterCount);
        _average?.BeginStep();
        RunStage(Stage.Optimizer);
        observer?.After(_model.Parameters);
        _stepsTaken++;
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
            case Stage.GradientCheck:
                (int first, int last) = Parameters(piece, pieces);
                GradientCheck.Look(_gradients.Span, first, last);
                break;
            default:
                MoveParameters(piece, pieces);
                break;
        }
    }

    /// <summary>
    /// What dropout is a function of: the step, counted over all runs of the trainer, and the place among its samples, which pieces share.
    /// </summary>
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
        (int start, int end) = Parameters(piece, pieces);
        if (start >= end)
            return;
        _clipper?.Clip(_gradients.Span, start, end);
        _optimizer.StepRange<T>(_model.Parameters, _gradients.Span, start, end - start);
        _average?.Update<T>(_model.Parameters, start, end - start);
    }

    /// <summary>The parameters of a piece, whole cache lines of them.</summary>
    private static (int Start, int End) Parameters(int piece, int pieces)
    {
        int lines = (TNetwork.ParameterCount + Line - 1) / Line;
        return (Share.Begin(lines, piece, pieces) * Line, Math.Min(Share.Begin(lines, piece + 1, pieces) * Line, TNetwork.ParameterCount));
    }

    private DivergenceException Diverged(double loss)
    {
        string? layer = null, since = _stepsTaken > 0 ? "the step before" : null;
        string text;
        if (_batch.WhatIsWrong() is { } wrong)
            text = wrong;
        else if (Divergence.OfParameters<T>(TNetwork.Description, _model.Parameters, since) is { } parameter)
            (layer, text) = parameter;
        else if ((layer = LayerOfOutputs()) is not null)
            text = $"the parameters and the samples are finite; the outputs of '{layer}', or of a layer without parameters after it, are "
                + "the first that are not";
        else
            text = $"the parameters, the samples and the outputs of the network are finite; it appeared in the loss, "
                + $"{TNetwork.Description.Loss}";
        return new DivergenceException(
            FormattableString.Invariant($"Expected a finite loss, got {loss} in step {_step}: {text}."), layer, loss, _step);
    }

    private string? LayerOfOutputs()
    {
        var outputs = new T[_batch.Inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        return Divergence.LayerOfOutputs<TNetwork, T>(_model, outputs, () =>
        {
            TrainingContext<T> context = Context();
            context.KeepBuffers = true;
            _model.ForwardTraining(_batch.Inputs, outputs, _workspace, context);
        });
    }

    private DivergenceException BuffersDiverged(double loss, string layer, string text)
    {
        string message = FormattableString.Invariant(
            $"Expected finite buffers after step {_step}, whose loss of {loss} is finite: {text}.");
        return new DivergenceException(message, layer, loss, _step);
    }

    private DivergenceException GradientsDiverged(double loss, string expected)
    {
        (string Layer, string Text)? gradient = Divergence.OfGradients<T>(Trained, _gradients.Span);
        string text = gradient?.Text ?? "every gradient is finite, but the sum of their squares is not";
        string message = FormattableString.Invariant(
            $"Expected {expected}, got others in step {_step}, whose loss of {loss} is finite: {text}.");
        return new DivergenceException(message, gradient?.Layer, loss, _step);
    }
}
