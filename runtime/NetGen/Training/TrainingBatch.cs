using System.Numerics;

namespace NetGen;

/// <summary>The samples of a step, gathered batch by batch.</summary>
internal sealed class TrainingBatch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dataset _data;
    private readonly SampleWeights<T> _sampleWeights;
    private readonly Memory<T> _inputs;
    private readonly Memory<T> _targets;
    private readonly Memory<T> _weights;

    private ReadOnlyMemory<int> _samples;
    private int _count;

    /// <param name="data">Where the samples are.</param>
    /// <param name="sampleWeights">What they count.</param>
    /// <param name="capacity">The most samples of a batch.</param>
    public TrainingBatch(Dataset data, SampleWeights<T> sampleWeights, int capacity)
    {
        _data = data;
        _sampleWeights = sampleWeights;
        Capacity = capacity;
        _inputs = AlignedMemory.Allocate<T>(checked(capacity * data.InputSize));
        _targets = AlignedMemory.Allocate<T>(checked(capacity * data.TargetSize));
        _weights = AlignedMemory.Allocate<T>(sampleWeights.Given ? capacity : 0);
    }

    /// <summary>The most samples of a batch.</summary>
    public int Capacity { get; }

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

    /// <summary>Fills the batch with consecutive samples of a data set; where it ends, with the first again.</summary>
    public void Fill(Dataset data, int start, int count)
    {
        _count = count;
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
            _data.CopySample(samples[i], Inputs.Slice(i * _data.InputSize, _data.InputSize), Targets.Slice(i * _data.TargetSize, _data.TargetSize));
            if (_sampleWeights.Given)
                Weights[i] = _sampleWeights.Weight(samples[i]);
        }
    }

    /// <summary>Says why the batch can have no finite loss; null if it can.</summary>
    public string? WhatIsWrong()
    {
        ReadOnlySpan<int> samples = _samples.Span.Slice(Offset, _count);
        for (int i = 0; i < _count; i++)
        {
            if (NotFinite(Inputs.Slice(i * _data.InputSize, _data.InputSize)) is { } input)
                return $"sample {samples[i]} of the data set has an input that is {input}";
            if (NotFinite(Targets.Slice(i * _data.TargetSize, _data.TargetSize)) is { } target)
                return $"sample {samples[i]} of the data set has a target that is {target}";
        }

        return _sampleWeights.Total(_samples.Span) == 0 ? "the weights of its samples sum to 0" : null;
    }

    private static string? NotFinite(ReadOnlySpan<T> numbers)
    {
        int place = Divergence.FirstNotFinite(numbers);
        return place < 0 ? null : FormattableString.Invariant($"{numbers[place]}");
    }
}
