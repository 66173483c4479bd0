using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

public static partial class VectorMath
{
    // The bits of 3/4. Subtracting them puts the step of the exponent where 1 + f wraps from 3/2 to 3/4.
    private const int LogStartSingle = 0x3F400000;
    private const long LogStartDouble = 0x3FE8000000000000;

    /// <summary>ln x; negative infinity at 0, NaN below. Error at most 1.23 ulp. Monotone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log(Vector<float> x)
    {
        // Denormals are scaled by 2^23 first.
        Vector<int> denormal = Vector.LessThan(x, Vector.Create(1.17549435e-38f));
        Vector<float> scaled = Vector.ConditionalSelect(denormal, x * Vector.Create(8388608f), x);
        Vector<int> offset = Vector.AsVectorInt32(scaled) - Vector.Create(LogStartSingle);
        Vector<int> exponent = (offset >> 23) + (denormal & Vector.Create(-23));
        Vector<float> f = Vector.AsVectorSingle((offset & Vector.Create(0x7FFFFF)) + Vector.Create(LogStartSingle)) - Vector<float>.One;
        return LogLimits(x, LogCore(f, Vector.ConvertToSingle(exponent)));
    }

    /// <inheritdoc cref="Log(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => Log(Lane(x)).ToScalar();

    /// <summary>ln x; negative infinity at 0, NaN below. Error at most 1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log(Vector<double> x)
    {
        Vector<long> denormal = Vector.LessThan(x, Vector.Create(2.2250738585072014e-308));
        Vector<double> scaled = Vector.ConditionalSelect(denormal, x * Vector.Create(4503599627370496d), x);
        Vector<long> offset = Vector.AsVectorInt64(scaled) - Vector.Create(LogStartDouble);
        Vector<long> exponent = (offset >> 52) + (denormal & Vector.Create(-52L));
        Vector<double> f = Vector.AsVectorDouble(
            (offset & Vector.Create(0xFFFFFFFFFFFFFL)) + Vector.Create(LogStartDouble)) - Vector<double>.One;
        return LogLimits(x, LogCore(f, SmallToDouble(exponent)));
    }

    /// <inheritdoc cref="Log(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x) => Log(Lane(x)).ToScalar();

    /// <summary>ln(1 + x) without cancellation near 0; keeps the sign of zero. Error at most 1.24 ulp. Monotone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log1p(Vector<float> x)
    {
        // 1 + x = sum + lost exactly (Knuth's two-sum); what the rounding lost is put back after scaling by 2^-exponent.
        Vector<float> sum = Vector<float>.One + x;
        Vector<float> added = sum - Vector<float>.One;
        Vector<float> lost = (Vector<float>.One - (sum - added)) + (x - added);

        Vector<int> offset = Vector.AsVectorInt32(sum) - Vector.Create(LogStartSingle);
        Vector<int> exponent = offset >> 23;
        Vector<float> f = Vector.AsVectorSingle((offset & Vector.Create(0x7FFFFF)) + Vector.Create(LogStartSingle)) - Vector<float>.One;
        Vector<float> scale = Vector.AsVectorSingle(Vector.Max(Vector.Create(0x3F800000) - (exponent << 23), Vector<int>.Zero));
        f = Vector.FusedMultiplyAdd(lost, scale, f);

        Vector<float> result = LogLimits(sum, LogCore(f, Vector.ConvertToSingle(exponent)));
        return WithSignOf(result, x);
    }

    /// <inheritdoc cref="Log1p(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log1p(float x) => Log1p(Lane(x)).ToScalar();

