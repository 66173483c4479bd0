using System.Numerics;

namespace NetGen.Course.Tests.Networks;

/// <summary>A generated network of either number type, with arrays in place of spans.</summary>
internal abstract class Model<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public abstract NetworkDescription Description { get; }

    public abstract Span<T> Parameters { get; }

    /// <summary>The answers to a batch. Every way to ask gives the same bits.</summary>
    public abstract T[] Forward(params ReadOnlySpan<T> inputs);

    public abstract T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);

    public abstract (T Loss, T[] Gradient) LossAndGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);

    /// <summary>The answers in training, the gradient of the inputs, and the buffers afterwards.</summary>
    public abstract (T[] Outputs, T[] Inputs, T[] Buffers) Train(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, ReadOnlySpan<T> masks = default);

    public abstract (T[] Parameters, T[] Inputs) Backward(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients);

    /// <summary>A pass over one sequence from a state of the caller's, there and back.</summary>
    public abstract SequencePass<T> Sequence(ReadOnlySpan<T> inputs, ReadOnlySpan<T> initialState, int length, ReadOnlySpan<T> outputGradients, ReadOnlySpan<T> finalStateGradient);

    /// <summary>Trains on a data set and counts the optimiser's steps.</summary>
    public abstract long CountSteps(Dataset data, int epochs, int batchSize);

    /// <summary>Trains on a data set.</summary>
    public abstract History Fit(Dataset data, Optimizer optimizer, FitOptions options);

    /// <summary>The loss of each sample alone.</summary>
    public T[] LossOfEach(T[] inputs, T[] targets)
    {
        int samples = inputs.Length / Description.InputShape.Aggregate((product, extent) => product * extent);
        int inputSize = inputs.Length / samples, targetSize = targets.Length / samples;
        return Enumerable.Range(0, samples)
            .Select(i => Loss(inputs.AsSpan(i * inputSize, inputSize), targets.AsSpan(i * targetSize, targetSize)))
            .ToArray();
    }
}

/// <summary>What a pass over a sequence puts out, and the gradients of what it was given.</summary>
internal sealed record SequencePass<T>(T[] Outputs, T[] FinalState, T[] Parameters, T[] Inputs, T[] InitialState);
