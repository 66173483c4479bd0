using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// Growable memory for one use after the other. It keeps up to four megabytes; what a larger use takes stays only until the collector wants
/// it, so that one large batch does not cost its memory for the life of a thread.
/// </summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class ReusedMemory<T>
    where T : unmanaged
{
    private const int MostBytesKept = 1 << 22;

    private readonly WeakReference<T[]> _large = new([]);
    private T[] _kept = [];

    /// <summary>Numbers with any content, valid until the next call.</summary>
    public Span<T> Get(int length)
    {
        if (_kept.Length >= length)
            return _kept.AsSpan(0, length);
        int most = MostBytesKept / Unsafe.SizeOf<T>();
        if (length <= most)
            _kept = GC.AllocateUninitializedArray<T>(Math.Max(length, Math.Min(most, 2 * _kept.Length)));
        return (length <= most ? _kept : Large(length)).AsSpan(0, length);
    }

    private T[] Large(int length)
    {
        if (_large.TryGetTarget(out T[]? memory) && memory.Length >= length)
            return memory;
        memory = GC.AllocateUninitializedArray<T>(length);
        _large.SetTarget(memory);
        return memory;
    }
}