    /// <summary>ln(1 + x) without cancellation near 0; keeps the sign of zero. Error at most 1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log1p(Vector<double> x)
    {
        Vector<double> sum = Vector<double>.One + x;
        Vector<double> added = sum - Vector<double>.One;
        Vector<double> lost = (Vector<double>.One - (sum - added)) + (x - added);

        Vector<long> offset = Vector.AsVectorInt64(sum) - Vector.Create(LogStartDouble);
        Vector<long> exponent = offset >> 52;
        Vector<double> f = Vector.AsVectorDouble(
            (offset & Vector.Create(0xFFFFFFFFFFFFFL)) + Vector.Create(LogStartDouble)) - Vector<double>.One;
        Vector<double> scale = Vector.AsVectorDouble(Vector.Max(Vector.Create(0x3FF0000000000000L) - (exponent << 52), Vector<long>.Zero));
        f = Vector.FusedMultiplyAdd(lost, scale, f);

        Vector<double> result = LogLimits(sum, LogCore(f, SmallToDouble(exponent)));
        return WithSignOf(result, x);
    }

    /// <inheritdoc cref="Log1p(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log1p(double x) => Log1p(Lane(x)).ToScalar();

    /// <summary>exponent ln 2 + ln(1 + f), for 1 + f in [3/4, 3/2]: f - f^2 / 2 + f^3 p(f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LogCore(Vector<float> f, Vector<float> exponent)
    {
        Vector<float> square = f * f;
        Vector<float> p = Vector.FusedMultiplyAdd(
            square * square,
            Cubic(f, square, 0.14483887f, -0.131534278f, 0.104277641f, -0.0449180715f),
            Cubic(f, square, 0.333334506f, -0.250000656f, 0.199906871f, -0.166484222f));
        Vector<float> quadratic = Vector.FusedMultiplyAdd(f, p, Vector.Create(-0.5f));
        Vector<float> tail = Vector.FusedMultiplyAdd(square, quadratic, exponent * Vector.Create(Ln2LowSingle));
        return Vector.FusedMultiplyAdd(exponent, Vector.Create(Ln2HighSingle), f + tail);
    }

    /// <summary>
    /// exponent ln 2 + ln(1 + f), for 1 + f in [3/4, 3/2]: with s = f / (2 + f), ln(1 + f) = 2 artanh(s) = f - (f^2 / 2 - s (f^2 / 2 + r))
    /// and r = s^2 p(s^2).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> LogCore(Vector<double> f, Vector<double> exponent)
    {
        Vector<double> s = f / (Vector.Create(2d) + f);
        Vector<double> z = s * s;
        Vector<double> zz = z * z;
        Vector<double> p = Vector.FusedMultiplyAdd(
            zz * zz,
            Cubic(z, zz, 0.18181665873824174, 0.15391112356123987, 0.13173586764229894, 0.13843160532878787),
            Cubic(z, zz, 0.66666666666666596, 0.40000000000056662, 0.28571428555830802, 0.22222224296327858));
        Vector<double> half = Vector.Create(0.5) * f * f;
        Vector<double> low = Vector.FusedMultiplyAdd(s, Vector.FusedMultiplyAdd(z, p, half), exponent * Vector.Create(Ln2LowDouble));
        return Vector.FusedMultiplyAdd(exponent, Vector.Create(Ln2HighDouble), f - (half - low));
    }

    // Outside (0, infinity): x + infinity is infinity for infinity and NaN for NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LogLimits(Vector<float> x, Vector<float> result)
    {
        Vector<float> infinity = Vector.Create(float.PositiveInfinity);
        Vector<float> limit = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), Vector.Create(float.NaN), x + infinity);
        limit = Vector.ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), -infinity, limit);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero) & Vector.LessThan(x, infinity), result, limit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> LogLimits(Vector<double> x, Vector<double> result)
    {
        Vector<double> infinity = Vector.Create(double.PositiveInfinity);
        Vector<double> limit = Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), Vector.Create(double.NaN), x + infinity);
        limit = Vector.ConditionalSelect(Vector.Equals(x, Vector<double>.Zero), -infinity, limit);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero) & Vector.LessThan(x, infinity), result, limit);
    }

    // AVX2 has no conversion from 64-bit integers: put the number in the mantissa of 1.5 * 2^52 and subtract that.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> SmallToDouble(Vector<long> x)
    {
        Vector<double> round = Vector.Create(RoundDouble);
        return Vector.AsVectorDouble(x + Vector.AsVectorInt64(round)) - round;
    }
}
