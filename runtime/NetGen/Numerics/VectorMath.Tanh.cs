using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

public static partial class VectorMath
{
    // Up to here tanh y is its own odd polynomial. With y = n ln 2 / 2 + r, n is rounded so that r lies between 0.2 and this bound for
    // n > 0, and is y itself for n = 0: one polynomial for both.
    private const float TanhReach = 0.5493061f;
    private const float TanhShift = TanhReach - (Ln2HighSingle / 4);

    /// <summary>tanh x, in [-1, 1], exactly odd. Error at most 1.49 ulp. Monotone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        // Beyond 20 the result is 1.
        Vector<float> y = AtMost(20, Vector.Abs(x));
        Vector<float> shifted = AtLeast(0, y - Vector.Create(TanhShift));
        Vector<float> rounded = Vector.FusedMultiplyAdd(shifted, Vector.Create(2 * Log2ESingle), Vector.Create(RoundSingle));
        Vector<float> n = rounded - Vector.Create(RoundSingle);

        // The low part of ln 2 is left out: where it would matter, e^-2y no longer does.
        Vector<float> r = Vector.FusedMultiplyAdd(n, Vector.Create(-0.5f * Ln2HighSingle), y);
        Vector<float> square = r * r;
        Vector<float> p = Vector.FusedMultiplyAdd(
            square * square, Linear(square, -0.052686937f, 0.016464692f), Linear(square, -0.3333296f, 0.1332098f));
        Vector<float> t = Vector.FusedMultiplyAdd(r * square, p, r);

        // For n > 0, with e^2y = 2^n (1 + t) / (1 - t): 1 - (1 - t) / ((2^n + 1) / 2 + t (2^n - 1) / 2).
        Vector<float> half = Vector.AsVectorSingle((Vector.AsVectorInt32(rounded) << 23) + Vector.Create(126 << 23));
        Vector<float> denominator = Vector.FusedMultiplyAdd(half - Vector.Create(0.5f), t, half + Vector.Create(0.5f));
        Vector<float> large = Vector<float>.One - (Vector<float>.One - t) / denominator;
        return WithSignOf(Vector.ConditionalSelect(Vector.Equals(rounded, Vector.Create(RoundSingle)), t, large), x);
    }

    /// <inheritdoc cref="Tanh(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => Tanh(Lane(x)).ToScalar();

    /// <summary>tanh x, in [-1, 1], exactly odd. Error at most 1.2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Tanh(Vector<double> x)
    {
        Vector<double> y = Vector.Abs(x);
        Vector<double> tail =
            ExpTail(y + y, out Vector<double> head, out Vector<double> low, out Vector<double> square, out Vector<long> power);
        Vector<double> half = Vector.AsVectorDouble(power + Vector.Create(1022L << 52));
        Vector<double> denominator = Vector.FusedMultiplyAdd(half, head, half + Vector.Create(0.5));
        denominator = Vector.FusedMultiplyAdd(half, Vector.FusedMultiplyAdd(square, tail, low), denominator);
        Vector<double> one = WithSignOf(Vector<double>.One, x);
        Vector<double> large = one - one / denominator;

        Vector<double> z = x * x;
        Vector<double> zz = z * z;
        Vector<double> z4 = zz * zz;
        Vector<double> p = Vector.FusedMultiplyAdd(
            zz, Vector.Create(-1.4588036791489975e-05), Linear(z, -0.00022558483221043647, 7.3940346159566926e-05));
        p = Vector.FusedMultiplyAdd(
            z4, p, Cubic(z, zz, -0.0088632071512125942, 0.0035918843314772493, -0.0014544528425006302, 0.000584755403826087));
        p = Vector.FusedMultiplyAdd(
            z4, p, Cubic(z, zz, -0.33333333333331894, 0.13333333333140884, -0.053968253878603448, 0.021869486447464878));
        Vector<double> small = WithSignOf(Vector.FusedMultiplyAdd(x * z, p, x), x);

        Vector<long> near = Vector.LessThan(y, Vector.Create(0.66));
        Vector<long> far = Vector.GreaterThan(y, Vector.Create(40d));
        return Vector.ConditionalSelect(near | far, Vector.ConditionalSelect(near, small, one), large);
    }

    /// <inheritdoc cref="Tanh(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Tanh(double x) => Tanh(Lane(x)).ToScalar();
}
