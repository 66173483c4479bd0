using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Memory whose first element lies on a 64-byte boundary and never moves, so that no vector load crosses a cache line.</summary>
public static class AlignedMemory
{
    /// <summary>Elements that may be read past the end of the memory: the widest vector may run over the last row.</summary>
    public const int Slack = 16;

    /// <summary>Bytes of a cache line.</summary>
    internal const int Alignment = 64;

    /// <summary>The most elements one block can have.</summary>
    public static int MaxLength => Array.MaxLength - Slack - Alignment;

    /// <summary>Zeroed memory of <paramref name="length"/> elements, with <see cref="Slack"/> readable ones behind it.</summary>
    public static Memory<T> Allocate<T>(int length)
        where T : unmanaged
    {
        (T[] array, int start) = AllocateArray<T>(length);
        return array.AsMemory(start, length);
    }

    /// <summary>The same memory as an array and the index of its first aligned element.</summary>
    public static (T[] Array, int Start) AllocateArray<T>(int length)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        int perLine = Alignment / Unsafe.SizeOf<T>();
        T[] array = GC.AllocateArray<T>(length + Slack + perLine, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        int start = (int)((Alignment - (address & (Alignment - 1))) & (Alignment - 1)) / Unsafe.SizeOf<T>();
        return (array, start);
    }
}
