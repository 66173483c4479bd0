using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

public static partial class VectorMath
{
    /// <summary>tanh x, in [-1, 1], exactly odd. Error at most 1.44 ulp; 8 neighbours dip, by one ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        // Away from 0: 1 - 1 / (1/2 + e^2y / 2). The low part of ln 2 is left out: where it would matter, e^2y no longer does.
        Vector<float> y = Vector.Abs(x);
        Vector<float> rounded = Vector.FusedMultiplyAdd(y, Vector.Create(2 * Log2ESingle), Vector.Create(RoundSingle));
        Vector<float> n = rounded - Vector.Create(RoundSingle);
        Vector<float> r = Vector.FusedMultiplyAdd(n, Vector.Create(-0.5f * Ln2HighSingle), y);
        Vector<float> power = Vector.AsVectorSingle((Vector.AsVectorInt32(rounded) << 23) + Vector.Create(126 << 23));
        Vector<float> square = r * r;

        // e^2r is exp's own polynomial with powers of 2 in its coefficients.
        Vector<float> denominator = Vector.FusedMultiplyAdd(power, r + r, power + Vector.Create(0.5f));
        denominator = Vector.FusedMultiplyAdd(power * square, Linear(r, 4 * 0.49999994f, 8 * 0.166665167f), denominator);
        Vector<float> quartic = Vector.FusedMultiplyAdd(
            square, Vector.Create(64 * 0.001383889f), Linear(r, 16 * 0.0416681021f, 32 * 0.00836919248f));
        denominator = Vector.FusedMultiplyAdd(power * (square * square), quartic, denominator);
        Vector<float> one = WithSignOf(Vector<float>.One, x);
        Vector<float> large = one - one / denominator;

        // Near 0: x + x^3 p(x^2).
        Vector<float> z = x * x;
        Vector<float> zz = z * z;
        Vector<float> p = Vector.FusedMultiplyAdd(
            zz,
            Vector.FusedMultiplyAdd(zz, Vector.Create(-0.00543378061f), Linear(z, -0.0536630899f, 0.0203922354f)),
            Linear(z, -0.333332479f, 0.133305177f));
        Vector<float> small = WithSignOf(Vector.FusedMultiplyAdd(x * z, p, x), x); // -0 stays -0

        Vector<int> near = Vector.LessThan(y, Vector.Create(0.66f));
        Vector<int> far = Vector.GreaterThan(y, Vector.Create(20f));
        return Vector.ConditionalSelect(near | far, Vector.ConditionalSelect(near, small, one), large);
    }

    /// <inheritdoc cref="Tanh(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => Tanh(Lane(x)).ToScalar();

    /// <summary>tanh x, in [-1, 1], exactly odd. Error at most 1.2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Tanh(Vector<double> x)
    {
        Vector<double> y = Vector.Abs(x);
        Vector<double> tail = ExpTail(y + y, out Vector<double> head, out Vector<double> low, out Vector<double> square, out Vector<long> power);
        Vector<double> half = Vector.AsVectorDouble(power + Vector.Create(1022L << 52));
        Vector<double> denominator = Vector.FusedMultiplyAdd(half, head, half + Vector.Create(0.5));
        denominator = Vector.FusedMultiplyAdd(half, Vector.FusedMultiplyAdd(square, tail, low), denominator);
        Vector<double> one = WithSignOf(Vector<double>.One, x);
        Vector<double> large = one - one / denominator;

        Vector<double> z = x * x;
        Vector<double> zz = z * z;
        Vector<double> z4 = zz * zz;
        Vector<double> p = Vector.FusedMultiplyAdd(zz, Vector.Create(-1.4588036791489975e-05), Linear(z, -0.00022558483221043647, 7.3940346159566926e-05));
        p = Vector.FusedMultiplyAdd(z4, p, Cubic(z, zz, -0.0088632071512125942, 0.0035918843314772493, -0.0014544528425006302, 0.000584755403826087));
        p = Vector.FusedMultiplyAdd(z4, p, Cubic(z, zz, -0.33333333333331894, 0.13333333333140884, -0.053968253878603448, 0.021869486447464878));
        Vector<double> small = WithSignOf(Vector.FusedMultiplyAdd(x * z, p, x), x);

        Vector<long> near = Vector.LessThan(y, Vector.Create(0.66));
        Vector<long> far = Vector.GreaterThan(y, Vector.Create(40d));
        return Vector.ConditionalSelect(near | far, Vector.ConditionalSelect(near, small, one), large);
    }

    /// <inheritdoc cref="Tanh(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Tanh(double x) => Tanh(Lane(x)).ToScalar();
}
