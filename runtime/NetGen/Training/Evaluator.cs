using System.Numerics;

namespace NetGen;

/// <summary>Evaluates a network on one data set, as often as wanted. Batches go to threads in turn; their losses are added in the order of the data.</summary>
internal sealed class Evaluator<TNetwork, T> : IParallelWork
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TNetwork _model;
    private readonly Dataset _data;
    private readonly int _batchSize;
    private readonly WorkerPool _pool;
    private readonly Classification _classification;
    private readonly double[] _losses;
    private readonly Scratch[] _scratch;

    public Evaluator(TNetwork model, Dataset data, int batchSize, WorkerPool pool)
    {
        _model = model;
        _data = data;
        _batchSize = Math.Min(batchSize, data.Count);
        _pool = pool;
        _classification = Classification.Of<TNetwork, T>(data);
        _losses = new double[(data.Count + _batchSize - 1) / _batchSize];
        _scratch = new Scratch[pool.Threads];
        for (int i = 0; i < _scratch.Length; i++)
            _scratch[i] = new Scratch(_batchSize);
    }

    /// <summary>Evaluates the network as it is now.</summary>
    public Evaluation Run()
    {
        foreach (Scratch scratch in _scratch)
            scratch.Tally = new ClassTally(_classification.Classes);
        _pool.Run(this);

        double loss = 0;
        for (int batch = 0; batch < _losses.Length; batch++)
            loss += _losses[batch] * BatchCount(batch);

        var tally = new ClassTally(_classification.Classes);
        foreach (Scratch scratch in _scratch)
            tally.Add(scratch.Tally);
        return new Evaluation(
            loss / _data.Count,
            tally.Accuracy,
            _classification.Kind == TargetKind.Numbers ? null : tally.Confusion);
    }

    /// <inheritdoc/>
    public void Run(int piece, int pieces)
    {
        Scratch scratch = _scratch[piece];
        for (int batch = piece; batch < _losses.Length; batch += pieces)
        {
            int count = BatchCount(batch);
            Span<T> inputs = scratch.Inputs.Span[..(count * TNetwork.InputSize)];
            Span<T> targets = scratch.Targets.Span[..(count * TNetwork.TargetSize)];
            _data.CopyInputs(batch * _batchSize, inputs);
            _data.CopyTargets(batch * _batchSize, targets);
            _losses[batch] = double.CreateTruncating(_model.Loss(inputs, targets, scratch.Workspace));

            if (_classification.Kind != TargetKind.Numbers)
            {
                Span<T> outputs = scratch.Outputs.Span[..(count * TNetwork.OutputSize)];
                _model.Forward(inputs, outputs, scratch.Workspace);
                _classification.Count<T>(outputs, targets, scratch.Tally);
            }
        }
    }

    private int BatchCount(int batch) => Math.Min(_batchSize, _data.Count - (batch * _batchSize));

    /// <summary>What one thread works with.</summary>
    private sealed class Scratch(int batchSize)
    {
        public Memory<T> Inputs { get; } = AlignedMemory.Allocate<T>(checked(batchSize * TNetwork.InputSize));

        public Memory<T> Targets { get; } = AlignedMemory.Allocate<T>(checked(batchSize * TNetwork.TargetSize));

        public Memory<T> Outputs { get; } = AlignedMemory.Allocate<T>(checked(batchSize * TNetwork.OutputSize));

        public Workspace Workspace { get; } = TNetwork.CreateWorkspace(batchSize);

        public ClassTally Tally { get; set; } = new(0);
    }
}
