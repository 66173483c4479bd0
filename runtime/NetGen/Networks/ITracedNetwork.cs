namespace NetGen;

/// <summary>A network declared with <see cref="NetworkAttribute.Trace"/>: the outputs of all its layers can be looked at.</summary>
/// <typeparam name="T">The number type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ITracedNetwork<T>
    where T : unmanaged
{
    /// <summary>
    /// The outputs of all layers for one sample, in inference mode, by plain loops: for looking, not for speed. Allocates its
    /// intermediates.
    /// </summary>
    /// <param name="input">One sample.</param>
    /// <param name="activations">Room for the outputs of all layers, one behind the other in the order of the description's layers, each as
    /// large as its output shape.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    void Trace(ReadOnlySpan<T> input, Span<T> activations);
}
