using System.Numerics;

namespace NetGen;

/// <summary>
/// One step of training on any number of threads: gather the samples of the batch, run the phases of the network, move the
/// parameters. Everything it needs is made once; a step allocates nothing.
/// </summary>
internal sealed class TrainingStep<TNetwork, T> : IParallelWork
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Numbers in a cache line of floats: where threads divide the parameters, so that no line has two writers.</summary>
    private const int Line = 16;

    private readonly TNetwork _model;
    private readonly Optimizer _optimizer;
    private readonly Dataset _data;
    private readonly WorkerPool _pool;
    private readonly ulong _seed;
    private readonly Workspace _workspace;
    private readonly Memory<T> _inputs;
    private readonly Memory<T> _targets;
    private readonly Memory<T> _gradients;
    private readonly (int Start, int End)[] _trained;

    private Stage _stage;
    private int _phase;
    private ReadOnlyMemory<int> _samples;
    private long _step;

    /// <summary>Makes room for batches of up to <paramref name="maxBatch"/> samples of <paramref name="data"/>.</summary>
    public TrainingStep(TNetwork model, Optimizer optimizer, Dataset data, int maxBatch, ulong seed, WorkerPool pool)
    {
        _model = model;
        _optimizer = optimizer;
        _data = data;
        _pool = pool;
        _seed = seed;
        _workspace = TNetwork.CreateWorkspace(maxBatch);
        _inputs = AlignedMemory.Allocate<T>(checked(maxBatch * TNetwork.InputSize));
        _targets = AlignedMemory.Allocate<T>(checked(maxBatch * TNetwork.TargetSize));
        _gradients = AlignedMemory.Allocate<T>(TNetwork.ParameterCount);
        _trained = TrainedRanges();
    }

    private enum Stage
    {
        Gather,
        Network,
        Optimizer,
    }

    /// <summary>Changes samples on their way into a batch.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>The epoch, counted over all runs of the trainer, which augmentation is a function of.</summary>
    public ulong Epoch { get; set; }

    /// <summary>Lets the network check all targets of a data set, which changes nothing in it.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="trained">Whether it is trained on. Then the batches are as large as those of an epoch, and one too small for the network is found.</param>
    /// <exception cref="ArgumentException">The network refuses a target or the size of a batch.</exception>
    public void Check(Dataset data, bool trained)
    {
        int maxBatch = _workspace.MaxBatch;
        for (int start = 0; start < data.Count; start += maxBatch)
        {
            int own = Math.Min(maxBatch, data.Count - start), count = trained ? own : maxBatch;
            Span<T> targets = _targets.Span[..(count * TNetwork.TargetSize)];
            // Where the data end, a full batch begins again with the first.
            for (int i = 0; i < count; i++)
                data.CopyTargets((start + i) % data.Count, targets.Slice(i * TNetwork.TargetSize, TNetwork.TargetSize));
            try
            {
                _model.BeginStep(_inputs.Span[..(count * TNetwork.InputSize)], targets, _gradients.Span, _workspace, Context());
            }
            catch (ArgumentException exception)
            {
                throw new ArgumentException($"Among samples {start} to {start + own - 1} of the data set: {exception.Message}", nameof(data), exception);
            }
        }
    }

    /// <summary>Takes a step on the given samples and returns their loss before it.</summary>
    public double Run(ReadOnlyMemory<int> samples, long step)
    {
        _samples = samples;
        _step = step;

        RunStage(Stage.Gather);
        _model.BeginStep(Inputs, Targets, _gradients.Span, _workspace, Context());
        for (_phase = 0; _phase < TNetwork.TrainingPhases; _phase++)
            RunStage(Stage.Network);
        T loss = _model.EndStep(_workspace, Context());

        _optimizer.BeginStep<T>(TNetwork.ParameterCount);
        RunStage(Stage.Optimizer);
        return double.CreateTruncating(loss);
    }

    /// <inheritdoc/>
    public void Run(int piece, int pieces)
    {
        switch (_stage)
        {
            case Stage.Gather:
                Gather(piece, pieces);
                break;
            case Stage.Network:
                _model.RunPhase(_phase, piece, pieces, Inputs, Targets, _gradients.Span, _workspace, Context());
                break;
            default:
                MoveParameters(piece, pieces);
                break;
        }
    }

    private Span<T> Inputs => _inputs.Span[..(_samples.Length * TNetwork.InputSize)];

    private Span<T> Targets => _targets.Span[..(_samples.Length * TNetwork.TargetSize)];

    /// <summary>What dropout is a function of: the step, counted over all runs of the trainer, and the place in its batch, which pieces share.</summary>
    private TrainingContext<T> Context() => new() { Seed = _seed, Step = _step, SampleOffset = 0 };

    private void RunStage(Stage stage)
    {
        _stage = stage;
        _pool.Run(this);
    }

    private void Gather(int piece, int pieces)
    {
        ReadOnlySpan<int> samples = _samples.Span;
        int end = Cut(samples.Length, piece + 1, pieces);
        for (int i = Cut(samples.Length, piece, pieces); i < end; i++)
        {
            Span<T> input = _inputs.Span.Slice(i * TNetwork.InputSize, TNetwork.InputSize);
            Span<T> target = _targets.Span.Slice(i * TNetwork.TargetSize, TNetwork.TargetSize);
            _data.CopySample(samples[i], input, target);
            Augmentation?.Apply(new TrainingSample<T>
            {
                Data = _data,
                Index = samples[i],
                Input = input,
                Target = target,
                Random = Augmentation.RandomOf(_seed, Epoch, samples[i]),
            });
        }
    }

    private void MoveParameters(int piece, int pieces)
    {
        int lines = (TNetwork.ParameterCount + Line - 1) / Line;
        int pieceStart = Cut(lines, piece, pieces) * Line;
        int pieceEnd = Cut(lines, piece + 1, pieces) * Line;
        foreach ((int trainedStart, int trainedEnd) in _trained)
        {
            int start = Math.Max(pieceStart, trainedStart);
            int end = Math.Min(pieceEnd, trainedEnd);
            if (start < end)
                _optimizer.StepRange<T>(_model.Parameters, _gradients.Span, start, end - start);
        }
    }

    private static int Cut(int count, int piece, int pieces) => (int)((long)count * piece / pieces);

    /// <summary>
    /// The parameters outside frozen layers. A frozen layer's gradient is zero, but weight decay and momentum would move
    /// its parameters all the same.
    /// </summary>
    private static (int Start, int End)[] TrainedRanges()
    {
        var ranges = new List<(int Start, int End)>();
        foreach (ParameterSlot slot in TNetwork.Description.Slots.Where(slot => !slot.Frozen))
        {
            int end = slot.Offset + slot.Length;
            if (ranges.Count > 0 && ranges[^1].End == slot.Offset)
                ranges[^1] = (ranges[^1].Start, end);
            else
                ranges.Add((slot.Offset, end));
        }

        return [.. ranges];
    }
}
