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
public static partial class Lanes
{
    /// <summary>The number of virtual lanes; rows are padded to a multiple of it.</summary>
    public const int Count = 16;

    /// <summary>Where an element lies in memory in which every element is a vector: one number for each sample of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(ref T lanes, nint element)
        where T : unmanaged => ref Unsafe.Add(ref lanes, element * Vector<T>.Count);

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
    public static Vector<long> MaskDouble(int start, int count) =>
        Vector.LessThan(Vector<long>.Indices, Vector.Create((long)(count - start)));

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
}
