using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToLanes<T>(ref T rows, nint stride, nint size, nint samples, ref T lanes)
        where T : unmanaged
    {
        for (nint sample = 0; sample < Samples; sample += 4)
        {
            ref T a = ref Unsafe.Add(ref rows, Math.Min(sample, samples - 1) * stride);
            ref T b = ref Unsafe.Add(ref rows, Math.Min(sample + 1, samples - 1) * stride);
            ref T c = ref Unsafe.Add(ref rows, Math.Min(sample + 2, samples - 1) * stride);
            ref T d = ref Unsafe.Add(ref rows, Math.Min(sample + 3, samples - 1) * stride);
            Interleave(ref a, ref b, ref c, ref d, size, ref Unsafe.Add(ref lanes, sample));
        }
    }

    /// <summary>Gradients of rows to lanes; lanes without a sample are zero, so that they add nothing to any sum.</summary>
    /// <inheritdoc cref="ToLanes"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromLanes<T>(ref T lanes, nint size, ref T rows, nint stride, nint samples)
        where T : unmanaged
    {
        nint sample = 0;
        for (; sample <= samples - 4; sample += 4)
        {
            ref T row = ref Unsafe.Add(ref rows, sample * stride);
            Separate(ref Unsafe.Add(ref lanes, sample), size, ref row, ref Unsafe.Add(ref row, stride), ref Unsafe.Add(ref row, 2 * stride), ref Unsafe.Add(ref row, 3 * stride));
        }

        for (; sample < samples; sample++)
        {
            for (nint element = 0; element < size; element++)
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>Four rows to four neighbouring lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave<T>(ref T a, ref T b, ref T c, ref T d, nint size, ref T lanes)
        where T : unmanaged
    {
        nint element = 0;
        if (typeof(T) == typeof(float))
        {
            for (; element <= size - 4; element += 4)
            {
                ref T to = ref Unsafe.Add(ref lanes, element * Samples);
                Transpose(Load(ref a, element), Load(ref b, element), Load(ref c, element), Load(ref d, element), out Vector128<float> e, out Vector128<float> f, out Vector128<float> g, out Vector128<float> h);
                Store(e, ref to, 0);
                Store(f, ref to, Samples);
                Store(g, ref to, 2 * Samples);
                Store(h, ref to, 3 * Samples);
            }
        }

        for (; element < size; element++)
        {
            ref T to = ref Unsafe.Add(ref lanes, element * Samples);
            to = Unsafe.Add(ref a, element);
            Unsafe.Add(ref to, 1) = Unsafe.Add(ref b, element);
            Unsafe.Add(ref to, 2) = Unsafe.Add(ref c, element);
            Unsafe.Add(ref to, 3) = Unsafe.Add(ref d, element);
        }
    }

    /// <summary>Four neighbouring lanes to four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Separate<T>(ref T lanes, nint size, ref T a, ref T b, ref T c, ref T d)
        where T : unmanaged
    {
        nint element = 0;
        if (typeof(T) == typeof(float))
        {
            for (; element <= size - 4; element += 4)
            {
                ref T from = ref Unsafe.Add(ref lanes, element * Samples);
                Transpose(Load(ref from, 0), Load(ref from, Samples), Load(ref from, 2 * Samples), Load(ref from, 3 * Samples), out Vector128<float> e, out Vector128<float> f, out Vector128<float> g, out Vector128<float> h);
                Store(e, ref a, element);
                Store(f, ref b, element);
                Store(g, ref c, element);
                Store(h, ref d, element);
            }
        }

        for (; element < size; element++)
        {
            ref T from = ref Unsafe.Add(ref lanes, element * Samples);
            Unsafe.Add(ref a, element) = from;
            Unsafe.Add(ref b, element) = Unsafe.Add(ref from, 1);
            Unsafe.Add(ref c, element) = Unsafe.Add(ref from, 2);
            Unsafe.Add(ref d, element) = Unsafe.Add(ref from, 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load<T>(ref T memory, nint offset) =>
        Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref Unsafe.Add(ref memory, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector128<float> value, ref T memory, nint offset) =>
        value.StoreUnsafe(ref Unsafe.As<T, float>(ref Unsafe.Add(ref memory, offset)));

    /// <summary>Rows become columns: first pairs of rows are interleaved, then pairs of those.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, out Vector128<float> e, out Vector128<float> f, out Vector128<float> g, out Vector128<float> h)
    {
        Vector128<float> abLow = Vector128.Shuffle(Low(a, b), Vector128.Create(0, 2, 1, 3)), abHigh = Vector128.Shuffle(High(a, b), Vector128.Create(0, 2, 1, 3));
        Vector128<float> cdLow = Vector128.Shuffle(Low(c, d), Vector128.Create(0, 2, 1, 3)), cdHigh = Vector128.Shuffle(High(c, d), Vector128.Create(0, 2, 1, 3));
        e = Low(abLow, cdLow);
        f = High(abLow, cdLow);
        g = Low(abHigh, cdHigh);
        h = High(abHigh, cdHigh);
    }

    /// <summary>The lower halves side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Vector128.Create(a.GetLower(), b.GetLower());

    /// <summary>The upper halves side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Vector128.Create(a.GetUpper(), b.GetUpper());
}
