using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// The memory of one training or inference caller: activations, gradients of activations and packed weights for batches
/// of up to <see cref="MaxBatch"/> samples. Made by a network's <c>CreateWorkspace</c>; not for several callers at once: a call while
/// another one uses it is an <see cref="InvalidOperationException"/>.
/// </summary>
public sealed partial class Workspace
{
    private readonly Array _memory;
    private readonly int _start;
    private readonly int _length;

    private readonly StateLayout? _states;

    // Beside the rest: what the caller writes must outlive a pass that lays the memory out otherwise.
    private readonly Array? _finalGradients;

    private Workspace(NetworkDescription network, int maxBatch, Array memory, int start, int length, StateLayout? states,
        Array? finalGradients)
    {
        _states = states;
        _finalGradients = finalGradients;
        Network = network;
        MaxBatch = maxBatch;
        _memory = memory;
        _start = start;
        _length = length;
    }

    /// <summary>The network this memory was made for.</summary>
    public NetworkDescription Network { get; }

    /// <summary>The largest batch it has room for, in samples.</summary>
    public int MaxBatch { get; }

    /// <summary>Its size in bytes.</summary>
    public long Bytes => (long)_length * (_memory is float[] ? sizeof(float) : sizeof(double));

    /// <summary>Samples kept by the last forward pass in training mode; 0 before there was one.</summary>
    public int KeptSamples { get; private set; }

    /// <summary>Samples of the training step under way; 0 where there is none.</summary>
    public int StepSamples { get; private set; }

    /// <summary>
    /// Memory for a network, as much as its description says. For generated code: each network has a <c>CreateWorkspace</c>.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="maxBatch">The largest batch, at least 1.</param>
    /// <param name="states">Where the states of recurrent layers lie; null where there are none.</param>
    /// <exception cref="ArgumentException">The network has numbers of another type.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> is below 1, or needs more memory than one array can
    /// have.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Workspace Create<T>(NetworkDescription network, int maxBatch, StateLayout? states = null)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        if (typeof(T) != (network.Precision == Precision.Double ? typeof(double) : typeof(float)))
            throw new ArgumentException(
                $"A workspace of {network.Name} holds numbers of its precision, {network.Precision}, not {typeof(T).Name}.",
                nameof(network));
        if (maxBatch < 1)
            throw new ArgumentOutOfRangeException(
                nameof(maxBatch), maxBatch, $"A workspace of {network.Name} needs a batch of at least 1 sample.");

        long length = (network.WorkspaceBytesFixed / Unsafe.SizeOf<T>())
            + (network.WorkspaceBytesPerSample / Unsafe.SizeOf<T>() * maxBatch);
        if (length > AlignedMemory.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(maxBatch), maxBatch,
                $"A workspace of {network.Name} for {maxBatch} samples needs {length} numbers; {AlignedMemory.MaxLength} is the most.");

        (T[] memory, int start) = AlignedMemory.AllocateArray<T>((int)length);
        return new Workspace(network, maxBatch, memory, start, (int)length, states, states is null ? null : new T[states.Size * maxBatch]);
    }

    /// <summary>The memory itself, 64-byte aligned; laid out by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<T> Memory<T>()
        where T : unmanaged => ((T[])_memory).AsSpan(_start, _length);

    /// <summary>Says how many samples the memory holds a forward pass in training mode of. For generated code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than none, or more than <see cref="MaxBatch"/>.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Keep(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, MaxBatch);
        KeptSamples = samples;
    }
}
