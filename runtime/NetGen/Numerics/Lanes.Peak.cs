using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen;

/// <content>Maxima.</content>
public static partial class Lanes
{
    /// <summary>The largest of the first <paramref name="count"/> elements of a padded row; NaN if any of them is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(ref float row, int count)
    {
        const float neutral = float.NegativeInfinity;
        Vector256<float> low = Load(ref row, 0, count, neutral), high = Load(ref row, 8, count, neutral);
        Vector256<float> ordered = Vector256.Equals(low, low) & Vector256.Equals(high, high);
        for (int i = Count; i < count; i += Count)
        {
            Vector256<float> nextLow = Load(ref row, i, count, neutral), nextHigh = Load(ref row, i + 8, count, neutral);
            ordered &= Vector256.Equals(nextLow, nextLow) & Vector256.Equals(nextHigh, nextHigh);
            low = Larger(low, nextLow);
            high = Larger(high, nextHigh);
        }

        float largest = Max(Larger(low, high));
        return AllSet(ordered) ? largest : float.NaN;
    }

    /// <inheritdoc cref="Max(ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(ref double row, int count)
    {
        const double neutral = double.NegativeInfinity;
        Vector256<double> a = Load(ref row, 0, count, neutral), b = Load(ref row, 4, count, neutral);
        Vector256<double> c = Load(ref row, 8, count, neutral), d = Load(ref row, 12, count, neutral);
        Vector256<double> ordered = Vector256.Equals(a, a) & Vector256.Equals(b, b) & Vector256.Equals(c, c) & Vector256.Equals(d, d);
        for (int i = Count; i < count; i += Count)
        {
            Vector256<double> e = Load(ref row, i, count, neutral), f = Load(ref row, i + 4, count, neutral);
            Vector256<double> g = Load(ref row, i + 8, count, neutral), h = Load(ref row, i + 12, count, neutral);
            ordered &= Vector256.Equals(e, e) & Vector256.Equals(f, f) & Vector256.Equals(g, g) & Vector256.Equals(h, h);
            a = Larger(a, e);
            b = Larger(b, f);
            c = Larger(c, g);
            d = Larger(d, h);
        }

        double largest = Max(Larger(Larger(a, c), Larger(b, d)));
        return AllSet(ordered) ? largest : double.NaN;
    }

    /// <summary>The largest lane of one vector; NaN if any lane is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector<float> v)
    {
        float largest = Vector<float>.Count switch
        {
            4 => Max(v.AsVector128()),
            16 => Max(Larger(v.AsVector512().GetLower(), v.AsVector512().GetUpper())),
            _ => Max(v.AsVector256()),
        };
        return Vector.EqualsAll(v, v) ? largest : float.NaN;
    }

    /// <inheritdoc cref="Max(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector<double> v)
    {
        double largest = Vector<double>.Count switch
        {
            2 => Max(v.AsVector128()),
            8 => Max(Larger(v.AsVector512().GetLower(), v.AsVector512().GetUpper())),
            _ => Max(v.AsVector256()),
        };
        return Vector.EqualsAll(v, v) ? largest : double.NaN;
    }

    /// <summary>
    /// The largest of the first <paramref name="count"/> elements of a padded row; a NaN may be passed over. What a softmax subtracts:
    /// there a NaN survives by itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Peak(ref float row, int count)
    {
        const float neutral = float.NegativeInfinity;
        Vector256<float> low = Load(ref row, 0, count, neutral), high = Load(ref row, 8, count, neutral);
        for (int i = Count; i < count; i += Count)
        {
            low = Larger(low, Load(ref row, i, count, neutral));
            high = Larger(high, Load(ref row, i + 8, count, neutral));
        }

        return Max(Larger(low, high));
    }

    /// <inheritdoc cref="Peak(ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Peak(ref double row, int count)
    {
        const double neutral = double.NegativeInfinity;
        Vector256<double> low = Load(ref row, 0, count, neutral);
        for (int i = 4; i < count; i += 4)
            low = Larger(low, Load(ref row, i, count, neutral));
        return Max(low);
    }

    /// <summary>The largest of the first <paramref name="count"/> lanes, at most 4; a NaN may be passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Peak(Vector128<float> v, int count)
    {
        Vector128<int> mask = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count));
        return Max(Vector128.ConditionalSelect(mask.AsSingle(), v, Vector128.Create(float.NegativeInfinity)));
    }

    /// <summary>The largest of the first <paramref name="count"/> lanes, at most 2; a NaN may be passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Peak(Vector128<double> v, int count)
    {
        Vector128<long> mask = Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count));
        return Max(Vector128.ConditionalSelect(mask.AsDouble(), v, Vector128.Create(double.NegativeInfinity)));
    }

    /// <summary>
    /// The largest of the first <paramref name="count"/> elements of a row that two vectors hold; a NaN may be passed over.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Peak(Vector<float> first, Vector<float> second, int count)
    {
        (Vector256<float> low, Vector256<float> high) = Halves(first, second);
        return Max(Larger(Keep(low, 0, count, float.NegativeInfinity), Keep(high, 8, count, float.NegativeInfinity)));
    }

    /// <inheritdoc cref="Peak(Vector{float}, Vector{float}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Peak(Vector<double> first, Vector<double> second, int count)
    {
        (Vector256<double> low, Vector256<double> high) = Halves(first, second);
        return Max(Larger(Keep(low, 0, count, double.NegativeInfinity), Keep(high, 4, count, double.NegativeInfinity)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Max(Vector256<float> v) => Max(Larger(v.GetLower(), v.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Max(Vector128<float> v)
    {
        v = Larger(v, Vector128.Shuffle(v, Vector128.Create(2, 3, 2, 3)));
        return Larger(v, Vector128.Shuffle(v, Vector128.Create(1, 1, 1, 1))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Max(Vector256<double> v) => Max(Larger(v.GetLower(), v.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Max(Vector128<double> v) => Larger(v, Vector128.Shuffle(v, Vector128.Create(1L, 1L))).ToScalar();

    // a > b ? a : b, which is one x86 instruction. A NaN may get lost in it, so the callers look for NaN beside it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Larger(Vector256<float> a, Vector256<float> b)
        => Avx.IsSupported ? Avx.Max(a, b) : Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Larger(Vector128<float> a, Vector128<float> b)
        => Sse.IsSupported ? Sse.Max(a, b) : Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Larger(Vector256<double> a, Vector256<double> b)
        => Avx.IsSupported ? Avx.Max(a, b) : Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Larger(Vector128<double> a, Vector128<double> b)
        => Sse2.IsSupported ? Sse2.Max(a, b) : Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AllSet<T>(Vector256<T> mask) => Vector256.EqualsAll(mask.AsInt32(), Vector256<int>.AllBitsSet);
}
