using System.Numerics;

namespace NetGen;

/// <summary>
/// Evaluates a network on one data set, as often as wanted. Batches go to threads in turn; what they contribute is added in the order of
/// the data.
/// </summary>
internal sealed class Evaluator<TNetwork, T> : IParallelWork
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TNetwork _model;
    private readonly Dataset _data;
    private readonly int _batchSize;
    private readonly WorkerPool _pool;
    private readonly Classification _classification;
    private readonly LossSum[] _losses;
    private readonly Scratch[] _scratch;

    public Evaluator(TNetwork model, Dataset data, int batchSize, WorkerPool pool)
    {
        _model = model;
        _data = data;
        _batchSize = Math.Min(batchSize, data.Count);
        _pool = pool;
        _classification = Classification.Of<TNetwork, T>(data);
        _losses = new LossSum[(data.Count + _batchSize - 1) / _batchSize];
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

        LossSum loss = default;
        foreach (LossSum batch in _losses)
            loss += batch;

        var tally = new ClassTally(_classification.Classes);
        foreach (Scratch scratch in _scratch)
            tally.Add(scratch.Tally);
        return new Evaluation(
            loss.Loss,
            tally.Accuracy,
            _classification.Kind == TargetKind.Numbers ? null : tally.Confusion) { Weight = loss.Weight };
    }

    /// <summary>Finds where the first loss of the last evaluation that is NaN or infinite came from. May take its time.</summary>
    public (string? Layer, string Text) WhatIsWrong()
    {
        int batch = Math.Max(0, Array.FindIndex(_losses, loss => !double.IsFinite(loss.Loss)));
        Scratch scratch = _scratch[0];
        Gather(scratch, batch, out Span<T> inputs, out Span<T> targets);
        if (Divergence.OfSamples<T>(inputs, TNetwork.InputSize, "an input") is { } input)
            return (null, $"sample {(batch * _batchSize) + input.Sample} {input.Text}");
        if (Divergence.OfSamples<T>(targets, TNetwork.TargetSize, "a target") is { } target)
            return (null, $"sample {(batch * _batchSize) + target.Sample} {target.Text}");

        Memory<T> samples = scratch.Inputs[..inputs.Length], outputs = scratch.Outputs[..(BatchCount(batch) * TNetwork.OutputSize)];
        string? layer = Divergence.LayerOfOutputs<TNetwork, T>(
            _model,
            outputs,
            () => _model.Forward(samples.Span, outputs.Span, scratch.Workspace));
        return layer is not null
            ? (layer, "the samples are finite; the outputs of "
                + $"'{layer}', or of a layer without parameters after it, are the first that are not")
            : (null, $"the samples and the outputs of the network are finite; it appeared in the loss, {TNetwork.Description.Loss}");
    }

    /// <inheritdoc/>
    public void Run(int piece, int pieces)
    {
        Scratch scratch = _scratch[piece];
        for (int batch = piece; batch < _losses.Length; batch += pieces)
        {
            int count = BatchCount(batch);
            Gather(scratch, batch, out Span<T> inputs, out Span<T> targets);
            scratch.Workspace.Contribution = null;
            double loss = double.CreateTruncating(_model.Loss(inputs, targets, scratch.Workspace));
            _losses[batch] = scratch.Workspace.Contribution ?? new LossSum(loss * count, count);

            if (_classification.Kind != TargetKind.Numbers)
            {
                Span<T> outputs = scratch.Outputs.Span[..(count * TNetwork.OutputSize)];
                _model.Forward(inputs, outputs, scratch.Workspace);
                _classification.Count<T>(outputs, targets, scratch.Tally);
            }
        }
    }

    private void Gather(Scratch scratch, int batch, out Span<T> inputs, out Span<T> targets)
    {
        inputs = scratch.Inputs.Span[..(BatchCount(batch) * TNetwork.InputSize)];
        targets = scratch.Targets.Span[..(BatchCount(batch) * TNetwork.TargetSize)];
        _data.CopyInputs(batch * _batchSize, inputs);
        _data.CopyTargets(batch * _batchSize, targets);
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
