using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen;

/// <summary>Reductions over the lanes of vectors, in an order that does not depend on how wide a vector is.</summary>
/// <remarks>
/// A row of numbers is dealt to 16 virtual lanes: lane l takes elements l, l + 16, l + 32, ... from left to right. The lanes
/// are then joined by a fixed tree: lane l with l + 8, then l + 4, l + 2, l + 1. A row is padded to a multiple of 16
/// elements; the padding is read, whatever it holds, and counts as the neutral element: +0 in a sum, negative infinity in a maximum.
/// </remarks>
public static class Lanes
{
    /// <summary>The number of virtual lanes; rows are padded to a multiple of it.</summary>
    public const int Count = 16;

    /// <summary>The sum of the first <paramref name="count"/> elements of a padded row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ref float row, int count)
    {
        Vector256<float> low = Load(ref row, 0, count, 0), high = Load(ref row, 8, count, 0);
        for (int i = Count; i < count; i += Count)
        {
            low += Load(ref row, i, count, 0);
            high += Load(ref row, i + 8, count, 0);
        }

        return Sum(low + high);
    }

    /// <inheritdoc cref="Sum(ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(ref double row, int count)
    {
        Vector256<double> a = Load(ref row, 0, count, 0), b = Load(ref row, 4, count, 0);
        Vector256<double> c = Load(ref row, 8, count, 0), d = Load(ref row, 12, count, 0);
        for (int i = Count; i < count; i += Count)
        {
            a += Load(ref row, i, count, 0);
            b += Load(ref row, i + 4, count, 0);
            c += Load(ref row, i + 8, count, 0);
            d += Load(ref row, i + 12, count, 0);
        }

        return Sum((a + c) + (b + d));
    }

    /// <summary>The sum over the lanes of one vector: what <see cref="Sum(ref float, int)"/> gives for a row of these elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector<float> v)
    {
        // Where the 16 lanes are wider than the vector, adding the missing zeros is what turns a sum of -0 into +0.
        if (Vector<float>.Count == 4)
        {
            return Sum(v.AsVector128() + Vector128<float>.Zero);
        }

        return Vector<float>.Count == 16
            ? Sum(v.AsVector512().GetLower() + v.AsVector512().GetUpper())
            : Sum(v.AsVector256() + Vector256<float>.Zero);
    }

    /// <summary>The sum over the lanes of one vector: what <see cref="Sum(ref double, int)"/> gives for a row of these elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector<double> v)
    {
        if (Vector<double>.Count == 2)
        {
            return Sum(v.AsVector128() + Vector128<double>.Zero);
        }

        return Vector<double>.Count == 8
            ? Sum(v.AsVector512().GetLower() + v.AsVector512().GetUpper() + Vector256<double>.Zero)
            : Sum(v.AsVector256() + Vector256<double>.Zero);
    }

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

    /// <summary>The largest of the first <paramref name="count"/> elements of a padded row; a NaN may be passed over. What a softmax subtracts: there a NaN survives by itself.</summary>
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

