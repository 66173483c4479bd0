using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

public static partial class VectorMath
{
    private const float Log2ESingle = 1.44269502f;
    private const float Ln2HighSingle = 0.693147182f;
    private const float Ln2LowSingle = -1.90465421e-9f;

    private const double Log2EDouble = 1.4426950408889634;
    private const double Ln2HighDouble = 0.69314718055994529;
    private const double Ln2LowDouble = 2.3190468138462996e-17;

    // exp is a normal, finite number exactly between these bounds.
    private const float ExpMinSingle = -87.33654f;
    private const float ExpMaxSingle = 88.72283f;
    private const double ExpMinDouble = -708.39641853226408;
    private const double ExpMaxDouble = 709.78271289338397;

    /// <summary>
    /// e^x; 0 where the result is below 2^-126, positive infinity above 3.4e38. Error at most 1.50 ulp; 0.021 percent of
    /// neighbours dip, by one ulp.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        Vector<float> tail = ExpTail(x, out Vector<float> head, out Vector<float> low, out Vector<float> square, out Vector<int> power);
        Vector<float> linear = Vector.FusedMultiplyAdd(low, Vector<float>.One + head, head);
        Vector<float> mantissa = Vector.FusedMultiplyAdd(square, tail, Vector<float>.One + linear);

        // Added to the exponent field rather than multiplied: 2^128 times 0.99 is finite although 2^128 is not.
        Vector<float> result = Vector.AsVectorSingle(Vector.AsVectorInt32(mantissa) + power);

