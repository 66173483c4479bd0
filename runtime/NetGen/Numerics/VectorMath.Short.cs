using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <content>
/// The functions over the four floats or two doubles of a short row. A wide vector would compute lanes that nobody reads, and at
/// 512 bits that takes longer, so what small networks end in has code of its own: the same operations in the same order,
/// and a test that holds the bits against those of the wide functions.
/// </content>
public static partial class VectorMath
{
    /// <inheritdoc cref="Tanh(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        Vector128<float> y = AtMost(20, Vector128.Abs(x));
        Vector128<float> shifted = AtLeast(0, y - Vector128.Create(TanhShift));
        Vector128<float> rounded = Vector128.FusedMultiplyAdd(shifted, Vector128.Create(2 * Log2ESingle), Vector128.Create(RoundSingle));
        Vector128<float> n = rounded - Vector128.Create(RoundSingle);
        Vector128<float> r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-0.5f * Ln2HighSingle), y);
        Vector128<float> square = r * r;
        Vector128<float> p = Vector128.FusedMultiplyAdd(
            square * square, Linear(square, -0.052686937f, 0.016464692f), Linear(square, -0.3333296f, 0.1332098f));
        Vector128<float> t = Vector128.FusedMultiplyAdd(r * square, p, r);
        Vector128<float> half = ((rounded.AsInt32() << 23) + Vector128.Create(126 << 23)).AsSingle();
        Vector128<float> denominator = Vector128.FusedMultiplyAdd(half - Vector128.Create(0.5f), t, half + Vector128.Create(0.5f));
        Vector128<float> large = Vector128<float>.One - (Vector128<float>.One - t) / denominator;
        return WithSignOf(Vector128.ConditionalSelect(Vector128.Equals(rounded, Vector128.Create(RoundSingle)), t, large), x);
    }

    /// <inheritdoc cref="Sigmoid(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x)
    {
        Vector128<float> y = AtMost(88, x);
        Vector128<float> rounded = Vector128.FusedMultiplyAdd(y, Vector128.Create(Log2ESingle), Vector128.Create(RoundSingle));
        Vector128<float> n = rounded - Vector128.Create(RoundSingle);
        Vector128<float> power = ((rounded.AsInt32() << 23) + Vector128.Create(127 << 23)).AsSingle();
        Vector128<float> r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-Ln2HighSingle), y);
        Vector128<float> low = Vector128.FusedMultiplyAdd(n, Vector128.Create(Ln2LowSingle), -r);
        Vector128<float> square = r * r;
        Vector128<float> tail = Vector128.FusedMultiplyAdd(
            square,
            Vector128.FusedMultiplyAdd(square, Vector128.Create(0.001383889f), Linear(r, 0.0416681021f, -0.00836919248f)),
            Linear(r, 0.49999994f, -0.166665167f));
        Vector128<float> result = power / (power + Vector128<float>.One + Vector128.FusedMultiplyAdd(square, tail, low));
        return Vector128.AndNot(result, Vector128.LessThan(x, Vector128.Create(ExpMinSingle)));
    }

    /// <inheritdoc cref="ExpNotPositive(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ExpNotPositive(Vector128<float> x)
    {
        Vector128<float> tail =
            ExpTail(x, out Vector128<float> head, out Vector128<float> low, out Vector128<float> square, out Vector128<int> power);
        Vector128<float> linear = Vector128.FusedMultiplyAdd(low, Vector128<float>.One + head, head);
        Vector128<float> mantissa = Vector128.FusedMultiplyAdd(square, tail, Vector128<float>.One + linear);
        Vector128<float> scale = (power + Vector128.Create(127 << 23)).AsSingle();
        return Vector128.AndNot(mantissa * scale, Vector128.LessThan(x, Vector128.Create(ExpMinSingle)));
    }

    /// <inheritdoc cref="Exp(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x) => Exp(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Expm1(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Expm1(Vector128<float> x) => Expm1(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Log(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x) => Log(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Log1p(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log1p(Vector128<float> x) => Log1p(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Softplus(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softplus(Vector128<float> x) => Softplus(x.AsVector()).AsVector128();

    /// <inheritdoc cref="LogCosh(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LogCosh(Vector128<float> x) => LogCosh(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Erf(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erf(Vector128<float> x) => Erf(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Exp(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Exp(Vector128<double> x) => Exp(x.AsVector()).AsVector128();

    /// <inheritdoc cref="ExpNotPositive(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ExpNotPositive(Vector128<double> x) => ExpNotPositive(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Expm1(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Expm1(Vector128<double> x) => Expm1(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Log(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Log(Vector128<double> x) => Log(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Log1p(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Log1p(Vector128<double> x) => Log1p(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Tanh(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Tanh(Vector128<double> x) => Tanh(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Sigmoid(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sigmoid(Vector128<double> x) => Sigmoid(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Softplus(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Softplus(Vector128<double> x) => Softplus(x.AsVector()).AsVector128();

    /// <inheritdoc cref="LogCosh(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LogCosh(Vector128<double> x) => LogCosh(x.AsVector()).AsVector128();

    /// <inheritdoc cref="Erf(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Erf(Vector128<double> x) => Erf(x.AsVector()).AsVector128();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Linear(Vector128<float> x, float a, float b)
        => Vector128.FusedMultiplyAdd(x, Vector128.Create(b), Vector128.Create(a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> WithSignOf(Vector128<float> magnitude, Vector128<float> x)
        => magnitude | (x & Vector128.Create(-0f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpTail(
        Vector128<float> x, out Vector128<float> head, out Vector128<float> low, out Vector128<float> square, out Vector128<int> power)
    {
        Vector128<float> rounded = Vector128.FusedMultiplyAdd(x, Vector128.Create(Log2ESingle), Vector128.Create(RoundSingle));
        Vector128<float> n = rounded - Vector128.Create(RoundSingle);
        power = rounded.AsInt32() << 23;
        head = Vector128.FusedMultiplyAdd(n, Vector128.Create(-Ln2HighSingle), x);
        low = n * Vector128.Create(-Ln2LowSingle);
        square = head * head;
        return Vector128.FusedMultiplyAdd(
            square,
            Vector128.FusedMultiplyAdd(square, Vector128.Create(0.001383889f), Linear(head, 0.0416681021f, 0.00836919248f)),
            Linear(head, 0.49999994f, 0.166665167f));
    }
}
