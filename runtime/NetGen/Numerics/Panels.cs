using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <summary>
/// Moves numbers between the caller's layouts and those of the kernels. A panel holds 16 neighbouring outputs of a matrix:
/// element (i, o) lies at <c>o / 16 * rows * 16 + i * 16 + o % 16</c>, so that a kernel reads its weights in one stream.
/// For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Panels
{
    /// <summary>The outputs of a panel, and the multiple to which rows are padded.</summary>
    public const int Width = 16;

    /// <summary>
    /// The first element from <paramref name="memory"/> on that starts a cache line; <see cref="AlignedMemory.Slack"/> elements at most are
    /// passed over. A vector that crosses lines is slow to read back.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Align<T>(ref T memory)
        where T : unmanaged =>
            ref Unsafe.AddByteOffset(ref memory, -Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref memory) & (AlignedMemory.Alignment - 1));

    /// <summary>
    /// Where output <paramref name="unit"/> of the first row lies. With a panel stride of 16 it lies at <paramref name="unit"/> itself: a
    /// flat matrix.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Offset(nint unit, nint panelStride) => ((unit >> 4) * panelStride) + (unit & (Width - 1));

    /// <summary>Packs a flat matrix into panels; what lies past the last output is zero.</summary>
    /// <param name="matrix">The matrix, <c>[rows][columns]</c>.</param>
    /// <param name="rows">Its rows, the inputs of a layer.</param>
    /// <param name="columns">Its columns, the outputs.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="piece">Which share of the rows to pack.</param>
    /// <param name="pieces">The number of shares.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(ref T matrix, int rows, int columns, ref T panels, int piece, int pieces)
        where T : unmanaged
    {
        nint first = (nint)((long)rows * piece / pieces), end = (nint)((long)rows * (piece + 1) / pieces);
        nint whole = columns & ~(Width - 1), stride = (nint)rows * Width;
        for (nint unit = 0; unit < whole; unit += Width)
        {
            ref T target = ref Unsafe.Add(ref panels, Offset(unit, stride));
            for (nint row = first; row < end; row++)
            {
                ref T from = ref Unsafe.Add(ref matrix, (row * columns) + unit);
                ref T to = ref Unsafe.Add(ref target, row * Width);
                for (nint lane = 0; lane < Width; lane += Vector<T>.Count)
                    Vector.LoadUnsafe(ref Unsafe.Add(ref from, lane)).StoreUnsafe(ref Unsafe.Add(ref to, lane));
            }
        }

        nint rest = columns - whole;
        if (rest == 0)
            return;
        for (nint row = first; row < end; row++)
        {
            ref T from = ref Unsafe.Add(ref matrix, (row * columns) + whole);
            ref T to = ref Unsafe.Add(ref panels, Offset(whole, stride) + (row * Width));
            for (nint lane = 0; lane < Width; lane++)
                Unsafe.Add(ref to, lane) = lane < rest ? Unsafe.Add(ref from, lane) : default;
        }
    }

    /// <summary>
    /// Packs the transpose of a flat matrix <c>[rows][columns]</c>: panels of 16 rows, each column's 16 numbers together.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackTransposed<T>(ref T matrix, int rows, int columns, ref T panels, int piece, int pieces)
        where T : unmanaged
    {
        nint count = (rows + Width - 1) / Width, stride = (nint)columns * Width;
        for (nint panel = count * piece / pieces; panel < count * (piece + 1) / pieces; panel++)
        {
            nint valid = Math.Min(Width, rows - (panel * Width));
            ref T to = ref Unsafe.Add(ref panels, panel * stride);
            ref T from = ref Unsafe.Add(ref matrix, panel * Width * columns);
            for (nint column = 0; column < columns; column++)
            {
                for (nint lane = 0; lane < valid; lane++)
                    Unsafe.Add(ref to, lane) = Unsafe.Add(ref from, lane * columns);
                for (nint lane = valid; lane < Width; lane++)
                    Unsafe.Add(ref to, lane) = default;
                to = ref Unsafe.Add(ref to, Width);
                from = ref Unsafe.Add(ref from, 1);
            }
        }
    }

    /// <summary>Copies padded rows into panels: panel p of the samples lies at <c>p * panelStride</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRows<T>(ref T rows, nint rowStride, ref T panels, nint panelStride, nint samples)
        where T : unmanaged
    {
        for (nint unit = 0; unit < rowStride; unit += Width)
        {
            ref T target = ref Unsafe.Add(ref panels, Offset(unit, panelStride));
            for (nint sample = 0; sample < samples; sample++)
            {
                ref T from = ref Unsafe.Add(ref rows, (sample * rowStride) + unit);
                ref T to = ref Unsafe.Add(ref target, sample * Width);
                for (nint lane = 0; lane < Width; lane += Vector<T>.Count)
                    Vector.LoadUnsafe(ref Unsafe.Add(ref from, lane)).StoreUnsafe(ref Unsafe.Add(ref to, lane));
            }
        }
    }

    /// <summary>
    /// Copies a short row, in vectors that begin where the code that computed it stored whole vectors: a load over the border of two
    /// stores would wait for both.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyShort<T>(ref T source, ref T target, int size)
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= size - Vector256<T>.Count; i += Vector256<T>.Count)
            Vector256.LoadUnsafe(ref Unsafe.Add(ref source, i)).StoreUnsafe(ref Unsafe.Add(ref target, i));
        if (i <= size - Vector128<T>.Count)
        {
            Vector128.LoadUnsafe(ref Unsafe.Add(ref source, i)).StoreUnsafe(ref Unsafe.Add(ref target, i));
            i += Vector128<T>.Count;
        }

        for (; i < size; i++)
            Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i);
    }

    /// <summary>Copies rows that lie together into rows <paramref name="stride"/> apart; what lies between is zero.</summary>
    public static void CopyIn<T>(ref T source, int size, ref T rows, nint stride, nint samples)
        where T : unmanaged
    {
        for (nint sample = 0; sample < samples; sample++)
        {
            Span<T> row = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref rows, sample * stride), (int)stride);
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref source, sample * size), size).CopyTo(row);
            row[size..].Clear();
        }
    }

    /// <summary>Copies rows <paramref name="stride"/> apart so that they lie together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyOut<T>(ref T rows, nint stride, ref T target, int size, nint samples)
        where T : unmanaged
    {
        for (nint sample = 0; sample < samples; sample++)
        {
            ref T from = ref Unsafe.Add(ref rows, sample * stride);
            ref T to = ref Unsafe.Add(ref target, sample * size);
            if (size <= Width)
            {
                for (nint i = 0; i < size; i++)
                    Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
            }
            else
            {
                MemoryMarshal.CreateSpan(ref from, size).CopyTo(MemoryMarshal.CreateSpan(ref to, size));
            }
        }
    }
}
