using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

public static partial class VectorMath
{
    /// <summary>
    /// The error function, 2 / sqrt(pi) times the integral of e^-t^2 from 0 to x, in [-1, 1], exactly odd.
    /// Error at most 1.32 ulp; 2972 neighbours dip, by one ulp.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Erf(Vector<float> x)
    {
        // Near 0: x + x p(x^2).
        Vector<float> z = x * x;
        Vector<float> zz = z * z;
        Vector<float> p = Vector.FusedMultiplyAdd(
            zz * zz,
            Vector.FusedMultiplyAdd(zz, Vector.Create(7.80690389e-05f), Linear(z, 0.0051871622f, -0.00079978531f)),
            Cubic(z, zz, 0.128379166f, -0.37612626f, 0.112835787f, -0.0268533472f));
        Vector<float> small = Vector.FusedMultiplyAdd(x, p, x);

        // Away from 0: 1 - e^-q(y), where q fits -ln(1 - erf y) on [1, 4]. From 4 on the result is 1.
        Vector<float> y = Vector.Abs(x);
        Vector<float> yy = z;
        Vector<float> q = Vector.FusedMultiplyAdd(
            zz,
            Vector.FusedMultiplyAdd(yy, Vector.Create(-0.000188817459f), Linear(y, -0.0219402947f, 0.00297239586f)),
            Cubic(y, yy, 0.0003004428f, 1.12725139f, 0.637883246f, 0.103327148f));
        Vector<float> large = Vector<float>.One - Exp(-q);
        large = Vector.ConditionalSelect(Vector.GreaterThan(y, Vector.Create(4f)), Vector<float>.One, large);

        return Vector.ConditionalSelect(Vector.LessThan(y, Vector<float>.One), small, WithSignOf(large, x));
    }

    /// <inheritdoc cref="Erf(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Erf(float x) => Erf(Lane(x)).ToScalar();

    /// <summary>
    /// The error function 2 / sqrt(pi) times the integral of e^-t^2 from 0 to x, in [-1, 1], exactly odd. Error at most 1.5 ulp.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Erf(Vector<double> x)
    {
        Vector<double> z = x * x;
        Vector<double> zz = z * z;
        Vector<double> z4 = zz * zz;
        Vector<double> p = Vector.FusedMultiplyAdd(
            z4,
            Vector.Create(1.490087385951338e-10),
            Cubic(z, zz, 1.6481941281170875e-06, -1.6567381479569488e-07, 1.6087901427342025e-08, -1.6774330821170322e-09));
        p = Vector.FusedMultiplyAdd(
            z4, p, Cubic(z, zz, 0.0052239776533024532, -0.00085483285783793266, 0.00012055388005653915, -1.4926930901366453e-05));
        p = Vector.FusedMultiplyAdd(
            z4, p, Cubic(z, zz, 0.12837916709551259, -0.37612638903184098, 0.11283791670971274, -0.026866170648079557));
        Vector<double> small = Vector.FusedMultiplyAdd(x, p, x);

        Vector<double> y = Vector.Abs(x);
        Vector<double> q = Cubic(y, z, -3.1513363433803855e-09, 2.1380749296293469e-10, -9.0837565861996334e-12, 1.8180660259965294e-13);
        q = Vector.FusedMultiplyAdd(
            zz, q, Cubic(y, z, -6.8408473629905884e-06, 1.4836112900815358e-06, -2.5081575409181151e-07, 3.2589904189907234e-08));
        q = Vector.FusedMultiplyAdd(
            zz, q, Cubic(y, z, -2.3725874250890374e-05, 0.00011179497631673749, -6.5241533656607492e-05, 2.446438366717147e-05));
        q = Vector.FusedMultiplyAdd(
            zz, q, Cubic(y, z, -0.019129475259476985, -0.00020012377558119925, 0.0016724132597057593, -0.00055001537605686094));
        q = Vector.FusedMultiplyAdd(
            zz, q, Cubic(y, z, 2.2946748744244929e-08, 1.1283789651032148, 0.6366204992876896, 0.10277151020328168));
        Vector<double> large = Vector<double>.One - Exp(-q);
        large = Vector.ConditionalSelect(Vector.GreaterThan(y, Vector.Create(6d)), Vector<double>.One, large);

        return Vector.ConditionalSelect(Vector.LessThan(y, Vector<double>.One), small, WithSignOf(large, x));
    }

    /// <inheritdoc cref="Erf(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Erf(double x) => Erf(Lane(x)).ToScalar();
}
