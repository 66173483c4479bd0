namespace NetGen;

/// <summary>An immutable snapshot of a network for inference. Safe from many threads.</summary>
/// <typeparam name="T">The number type.</typeparam>
public interface IPreparedNetwork<T>
    where T : unmanaged
{
    /// <summary>Inference on a batch; the number of samples follows from the length of <paramref name="inputs"/>.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length, or the spans overlap.</exception>
    void Forward(ReadOnlySpan<T> inputs, Span<T> outputs);
}
