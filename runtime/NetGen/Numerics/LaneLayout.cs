using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen;

/// <summary>
/// Moves numbers between rows, one a sample, and groups of 16 samples in which element e of sample s lies at <c>16 e + s</c>:
/// there a vector holds the same element of neighbouring samples. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneLayout
{
    /// <summary>Samples of a group.</summary>
    public const int Samples = Lanes.Count;

    /// <summary>Rows to lanes. Lanes without a sample repeat the last one: whatever is computed there is as finite as the sample itself.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="size">Elements of a row.</param>
    /// <param name="samples">How many rows there are, 1 to 16.</param>
    /// <param name="lanes">The group.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void ToLanes<T>(ref T rows, nint stride, nint size, nint samples, ref T lanes)
        where T : unmanaged
    {
        // A cache line of each of four rows at a time: rows whose lengths are alike in memory compete for one place in the cache.
        nint whole = typeof(T) == typeof(float) && CanZip ? size & ~3 : 0, last = samples - 1;
        for (nint block = 0; block < whole; block += Samples)
        {
            nint end = Math.Min(block + Samples, whole);
            for (nint sample = 0; sample < Samples; sample += 4)
            {
                ref T first = ref Unsafe.Add(ref rows, Math.Min(sample, last) * stride);
                ref T second = ref Unsafe.Add(ref rows, Math.Min(sample + 1, last) * stride);
                ref T third = ref Unsafe.Add(ref rows, Math.Min(sample + 2, last) * stride);
                ref T fourth = ref Unsafe.Add(ref rows, Math.Min(sample + 3, last) * stride);
                for (nint e = block; e < end; e += 4)
                {
                    Transpose(Load(ref first, e), Load(ref second, e), Load(ref third, e), Load(ref fourth, e), out Vector128<float> a, out Vector128<float> b, out Vector128<float> c, out Vector128<float> d);
                    ref T to = ref Unsafe.Add(ref lanes, (e * Samples) + sample);
                    Store(a, ref to, 0);
                    Store(b, ref to, Samples);
                    Store(c, ref to, 2 * Samples);
                    Store(d, ref to, 3 * Samples);
                }
            }
        }

        nint element = whole;
        for (; element < size; element++)
        {
            for (nint sample = 0; sample < Samples; sample++)
                Unsafe.Add(ref lanes, (element * Samples) + sample) = Unsafe.Add(ref rows, (Math.Min(sample, samples - 1) * stride) + element);
        }
    }

    /// <summary>Gradients of rows to lanes; lanes without a sample are zero, so that they add nothing to any sum.</summary>
    /// <inheritdoc cref="ToLanes"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void GradientsToLanes<T>(ref T rows, nint stride, nint size, nint samples, ref T lanes)
        where T : unmanaged, INumberBase<T>
    {
        ToLanes(ref rows, stride, size, samples, ref lanes);
        for (nint element = 0; element < size && samples < Samples; element++)
        {
            for (nint sample = samples; sample < Samples; sample++)
                Unsafe.Add(ref lanes, (element * Samples) + sample) = T.Zero;
        }
    }

    /// <summary>Lanes to rows; only rows that have a sample are written.</summary>
    /// <inheritdoc cref="ToLanes"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void FromLanes<T>(ref T lanes, nint size, ref T rows, nint stride, nint samples)
        where T : unmanaged
    {
        nint element = 0, whole = samples & ~3;
        for (; element <= size - 4 && typeof(T) == typeof(float) && CanZip; element += 4)
        {
            ref T from = ref Unsafe.Add(ref lanes, element * Samples);
            for (nint sample = 0; sample < whole; sample += 4)
            {
                Transpose(
                    Load(ref from, sample),
                    Load(ref from, Samples + sample),
                    Load(ref from, (2 * Samples) + sample),
                    Load(ref from, (3 * Samples) + sample),
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
                    Unsafe.Add(ref rows, (sample * stride) + element + i) = Unsafe.Add(ref from, (i * Samples) + sample);
            }
        }

        for (; element < size; element++)
        {
            for (nint sample = 0; sample < samples; sample++)
                Unsafe.Add(ref rows, (sample * stride) + element) = Unsafe.Add(ref lanes, (element * Samples) + sample);
        }
    }

    /// <summary>A gradient of parameters from the shares of the groups, added up from the first group to the last.</summary>
    /// <param name="partials">The share of the first group.</param>
    /// <param name="stride">From one group's share to the next.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <param name="gradient">The sum.</param>
    /// <param name="size">Its elements.</param>
    /// <param name="accumulate">Whether it adds to what is there.</param>
    /// <param name="piece">Which share of the elements to do.</param>
    /// <param name="pieces">The number of shares.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void SumPartials<T>(ref T partials, nint stride, nint groups, ref T gradient, nint size, bool accumulate, int piece, int pieces)
        where T : unmanaged, INumberBase<T>
    {
        nint element = size * piece / pieces, end = size * (piece + 1) / pieces;
        for (; element <= end - Vector<T>.Count; element += Vector<T>.Count)
        {
            Vector<T> total = accumulate ? Vector.LoadUnsafe(ref Unsafe.Add(ref gradient, element)) : Vector<T>.Zero;
            for (nint group = 0; group < groups; group++)
                total += Vector.LoadUnsafe(ref Unsafe.Add(ref partials, (group * stride) + element));
            total.StoreUnsafe(ref Unsafe.Add(ref gradient, element));
        }

        for (; element < end; element++)
        {
            T total = accumulate ? Unsafe.Add(ref gradient, element) : T.Zero;
            for (nint group = 0; group < groups; group++)
                total += Unsafe.Add(ref partials, (group * stride) + element);
            Unsafe.Add(ref gradient, element) = total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load<T>(ref T memory, nint offset) =>
        Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref Unsafe.Add(ref memory, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector128<float> value, ref T memory, nint offset) =>
        value.StoreUnsafe(ref Unsafe.As<T, float>(ref Unsafe.Add(ref memory, offset)));

    /// <summary>Rows become columns: the first row is interleaved with the third and the second with the fourth, then both results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, out Vector128<float> e, out Vector128<float> f, out Vector128<float> g, out Vector128<float> h)
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
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) => Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    /// <summary>The upper halves, element by element in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) => Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
