using System.ComponentModel;

namespace NetGen;

/// <summary>
/// Brings several inputs, outputs or targets of a network together, sample by sample, and apart again, in memory of the thread's. For
/// generated code.
/// </summary>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SampleParts<T>
    where T : unmanaged
{
    [ThreadStatic]
    private static ReusedMemory<T>? t_inputs;

    [ThreadStatic]
    private static ReusedMemory<T>? t_outputs;

    [ThreadStatic]
    private static ReusedMemory<T>? t_gradients;

    /// <summary>Room for the inputs of <paramref name="batch"/> samples, with any content; valid until the thread's next call.</summary>
    /// <exception cref="OverflowException">There are more numbers than an array can have.</exception>
    public static Span<T> Inputs(int batch, int size) => (t_inputs ??= new()).Get(checked(batch * size));

    /// <summary>The same for outputs or targets.</summary>
    /// <exception cref="OverflowException">There are more numbers than an array can have.</exception>
    public static Span<T> Outputs(int batch, int size) => (t_outputs ??= new()).Get(checked(batch * size));

    /// <summary>The same for gradients of the inputs beside the inputs themselves.</summary>
    /// <exception cref="OverflowException">There are more numbers than an array can have.</exception>
    public static Span<T> Gradients(int batch, int size) => (t_gradients ??= new()).Get(checked(batch * size));

    /// <summary>Copies one part of every sample to its place among the others.</summary>
    /// <param name="part">The part, <paramref name="partSize"/> numbers a sample.</param>
    /// <param name="partSize">The numbers of the part.</param>
    /// <param name="samples">The samples, <paramref name="size"/> numbers each.</param>
    /// <param name="offset">Where the part begins in a sample.</param>
    /// <param name="size">The numbers of a sample.</param>
    public static void Join(ReadOnlySpan<T> part, int partSize, Span<T> samples, int offset, int size)
    {
        for (int from = 0, to = offset; from < part.Length; from += partSize, to += size)
            part.Slice(from, partSize).CopyTo(samples.Slice(to, partSize));
    }

    /// <summary>Copies one part of every sample out of its place among the others.</summary>
    /// <param name="samples">The samples, <paramref name="size"/> numbers each.</param>
    /// <param name="offset">Where the part begins in a sample.</param>
    /// <param name="size">The numbers of a sample.</param>
    /// <param name="part">The part, <paramref name="partSize"/> numbers a sample; empty where it is not asked for.</param>
    /// <param name="partSize">The numbers of the part.</param>
    public static void Split(ReadOnlySpan<T> samples, int offset, int size, Span<T> part, int partSize)
    {
        for (int from = offset, to = 0; to < part.Length; from += size, to += partSize)
            samples.Slice(from, partSize).CopyTo(part.Slice(to, partSize));
    }
}
