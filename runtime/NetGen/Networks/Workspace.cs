namespace NetGen;

/// <summary>
/// The memory of one training or inference caller: activations, gradients of activations and packed weights for batches
/// of up to <see cref="MaxBatch"/> samples. Made by a network's <c>CreateWorkspace</c>; not for several callers at once.
/// </summary>
public sealed partial class Workspace
{
    private readonly Array _memory;
    private readonly int _start;
    private readonly int _length;

    private readonly StateLayout? _states;

    // Beside the rest: what the caller writes must outlive a pass that lays the memory out otherwise.
    private readonly Array? _finalGradients;

    private Workspace(NetworkDescription network, int maxBatch, Array memory, int start, int length, StateLayout? states, Array? finalGradients)
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
    public int KeptSamples { get; set; }

    /// <summary>Samples of the training step under way.</summary>
    public int StepSamples { get; set; }

    /// <summary>Memory for a network; called by generated code.</summary>
    /// <param name="network">The network.</param>
    /// <param name="maxBatch">The largest batch, at least 1.</param>
    /// <param name="fixedLength">Elements that do not depend on the batch.</param>
    /// <param name="lengthPerSample">Elements for each sample.</param>
    /// <param name="states">Where the states of recurrent layers lie; null where there are none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> is below 1, or needs more memory than one array can have.</exception>
    public static Workspace Create<T>(NetworkDescription network, int maxBatch, long fixedLength, long lengthPerSample, StateLayout? states = null)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        if (maxBatch < 1)
            throw new ArgumentOutOfRangeException(nameof(maxBatch), maxBatch, $"A workspace of {network.Name} needs a batch of at least 1 sample.");

        long length = fixedLength + (lengthPerSample * maxBatch);
        if (length > AlignedMemory.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(maxBatch), maxBatch, $"A workspace of {network.Name} for {maxBatch} samples needs {length} numbers; {AlignedMemory.MaxLength} is the most.");

        (T[] memory, int start) = AlignedMemory.AllocateArray<T>((int)length);
        return new Workspace(network, maxBatch, memory, start, (int)length, states, states is null ? null : new T[states.Size * maxBatch]);
    }

    /// <summary>The memory itself, 64-byte aligned; laid out by generated code.</summary>
    public Span<T> Memory<T>()
        where T : unmanaged => ((T[])_memory).AsSpan(_start, _length);
}
