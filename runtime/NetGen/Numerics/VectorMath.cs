using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <summary>
/// Elementary functions over <see cref="Vector{T}"/> with the same bits on every machine and at every vector width.
/// </summary>
/// <remarks>
/// Every function is a fixed sequence of IEEE operations, with fused multiply-adds where a product is accumulated; there
/// are no branches, no tables and no platform estimates, so a lane never depends on its neighbours. NaN in gives NaN out.
/// Polynomials are minimax fits made for this library and are evaluated in a fixed split order that keeps chains short.
/// Error bounds are in units in the last place of the true result. For float they are the maximum over all 2^32 inputs,
/// for double the maximum over a dense sample. Scalar overloads give the bits of a lane.
/// </remarks>
public static partial class VectorMath
{
    // 1.5 * 2^23 and 1.5 * 2^52: adding one rounds a small number to an integer and leaves it in the lowest mantissa bits.
    private const float RoundSingle = 12582912f;
    private const double RoundDouble = 6755399441055744d;

    // The scalar overloads run the vector code on one lane, which makes "the same bits" true by construction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Lane<T>(T x) => Vector128.CreateScalar(x).AsVector();

    /// <summary>a + b x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Linear(Vector<float> x, float a, float b)
        => Vector.FusedMultiplyAdd(x, Vector.Create(b), Vector.Create(a));

    /// <summary>a + b x + c x^2 + d x^3, given x and x^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Cubic(Vector<float> x, Vector<float> square, float a, float b, float c, float d)
        => Vector.FusedMultiplyAdd(square, Linear(x, c, d), Linear(x, a, b));

    /// <summary>a + b x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Linear(Vector<double> x, double a, double b)
        => Vector.FusedMultiplyAdd(x, Vector.Create(b), Vector.Create(a));

    /// <summary>a + b x + c x^2 + d x^3, given x and x^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Cubic(Vector<double> x, Vector<double> square, double a, double b, double c, double d)
        => Vector.FusedMultiplyAdd(square, Linear(x, c, d), Linear(x, a, b));

    /// <summary>The sign bits of <paramref name="x"/>, put on a result that is zero or positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> WithSignOf(Vector<float> magnitude, Vector<float> x)
        => magnitude | (x & Vector.Create(-0f));

    /// <summary>The sign bits of <paramref name="x"/>, put on a result that is zero or positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> WithSignOf(Vector<double> magnitude, Vector<double> x)
        => magnitude | (x & Vector.Create(-0d));

    // The native minimum and maximum give the second argument, or a NaN, where one is NaN, on every machine; and no zero meets a zero
    // of the other sign here. That is all that could differ.
#pragma warning disable RS0030

    /// <summary>The smaller of the two; a NaN stays one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> AtMost(float limit, Vector<float> x) => Vector.MinNative(Vector.Create(limit), x);

    /// <inheritdoc cref="AtMost(float, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> AtMost(float limit, Vector128<float> x) => Vector128.MinNative(Vector128.Create(limit), x);

    /// <inheritdoc cref="AtMost(float, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AtMost(float limit, Vector256<float> x) => Vector256.MinNative(Vector256.Create(limit), x);

    /// <summary>The larger of the two; a NaN stays one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> AtLeast(float limit, Vector<float> x) => Vector.MaxNative(Vector.Create(limit), x);

    /// <inheritdoc cref="AtLeast(float, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> AtLeast(float limit, Vector128<float> x) => Vector128.MaxNative(Vector128.Create(limit), x);

    /// <inheritdoc cref="AtLeast(float, Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AtLeast(float limit, Vector256<float> x) => Vector256.MaxNative(Vector256.Create(limit), x);

#pragma warning restore RS0030
}
