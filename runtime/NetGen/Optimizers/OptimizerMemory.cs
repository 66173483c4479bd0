using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>The states of an optimiser: for each, a number for each parameter, on cache lines of its own like the parameters.</summary>
internal sealed class OptimizerMemory
{
    private readonly Array _memory;
    private readonly int _start;
    private readonly int _stride;

    private OptimizerMemory(Array memory, int start, int stride, int count)
    {
        _memory = memory;
        _start = start;
        _stride = stride;
        Count = count;
    }

    /// <summary>The number of parameters.</summary>
    public int Count { get; }

    /// <summary>The name of their number type.</summary>
    public string TypeName => _memory.GetType().GetElementType()!.Name;

    /// <summary>Zeroed states.</summary>
    /// <exception cref="NotSupportedException">The number type is neither float nor double.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or more than one array can hold.</exception>
    public static OptimizerMemory Create<T>(int states, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Expected float or double parameters, got {typeof(T).Name}.");
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        int perLine = AlignedMemory.Alignment / Unsafe.SizeOf<T>();
        long stride = (count + perLine - 1L) / perLine * perLine;
        if (stride * states > AlignedMemory.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(count), $"Expected at most {AlignedMemory.MaxLength / Math.Max(1, states)} parameters, got {count}.");
        (T[] memory, int start) = AlignedMemory.AllocateArray<T>((int)stride * states);
        return new OptimizerMemory(memory, start, (int)stride, count);
    }

    /// <summary>Whether the states belong to <paramref name="count"/> parameters of type <typeparamref name="T"/>.</summary>
    public bool Fits<T>(int count) => _memory is T[] && Count == count;

    /// <summary>One state.</summary>
    public Span<T> State<T>(int index) => ((T[])_memory).AsSpan(_start + (index * _stride), Count);
}
