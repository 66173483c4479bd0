using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <content>The logarithm of the hyperbolic cosine.</content>
public static partial class VectorMath
{
    // Below this log(cosh(x)) is taken by the sine of half the argument, above by the exponential that the cosine tends to.
    private const double LogCoshSmall = 1;

    /// <summary>ln(cosh(x)), at least 0, exactly even; |x| - ln 2 where cosh overflows. Error at most 6 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LogCosh(Vector<float> x)
    {
        // cosh x - 1 = 2 sinh(x / 2)^2 with sinh h = (t + t / (t + 1)) / 2, t = e^h - 1; and cosh x = e^|x| (1 + (e^-2|x| - 1) / 2).
        Vector<float> size = Vector.Abs(x);
        Vector<int> small = Vector.LessThan(size, Vector.Create((float)LogCoshSmall));
        Vector<float> t = Expm1(Vector.ConditionalSelect(small, Vector.Create(0.5f) * size, Vector.Create(-2f) * size));
        Vector<float> twice = t + (t / (t + Vector<float>.One));
        Vector<float> excess = Vector.ConditionalSelect(small, Vector.Create(0.5f) * (twice * twice), Vector.Create(0.5f) * t);
        return Log1p(excess) + Vector.AndNot(size, Vector.AsVectorSingle(small));
    }

    /// <inheritdoc cref="LogCosh(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogCosh(float x) => LogCosh(Lane(x)).ToScalar();

    /// <summary>ln(cosh(x)), at least 0, exactly even; |x| - ln 2 where cosh overflows. Error at most 6 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> LogCosh(Vector<double> x)
    {
        Vector<double> size = Vector.Abs(x);
        Vector<long> small = Vector.LessThan(size, Vector.Create(LogCoshSmall));
        Vector<double> t = Expm1(Vector.ConditionalSelect(small, Vector.Create(0.5) * size, Vector.Create(-2d) * size));
        Vector<double> twice = t + (t / (t + Vector<double>.One));
        Vector<double> excess = Vector.ConditionalSelect(small, Vector.Create(0.5) * (twice * twice), Vector.Create(0.5) * t);
        return Log1p(excess) + Vector.AndNot(size, Vector.AsVectorDouble(small));
    }

    /// <inheritdoc cref="LogCosh(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LogCosh(double x) => LogCosh(Lane(x)).ToScalar();
}
