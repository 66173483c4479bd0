using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen;

/// <summary>
/// Moves numbers between rows, one a sample, and groups of as many samples as a vector has lanes: element e of sample s of a
/// group lies at <c>e * lanes + s</c>, so that a vector holds the same element of neighbouring samples. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneLayout
{
    /// <summary>
    /// Rows to lanes. Lanes without a sample repeat the last one: whatever is computed there is as finite as the sample itself.
    /// </summary>
    /// <param name="rows">The first row.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="size">Elements of a row.</param>
    /// <param name="samples">How many rows there are, from 1 to the lanes of a vector.</param>
    /// <param name="lanes">The group.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void ToLanes<T>(ref T rows, nint stride, nint size, nint samples, ref T lanes)
        where T : unmanaged
    {
        // A cache line of each of four rows at a time: rows whose lengths are alike in memory compete for one place in the cache.
        const int line = 16;
        nint width = Vector<T>.Count, last = samples - 1, whole = typeof(T) == typeof(float) && CanZip ? size & ~3 : 0;
        for (nint block = 0; block < whole; block += line)
        {
            nint end = Math.Min(block + line, whole);
            for (nint sample = 0; sample < width; sample += 4)
            {
                ref T first = ref Unsafe.Add(ref rows, Math.Min(sample, last) * stride);
                ref T second = ref Unsafe.Add(ref rows, Math.Min(sample + 1, last) * stride);
                ref T third = ref Unsafe.Add(ref rows, Math.Min(sample + 2, last) * stride);
                ref T fourth = ref Unsafe.Add(ref rows, Math.Min(sample + 3, last) * stride);
                for (nint e = block; e < end; e += 4)
                {
                    Transpose(Load(ref first, e), Load(ref second, e), Load(ref third, e), Load(ref fourth, e),
                        out Vector128<float> a, out Vector128<float> b, out Vector128<float> c, out Vector128<float> d);
                    ref T to = ref Unsafe.Add(ref lanes, (e * width) + sample);
                    Store(a, ref to, 0);
                    Store(b, ref to, width);
                    Store(c, ref to, 2 * width);
                    Store(d, ref to, 3 * width);
                }
            }
        }

        for (nint element = whole; element < size; element++)
        {
            for (nint sample = 0; sample < width; sample++)
                Unsafe.Add(ref lanes, (element * width) + sample) = Unsafe.Add(ref rows, (Math.Min(sample, last) * stride) + element);
        }
    }

    /// <summary>Gradients of rows to lanes; lanes without a sample are zero, so that they add nothing to any sum.</summary>
    /// <inheritdoc cref="ToLanes"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void GradientsToLanes<T>(ref T rows, nint stride, nint size, nint samples, ref T lanes)
        where T : unmanaged, INumberBase<T>
    {
        ToLanes(ref rows, stride, size, samples, ref lanes);
        nint width = Vector<T>.Count;
        for (nint element = 0; element < size && samples < width; element++)
        {
            for (nint sample = samples; sample < width; sample++)
                Unsafe.Add(ref lanes, (element * width) + sample) = T.Zero;
        }
    }

    /// <summary>Lanes to rows; only rows that have a sample are written.</summary>
    /// <inheritdoc cref="ToLanes"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void FromLanes<T>(ref T lanes, nint size, ref T rows, nint stride, nint samples)
        where T : unmanaged
    {
        nint width = Vector<T>.Count, element = 0, whole = samples & ~3;
        for (; element <= size - 4 && typeof(T) == typeof(float) && CanZip; element += 4)
        {
            ref T from = ref Unsafe.Add(ref lanes, element * width);
            for (nint sample = 0; sample < whole; sample += 4)
            {
                Transpose(
                    Load(ref from, sample),
                    Load(ref from, width + sample),
                    Load(ref from, (2 * width) + sample),
                    Load(ref from, (3 * width) + sample),
                    out Vector128<float> a,
                    out Vector128<float> b,
                    out Vector128<float> c,
                    out Vector128<float> d);
                ref T to = ref Unsafe.Add(ref rows, (sample * stride) + element);
                Store(a, ref to, 0);
                Store(b, ref to, stride);
                Store(c, ref to, 2 * stride);
                Store(d, ref to, 3 * stride);
            }

            for (nint sample = whole; sample < samples; sample++)
            {
                for (nint i = 0; i < 4; i++)
                    Unsafe.Add(ref rows, (sample * stride) + element + i) = Unsafe.Add(ref from, (i * width) + sample);
            }
        }

        for (; element < size; element++)
        {
            for (nint sample = 0; sample < samples; sample++)
                Unsafe.Add(ref rows, (sample * stride) + element) = Unsafe.Add(ref lanes, (element * width) + sample);
        }
    }

    /// <summary>
    /// The sums of a segment over its samples, 16 unless it is the last, by the tree of <see cref="Lanes"/>: the same whatever the width of
    /// a vector.
    /// </summary>
    /// <param name="sums">For each element 16 sums, one for each sample of the segment.</param>
    /// <param name="size">The elements.</param>
    /// <param name="samples">The samples of the segment; what lies behind them does not count.</param>
    /// <param name="share">For each element their sum.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Join(ref float sums, nint size, int samples, ref float share)
    {
        for (nint element = 0; element < size; element++)
            Unsafe.Add(ref share, element) = Lanes.Sum(ref Unsafe.Add(ref sums, element * Lanes.Count), samples);
    }

    /// <inheritdoc cref="Join(ref float, nint, int, ref float)"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Join(ref double sums, nint size, int samples, ref double share)
    {
        for (nint element = 0; element < size; element++)
            Unsafe.Add(ref share, element) = Lanes.Sum(ref Unsafe.Add(ref sums, element * Lanes.Count), samples);
    }

    /// <summary>A gradient of parameters from the shares of the segments, added up from the first segment to the last.</summary>
    /// <param name="partials">The share of the first segment.</param>
    /// <param name="stride">From one segment's share to the next.</param>
    /// <param name="segments">How many segments there are.</param>
    /// <param name="gradient">The sum.</param>
    /// <param name="size">Its elements.</param>
    /// <param name="accumulate">Whether it adds to what is there.</param>
    /// <param name="piece">Which share of the elements to do.</param>
    /// <param name="pieces">The number of shares.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void SumPartials<T>(
        ref T partials, nint stride, nint segments, ref T gradient, nint size, bool accumulate, int piece, int pieces)
        where T : unmanaged, INumberBase<T>
    {
        nint element = size * piece / pieces, end = size * (piece + 1) / pieces;
        for (; element <= end - Vector<T>.Count; element += Vector<T>.Count)
        {
            Vector<T> total = accumulate ? Vector.LoadUnsafe(ref Unsafe.Add(ref gradient, element)) : Vector<T>.Zero;
            for (nint segment = 0; segment < segments; segment++)
                total += Vector.LoadUnsafe(ref Unsafe.Add(ref partials, (segment * stride) + element));
            total.StoreUnsafe(ref Unsafe.Add(ref gradient, element));
        }

        for (; element < end; element++)
        {
            T total = accumulate ? Unsafe.Add(ref gradient, element) : T.Zero;
            for (nint segment = 0; segment < segments; segment++)
                total += Unsafe.Add(ref partials, (segment * stride) + element);
            Unsafe.Add(ref gradient, element) = total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load<T>(ref T memory, nint offset) =>
        Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref Unsafe.Add(ref memory, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector128<float> value, ref T memory, nint offset) =>
        value.StoreUnsafe(ref Unsafe.As<T, float>(ref Unsafe.Add(ref memory, offset)));

    /// <summary>
    /// Rows become columns: the first row is interleaved with the third and the second with the fourth, then both results.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector128<float> a,
        Vector128<float> b,
        Vector128<float> c,
        Vector128<float> d,
        out Vector128<float> e,
        out Vector128<float> f,
        out Vector128<float> g,
        out Vector128<float> h)
    {
        Vector128<float> acLow = ZipLow(a, c), acHigh = ZipHigh(a, c), bdLow = ZipLow(b, d), bdHigh = ZipHigh(b, d);
        e = ZipLow(acLow, bdLow);
        f = ZipHigh(acLow, bdLow);
        g = ZipLow(acHigh, bdHigh);
        h = ZipHigh(acHigh, bdHigh);
    }

    /// <summary>Whether elements of two vectors can be interleaved by one instruction.</summary>
    private static bool CanZip => Sse.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>The lower halves, element by element in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    /// <summary>The upper halves, element by element in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
