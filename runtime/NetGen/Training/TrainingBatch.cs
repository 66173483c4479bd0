using System.Numerics;

namespace NetGen;

/// <summary>The samples of a step, gathered batch by batch.</summary>
internal sealed class TrainingBatch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dataset _data;
    private readonly SampleWeights<T> _sampleWeights;
    private readonly Augmentation? _augmentation;
    private readonly ulong _seed;
    private readonly Memory<T> _inputs;
    private readonly Memory<T> _targets;
    private readonly Memory<T> _weights;
    private readonly IReadOnlyList<int>? _sequenceLengths;
    private readonly int[] _lengths;

    private ReadOnlyMemory<int> _samples;
    private int _count;

    /// <param name="data">Where the samples are.</param>
    /// <param name="sampleWeights">What they count.</param>
    /// <param name="capacity">The most samples of a batch.</param>
    /// <param name="augmentation">Changes samples on their way into a batch.</param>
    /// <param name="seed">What it draws is a function of this, the epoch and the sample.</param>
    /// <param name="lengths">How many steps of each sample count; null for all.</param>
    public TrainingBatch(
        Dataset data, SampleWeights<T> sampleWeights, int capacity, Augmentation? augmentation, ulong seed, IReadOnlyList<int>? lengths)
    {
        if (lengths is not null && lengths.Count != data.Count)
            throw new ArgumentException(
                $"Expected {data.Count} lengths, one for each sample, got {lengths.Count}.", nameof(FitOptions.Lengths));
        _sequenceLengths = lengths;
        _lengths = new int[lengths is null ? 0 : capacity];
        _augmentation = augmentation;
        _seed = seed;
        _data = data;
        _sampleWeights = sampleWeights;
        Capacity = capacity;
        _inputs = AlignedMemory.Allocate<T>(checked(capacity * data.InputSize));
        _targets = AlignedMemory.Allocate<T>(checked(capacity * data.TargetSize));
        _weights = AlignedMemory.Allocate<T>(sampleWeights.Given ? capacity : 0);
    }

    /// <summary>The most samples of a batch.</summary>
    public int Capacity { get; }

    /// <summary>The epoch, counted over all runs of the trainer.</summary>
    public ulong Epoch { get; set; }

    /// <summary>Where the batch begins among the samples of the step.</summary>
    public int Offset { get; private set; }

    /// <summary>What a mean over the step divides by; 0 where the network finds that itself, because the step is one batch.</summary>
    public double Divisor { get; private set; }

    /// <summary>The inputs of the batch.</summary>
    public Span<T> Inputs => _inputs.Span[..(_count * _data.InputSize)];

    /// <summary>The targets of the batch.</summary>
    public Span<T> Targets => _targets.Span[..(_count * _data.TargetSize)];

    /// <summary>The weights of the batch; empty if there are none.</summary>
    public Span<T> Weights => _sampleWeights.Given ? _weights.Span[.._count] : default;

    /// <summary>How many steps of each sample of the batch count; empty for all.</summary>
    public ReadOnlySpan<int> Lengths => _sequenceLengths is null ? default : _lengths.AsSpan(0, _count);

    /// <summary>Fills the batch with consecutive samples of a data set; where it ends, with the first again.</summary>
    public void Fill(Dataset data, int start, int count)
    {
        _count = count;
        for (int i = 0; i < _lengths.Length && i < count && ReferenceEquals(data, _data); i++)
            _lengths[i] = _sequenceLengths![(start + i) % data.Count];
        for (int i = 0; i < count; i++)
            data.CopyTargets((start + i) % data.Count, Targets.Slice(i * data.TargetSize, data.TargetSize));
    }

    /// <summary>Begins a step.</summary>
    /// <param name="samples">All its samples, at least one.</param>
    /// <returns>True: there is a batch.</returns>
    public bool Begin(ReadOnlyMemory<int> samples)
    {
        _samples = samples;
        Offset = 0;
        _count = Math.Min(Capacity, samples.Length);
        Divisor = samples.Length > Capacity ? _sampleWeights.Total(samples.Span) : 0;
        return true;
    }

    /// <summary>Goes on to the next batch of the step.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        if (Offset + _count == _samples.Length)
            return false;
        Offset += _count;
        _count = Math.Min(Capacity, _samples.Length - Offset);
        return true;
    }

    /// <summary>Copies this piece's share of the batch.</summary>
    public void Gather(int piece, int pieces)
    {
        ReadOnlySpan<int> samples = _samples.Span.Slice(Offset, _count);
        int end = Share.Begin(_count, piece + 1, pieces);
        for (int i = Share.Begin(_count, piece, pieces); i < end; i++)
        {
            Span<T> input = Inputs.Slice(i * _data.InputSize, _data.InputSize),
                target = Targets.Slice(i * _data.TargetSize, _data.TargetSize);
            _data.CopySample(samples[i], input, target);
            _augmentation?.Apply(new TrainingSample<T>
            {
                Data = _data,
                Index = samples[i],
                Input = input,
                Target = target,
                Random = Augmentation.RandomOf(_seed, Epoch, samples[i]),
            });
            if (_sampleWeights.Given)
                Weights[i] = _sampleWeights.Weight(samples[i]);
            if (_sequenceLengths is not null)
                _lengths[i] = _sequenceLengths[samples[i]];
        }
    }

    /// <summary>Says why the batch can have no finite loss; null if it can.</summary>
    public string? WhatIsWrong()
    {
        (int Sample, string Text)? wrong = Divergence.OfSamples<T>(Inputs, _data.InputSize, "an input")
            ?? Divergence.OfSamples<T>(Targets, _data.TargetSize, "a target");
        return wrong is { } found ? $"sample {_samples.Span[Offset + found.Sample]} {found.Text}" : null;
    }

    /// <summary>
    /// What the batch contributed to the loss of the step, for a network that says no more than its own part of a mean over the step.
    /// </summary>
    public LossSum Contribution(double loss)
    {
        double weight = _sampleWeights.Total(_samples.Span.Slice(Offset, _count));
        return new LossSum(weight == 0 ? 0 : loss * (Divisor == 0 ? weight : Divisor), weight);
    }
}