        // Outside the range, x times infinity is infinity for x > 0 and NaN for NaN.
        Vector<int> below = Vector.LessThan(x, Vector.Create(ExpMinSingle));
        Vector<int> inside = Vector.LessThanOrEqual(x, Vector.Create(ExpMaxSingle)) & ~below;
        Vector<float> limit = Vector.AndNot(x * Vector.Create(float.PositiveInfinity), Vector.AsVectorSingle(below));
        return Vector.ConditionalSelect(inside, result, limit);
    }

    /// <inheritdoc cref="Exp(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => Exp(Lane(x)).ToScalar();

    /// <summary>e^x; 0 where the result is below 2^-1022, positive infinity above 1.8e308. Error at most 1.1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Exp(Vector<double> x)
    {
        Vector<double> tail =
            ExpTail(x, out Vector<double> head, out Vector<double> low, out Vector<double> square, out Vector<long> power);
        Vector<double> mantissa = Vector<double>.One + Vector.FusedMultiplyAdd(square, tail, head + low);
        Vector<double> result = Vector.AsVectorDouble(Vector.AsVectorInt64(mantissa) + power);

        Vector<long> below = Vector.LessThan(x, Vector.Create(ExpMinDouble));
        Vector<long> inside = Vector.LessThanOrEqual(x, Vector.Create(ExpMaxDouble)) & ~below;
        Vector<double> limit = Vector.AndNot(x * Vector.Create(double.PositiveInfinity), Vector.AsVectorDouble(below));
        return Vector.ConditionalSelect(inside, result, limit);
    }

    /// <inheritdoc cref="Exp(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x) => Exp(Lane(x)).ToScalar();

    /// <summary>e^x for x at most 0, as a softmax has it: <see cref="Exp(Vector{float})"/> without the upper end of its range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> ExpNotPositive(Vector<float> x)
    {
        Vector<float> tail = ExpTail(x, out Vector<float> head, out Vector<float> low, out Vector<float> square, out Vector<int> power);
        Vector<float> linear = Vector.FusedMultiplyAdd(low, Vector<float>.One + head, head);
        Vector<float> mantissa = Vector.FusedMultiplyAdd(square, tail, Vector<float>.One + linear);

        // A product, because it keeps a NaN; 2^n is a normal number here.
        Vector<float> scale = Vector.AsVectorSingle(power + Vector.Create(127 << 23));
        return Vector.AndNot(mantissa * scale, Vector.AsVectorSingle(Vector.LessThan(x, Vector.Create(ExpMinSingle))));
    }

    /// <inheritdoc cref="ExpNotPositive(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ExpNotPositive(float x) => ExpNotPositive(Lane(x)).ToScalar();

    /// <summary>e^x for x at most 0, as a softmax has it: <see cref="Exp(Vector{double})"/> without the upper end of its range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> ExpNotPositive(Vector<double> x)
    {
        Vector<double> tail =
            ExpTail(x, out Vector<double> head, out Vector<double> low, out Vector<double> square, out Vector<long> power);
        Vector<double> mantissa = Vector<double>.One + Vector.FusedMultiplyAdd(square, tail, head + low);
        Vector<double> scale = Vector.AsVectorDouble(power + Vector.Create(1023L << 52));
        return Vector.AndNot(mantissa * scale, Vector.AsVectorDouble(Vector.LessThan(x, Vector.Create(ExpMinDouble))));
    }

    /// <inheritdoc cref="ExpNotPositive(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ExpNotPositive(double x) => ExpNotPositive(Lane(x)).ToScalar();

    /// <summary>
    /// e^x - 1 without cancellation near 0; at least -1; keeps the sign of zero. Error at most 1.23 ulp; 0.011 percent of neighbours dip,
    /// by one ulp.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Expm1(Vector<float> x)
    {
        Vector<float> tail = ExpTail(x, out Vector<float> head, out Vector<float> low, out Vector<float> square, out Vector<int> power);
        Vector<float> small = Vector.FusedMultiplyAdd(square, tail, low * (Vector<float>.One + head));

        // 2^n (1 + head) - 1 is exact wherever the result is small. It is halved throughout, because 2^128 is not finite.
        Vector<float> half = Vector.AsVectorSingle(power + Vector.Create(126 << 23));
        Vector<float> result = Vector.FusedMultiplyAdd(half, head, half - Vector.Create(0.5f));
        result = Vector.FusedMultiplyAdd(half, small, result);
        result = WithSignOf(result + result, x);

        result = Vector.ConditionalSelect(Vector.LessThan(x, Vector.Create(-20f)), Vector.Create(-1f), result);
        return Vector.ConditionalSelect(
            Vector.GreaterThan(x, Vector.Create(ExpMaxSingle)), Vector.Create(float.PositiveInfinity), result);
    }

    /// <inheritdoc cref="Expm1(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Expm1(float x) => Expm1(Lane(x)).ToScalar();

    /// <summary>e^x - 1 without cancellation near 0; at least -1; keeps the sign of zero. Error at most 1.3 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Expm1(Vector<double> x)
    {
        Vector<double> tail =
            ExpTail(x, out Vector<double> head, out Vector<double> low, out Vector<double> square, out Vector<long> power);
        Vector<double> small = Vector.FusedMultiplyAdd(square, tail, low);
        Vector<double> half = Vector.AsVectorDouble(power + Vector.Create(1022L << 52));
        Vector<double> result = Vector.FusedMultiplyAdd(half, head, half - Vector.Create(0.5));
        result = Vector.FusedMultiplyAdd(half, small, result);
        result = WithSignOf(result + result, x);

        result = Vector.ConditionalSelect(Vector.LessThan(x, Vector.Create(-40d)), Vector.Create(-1d), result);
        return Vector.ConditionalSelect(
            Vector.GreaterThan(x, Vector.Create(ExpMaxDouble)), Vector.Create(double.PositiveInfinity), result);
    }

    /// <inheritdoc cref="Expm1(Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Expm1(double x) => Expm1(Lane(x)).ToScalar();

    /// <summary>
    /// The parts of e^x = 2^n (1 + head + low (1 + head) + square tail), which the caller sums: head is exact, |low| is below
    /// 2^-21, and <paramref name="power"/> is n in the exponent field.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ExpTail(
        Vector<float> x, out Vector<float> head, out Vector<float> low, out Vector<float> square, out Vector<int> power)
    {
        Vector<float> rounded = Vector.FusedMultiplyAdd(x, Vector.Create(Log2ESingle), Vector.Create(RoundSingle));
        Vector<float> n = rounded - Vector.Create(RoundSingle);
        power = Vector.AsVectorInt32(rounded) << 23;

        // The polynomial does not wait for low, whose share, low times the slope of e^x, goes into the linear term.
        head = Vector.FusedMultiplyAdd(n, Vector.Create(-Ln2HighSingle), x);
        low = n * Vector.Create(-Ln2LowSingle);
        square = head * head;
        return Vector.FusedMultiplyAdd(
            square,
            Vector.FusedMultiplyAdd(square, Vector.Create(0.001383889f), Linear(head, 0.0416681021f, 0.00836919248f)),
            Linear(head, 0.49999994f, 0.166665167f));
    }

    /// <summary>
    /// The parts of e^x = 2^n (1 + head + low + square tail), which the caller sums: head is exact, |low| is below
    /// 2^-45, and <paramref name="power"/> is n in the exponent field.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ExpTail(
        Vector<double> x, out Vector<double> head, out Vector<double> low, out Vector<double> square, out Vector<long> power)
    {
        Vector<double> rounded = Vector.FusedMultiplyAdd(x, Vector.Create(Log2EDouble), Vector.Create(RoundDouble));
        Vector<double> n = rounded - Vector.Create(RoundDouble);
        power = Vector.AsVectorInt64(rounded) << 52;

        head = Vector.FusedMultiplyAdd(n, Vector.Create(-Ln2HighDouble), x);
        low = n * Vector.Create(-Ln2LowDouble);
        Vector<double> r = head + low;
        square = r * r;
        Vector<double> fourth = square * square;
        Vector<double> tail = Vector.FusedMultiplyAdd(
            fourth,
            Linear(r, 2.7630763717843021e-07, 2.5020392030915602e-08),
            Cubic(r, square, 0.0013888888944871257, 0.00019841269560716789, 2.4801491729653393e-05, 2.7557529998830571e-06));
        return Vector.FusedMultiplyAdd(
            fourth, tail, Cubic(r, square, 0.50000000000000111, 0.16666666666666438, 0.041666666666525777, 0.0083333333334737018));
    }
}