    /// <summary>The sum of the first <paramref name="count"/> lanes, at most 4: what <see cref="Sum(ref float, int)"/> gives for a row of these elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> v, int count)
    {
        Vector128<int> mask = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count));
        return Sum((v & mask.AsSingle()) + Vector128<float>.Zero);
    }

    /// <summary>The sum of the first <paramref name="count"/> lanes, at most 2: what <see cref="Sum(ref double, int)"/> gives for a row of these elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector128<double> v, int count)
    {
        Vector128<long> mask = Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count));
        return Sum((v & mask.AsDouble()) + Vector128<double>.Zero);
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
    /// The sum of the first <paramref name="count"/> elements of a row that two vectors hold, one after the other: what
    /// <see cref="Sum(ref float, int)"/> gives. Where one vector holds the whole row, the other is passed over.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector<float> first, Vector<float> second, int count)
    {
        (Vector256<float> low, Vector256<float> high) = Halves(first, second);
        return Sum(Keep(low, 0, count, 0) + Keep(high, 8, count, 0));
    }

    /// <inheritdoc cref="Sum(Vector{float}, Vector{float}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector<double> first, Vector<double> second, int count)
    {
        (Vector256<double> low, Vector256<double> high) = Halves(first, second);
        return Sum((Keep(low, 0, count, 0) + Vector256<double>.Zero) + Keep(high, 4, count, 0));
    }

    /// <summary>The largest of the first <paramref name="count"/> elements of a row that two vectors hold; a NaN may be passed over.</summary>
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

    /// <summary>Stores the first <paramref name="count"/> elements of a row that two vectors hold, and not one more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> first, Vector<float> second, ref float target, int count)
    {
        (Vector256<float> low, Vector256<float> high) = Halves(first, second);
        if (count < 8)
        {
            Store(low, ref target, count);
            return;
        }

        low.StoreUnsafe(ref target);
        Store(high, ref Unsafe.Add(ref target, 8), count - 8);
    }

    /// <inheritdoc cref="Store(Vector{float}, Vector{float}, ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<double> first, Vector<double> second, ref double target, int count)
    {
        (Vector256<double> low, Vector256<double> high) = Halves(first, second);
        if (count < 4)
        {
            Store(low, ref target, count);
            return;
        }

        low.StoreUnsafe(ref target);
        Store(high, ref Unsafe.Add(ref target, 4), count - 4);
    }

    /// <summary>start, start + 1, start + 2, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> IotaSingle(int start) => Vector<float>.Indices + Vector.Create((float)start);

    /// <summary>start, start + 1, start + 2, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> IotaDouble(int start) => Vector<double>.Indices + Vector.Create((double)start);

    /// <summary>All bits set in the lanes l with start + l &lt; count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<int> MaskSingle(int start, int count) => Vector.LessThan(Vector<int>.Indices, Vector.Create(count - start));

    /// <summary>All bits set in the lanes l with start + l &lt; count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<long> MaskDouble(int start, int count) => Vector.LessThan(Vector<long>.Indices, Vector.Create((long)(count - start)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ref float row, int start, int count, float neutral) =>
        Keep(Vector256.LoadUnsafe(ref row, (nuint)start), start, count, neutral);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double row, int start, int count, double neutral) =>
        Keep(Vector256.LoadUnsafe(ref row, (nuint)start), start, count, neutral);

    /// <summary>Elements start to count - 1 of a row as they are, the neutral element for what lies behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Keep(Vector256<float> v, int start, int count, float neutral)
    {
        Vector256<int> mask = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count - start));
        return Vector256.ConditionalSelect(mask.AsSingle(), v, Vector256.Create(neutral));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Keep(Vector256<double> v, int start, int count, double neutral)
    {
        Vector256<long> mask = Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)(count - start)));
        return Vector256.ConditionalSelect(mask.AsDouble(), v, Vector256.Create(neutral));
    }

    /// <summary>A row in two vectors as 512 bits. Two vectors of 128 bits hold half of that; the rest is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<T> Low, Vector256<T> High) Halves<T>(Vector<T> first, Vector<T> second) =>
        Vector<T>.Count == Vector512<T>.Count ? (first.AsVector512().GetLower(), first.AsVector512().GetUpper())
        : Vector<T>.Count == Vector256<T>.Count ? (first.AsVector256(), second.AsVector256())
        : (Vector256.Create(first.AsVector128(), second.AsVector128()), Vector256<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> v, ref float target, int count)
    {
        Vector128<float> part = v.GetLower();
        if (count >= 4)
        {
            part.StoreUnsafe(ref target);
            target = ref Unsafe.Add(ref target, 4);
            part = v.GetUpper();
            count -= 4;
        }

        if (count >= 1)
            target = part.ToScalar();
        if (count >= 2)
            Unsafe.Add(ref target, 1) = part.GetElement(1);
        if (count >= 3)
            Unsafe.Add(ref target, 2) = part.GetElement(2);
        if (count >= 4)
            Unsafe.Add(ref target, 3) = part.GetElement(3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<double> v, ref double target, int count)
    {
        Vector128<double> part = v.GetLower();
        if (count >= 2)
        {
            part.StoreUnsafe(ref target);
            target = ref Unsafe.Add(ref target, 2);
            part = v.GetUpper();
            count -= 2;
        }

        if (count >= 1)
            target = part.ToScalar();
        if (count >= 2)
            Unsafe.Add(ref target, 1) = part.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector256<float> v) => Sum(v.GetLower() + v.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector128<float> v)
    {
        v += Vector128.Shuffle(v, Vector128.Create(2, 3, 2, 3));
        return v.ToScalar() + v.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(Vector256<double> v) => Sum(v.GetLower() + v.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(Vector128<double> v) => v.ToScalar() + v.GetElement(1);

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
