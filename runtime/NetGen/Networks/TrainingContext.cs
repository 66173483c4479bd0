namespace NetGen;

/// <summary>What a training pass may be told beyond its data. The default means: plain.</summary>
/// <typeparam name="T">The number type of the network.</typeparam>
public ref struct TrainingContext<T>
    where T : unmanaged
{
    /// <summary>The seed of dropout masks.</summary>
    public ulong Seed { get; set; }

    /// <summary>The number of the training step, which dropout masks depend on.</summary>
    public long Step { get; set; }

    /// <summary>The number of the batch's first sample, which dropout masks depend on.</summary>
    public long SampleOffset { get; set; }

    /// <summary>One weight a sample, finite and not negative; empty means 1 for each.</summary>
    public ReadOnlySpan<T> SampleWeights { get; set; }

    /// <summary>One length a sample, in steps, for sequences; empty means whole sequences.</summary>
    public ReadOnlySpan<int> Lengths { get; set; }

    /// <summary>The recurrent state before the first step; empty means zeros.</summary>
    public ReadOnlySpan<T> InitialState { get; set; }

    /// <summary>What a mean over the batch divides by; 0 means the number of samples, or the sum of their weights.</summary>
    public double Divisor { get; set; }

    /// <summary>
    /// Adds to the gradients instead of overwriting them: for the second and every later part of a batch that is computed in parts, each
    /// with the <see cref="Divisor"/> of the whole. Penalties on parameters (<c>L1</c>, <c>L2</c>) belong to the batch and not to a sample:
    /// the part without <see cref="Accumulate"/>, the first, adds them to its loss and gradient, the others do not, so that the sum over
    /// all parts has them once.
    /// </summary>
    public bool Accumulate { get; set; }

    /// <summary>
    /// Masks instead of drawn ones, for tests: for each sample the elements of all dropout layers in their order, 0 where one is dropped.
    /// </summary>
    public ReadOnlySpan<T> Masks { get; set; }

    /// <summary>Leaves the buffers as they are.</summary>
    public bool KeepBuffers { get; set; }
}
