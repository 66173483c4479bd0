using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen;

/// <content>Sums.</content>
public static partial class Lanes
{
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

    /// <summary>
    /// The sum of the first <paramref name="count"/> lanes, at most 4: what <see cref="Sum(ref float, int)"/> gives for a row of these
    /// elements.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> v, int count)
    {
        Vector128<int> mask = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count));
        return Sum((v & mask.AsSingle()) + Vector128<float>.Zero);
    }

    /// <summary>
    /// The sum of the first <paramref name="count"/> lanes, at most 2: what <see cref="Sum(ref double, int)"/> gives for a row of these
    /// elements.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector128<double> v, int count)
    {
        Vector128<long> mask = Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count));
        return Sum((v & mask.AsDouble()) + Vector128<double>.Zero);
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
}
