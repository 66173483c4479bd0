using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>One growable block of memory for each thread, for calls that bring no workspace. For generated code.</summary>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ThreadScratch<T>
    where T : unmanaged
{
    [ThreadStatic]
    private static T[]? t_memory;

    [ThreadStatic]
    private static int t_start;

    /// <summary>
    /// At least <paramref name="length"/> elements, 64-byte aligned, with any content; valid until the thread's next call.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Get(int length)
    {
        T[]? memory = t_memory;
        if (memory is null || memory.Length < length + t_start)
            memory = Grow(length);
        return ref Unsafe.Add(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(memory), t_start);
    }

    private static T[] Grow(int length)
    {
        // Doubling keeps the number of growths small while batches grow.
        int wanted = Math.Max(length, Math.Min(AlignedMemory.MaxLength, 2 * (t_memory?.Length ?? 0)));
        (t_memory, t_start) = AlignedMemory.AllocateArray<T>(wanted);
        return t_memory;
    }
}
