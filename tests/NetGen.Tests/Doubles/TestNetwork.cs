using System.Collections.Immutable;

namespace NetGen.Tests;

/// <summary>What hand-written networks of the tests share.</summary>
public abstract class TestNetwork<TSelf, T>(int parameters, int buffers = 0)
    where TSelf : class, INetwork<TSelf, T>
    where T : unmanaged
{
    private readonly Memory<T> _parameters = AlignedMemory.Allocate<T>(parameters);
    private readonly T[] _buffers = new T[buffers];

    public Span<T> Parameters => _parameters.Span;

    public Span<T> Buffers => _buffers;

    public static NetworkDescription Describe(string name, int inputs, int outputs, string loss, params ParameterSlot[] slots) => new(
        name,
        typeof(T) == typeof(double) ? Precision.Double : Precision.Single,
        [inputs],
        [new LayerDescription("Dense1", "Dense", [inputs], [outputs], (long)inputs * outputs, [.. slots])],
        loss,
        $"fingerprint of {name}",
        0,
        0);

    public static ParameterSlot Slot(string name, int offset, int[] shape, bool frozen = false, Initializer initializer = Initializer.GlorotUniform) => new(
        "Dense1",
        name,
        name == "bias" ? ParameterRole.Bias : ParameterRole.Weight,
        offset,
        [.. shape],
        frozen,
        new ParameterInitialization(initializer, 1, 0, shape[0], shape[^1]));

    public void Forward(ReadOnlySpan<T> inputs, Span<T> outputs) => throw new NotSupportedException();

    public IPreparedNetwork<T> Prepare() => throw new NotSupportedException();

    public void ForwardTraining(ReadOnlySpan<T> inputs, Span<T> outputs, Workspace workspace, in TrainingContext<T> context = default) => throw new NotSupportedException();

    public void Backward(Workspace workspace, ReadOnlySpan<T> outputGradients, Span<T> parameterGradients, Span<T> inputGradients = default) => throw new NotSupportedException();

    public T LossAndGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> parameterGradients, Workspace workspace, in TrainingContext<T> context = default, Span<T> inputGradients = default) => throw new NotSupportedException();
}
