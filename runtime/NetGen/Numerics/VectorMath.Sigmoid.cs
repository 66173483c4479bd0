using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

public static partial class VectorMath
{
    /// <summary>1 / (1 + e^-x), in [0, 1]; 0 where the result is below 2^-126. Error at most 2.51 ulp. Monotone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x)
    {
        // With x = n ln 2 + r: 2^n / (2^n + e^-r). Beyond 88 the result is 1.
        Vector<float> y = AtMost(88, x);
        Vector<float> rounded = Vector.FusedMultiplyAdd(y, Vector.Create(Log2ESingle), Vector.Create(RoundSingle));
        Vector<float> n = rounded - Vector.Create(RoundSingle);
        Vector<float> power = Vector.AsVectorSingle((Vector.AsVectorInt32(rounded) << 23) + Vector.Create(127 << 23));
        Vector<float> r = Vector.FusedMultiplyAdd(n, Vector.Create(-Ln2HighSingle), y);
        Vector<float> low = Vector.FusedMultiplyAdd(n, Vector.Create(Ln2LowSingle), -r);
        Vector<float> square = r * r;
        Vector<float> tail = Vector.FusedMultiplyAdd(
            square,
            Vector.FusedMultiplyAdd(square, Vector.Create(0.001383889f), Linear(r, 0.0416681021f, -0.00836919248f)),
            Linear(r, 0.49999994f, -0.166665167f));
        Vector<float> result = power / (power + Vector<float>.One + Vector.FusedMultiplyAdd(square, tail, low));
        return Vector.AndNot(result, Vector.AsVectorSingle(Vector.LessThan(x, Vector.Create(ExpMinSingle))));
    }

    /// <inheritdoc cref="Sigmoid(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => Sigmoid(Lane(x)).ToScalar();

    /// <summary>1 / (1 + e^-x), in [0, 1]; 0 where the result is below 2^-1022. Error at most 1.75 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Sigmoid(Vector<double> x)
    {
        Vector<double> tail =
            ExpTail(-x, out Vector<double> head, out Vector<double> low, out Vector<double> square, out Vector<long> power);
        Vector<double> inverse = Vector.AsVectorDouble(Vector.Create(1023L << 52) - power);
        Vector<double> sum = inverse + Vector<double>.One;
        Vector<double> lost = inverse - (sum - Vector<double>.One);
        Vector<double> result = inverse / (sum + Vector.FusedMultiplyAdd(square, tail, head + low + lost));

        Vector<long> outside = Vector.GreaterThan(Vector.Abs(x), Vector.Create(-ExpMinDouble));
        Vector<double> limit = Vector<double>.One & Vector.AsVectorDouble(Vector.GreaterThan(x, Vector<double>.Zero));
        return Vector.ConditionalSelect(outside, limit, result);
    }

    /// <inheritdoc cref="Sigmoid(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sigmoid(double x) => Sigmoid(Lane(x)).ToScalar();

    /// <summary>
    /// ln(1 + e^x) as max(x, 0) + ln(1 + e^-|x|), at least 0. Error at most 1.72 ulp; 0.054 percent of neighbours dip, by one ulp.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Softplus(Vector<float> x)
    {
        // t = e^-|x| = 2^n (1 + fraction). 1 + t in [1, 2] is 1 + f with f = t, or above 3/2 it is 2 (1 + f) with
        // f = t / 2 - 1 / 2; either way f is rounded once.
        Vector<float> y = Vector.Abs(x);
        Vector<float> tail = ExpTail(-y, out Vector<float> head, out Vector<float> low, out Vector<float> square, out Vector<int> power);
        Vector<float> linear = Vector.FusedMultiplyAdd(low, Vector<float>.One + head, head);
        Vector<float> fraction = Vector.FusedMultiplyAdd(square, tail, linear);
        Vector<float> scale = Vector.AsVectorSingle(power + Vector.Create(127 << 23));
        Vector<float> t = Vector.FusedMultiplyAdd(scale, fraction, scale);
        t = Vector.AndNot(t, Vector.AsVectorSingle(Vector.GreaterThan(y, Vector.Create(-ExpMinSingle))));
        Vector<int> upper = Vector.GreaterThan(t, Vector.Create(0.5f));
        Vector<float> half = scale * Vector.Create(0.5f);
        Vector<float> f = Vector.ConditionalSelect(upper, Vector.FusedMultiplyAdd(half, fraction, half - Vector.Create(0.5f)), t);
        Vector<float> log = LogCore(f, Vector.AsVectorSingle(upper) & Vector<float>.One);
        return log + Vector.AndNot(x, Vector.AsVectorSingle(Vector.LessThan(x, Vector<float>.Zero)));
    }

    /// <inheritdoc cref="Softplus(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x) => Softplus(Lane(x)).ToScalar();

    /// <summary>ln(1 + e^x) as max(x, 0) + ln(1 + e^-|x|), at least 0. Error at most 1.75 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Softplus(Vector<double> x)
    {
        Vector<double> t = Exp(-Vector.Abs(x));
        Vector<long> upper = Vector.GreaterThan(t, Vector.Create(0.5));
        Vector<double> f = Vector.ConditionalSelect(upper, Vector.FusedMultiplyAdd(t, Vector.Create(0.5), Vector.Create(-0.5)), t);
        Vector<double> log = LogCore(f, Vector.AsVectorDouble(upper) & Vector<double>.One);
        return log + Vector.AndNot(x, Vector.AsVectorDouble(Vector.LessThan(x, Vector<double>.Zero)));
    }

    /// <inheritdoc cref="Softplus(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Softplus(double x) => Softplus(Lane(x)).ToScalar();
}
