using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <content>
/// The functions of gates over vectors of 256 bits on every machine, for rows that wider vectors would not fill: the same
/// operations in the same order as over whole vectors, and a test that holds the bits against those.
/// </content>
public static partial class VectorMath
{
    /// <inheritdoc cref="Tanh(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        Vector256<float> y = AtMost(20, Vector256.Abs(x));
        Vector256<float> shifted = AtLeast(0, y - Vector256.Create(TanhShift));
        Vector256<float> rounded = Vector256.FusedMultiplyAdd(shifted, Vector256.Create(2 * Log2ESingle), Vector256.Create(RoundSingle));
        Vector256<float> n = rounded - Vector256.Create(RoundSingle);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-0.5f * Ln2HighSingle), y);
        Vector256<float> square = r * r;
        Vector256<float> p = Vector256.FusedMultiplyAdd(
            square * square, Linear(square, -0.052686937f, 0.016464692f), Linear(square, -0.3333296f, 0.1332098f));
        Vector256<float> t = Vector256.FusedMultiplyAdd(r * square, p, r);
        Vector256<float> half = ((rounded.AsInt32() << 23) + Vector256.Create(126 << 23)).AsSingle();
        Vector256<float> denominator = Vector256.FusedMultiplyAdd(half - Vector256.Create(0.5f), t, half + Vector256.Create(0.5f));
        Vector256<float> large = Vector256<float>.One - (Vector256<float>.One - t) / denominator;
        return Vector256.ConditionalSelect(Vector256.Equals(rounded, Vector256.Create(RoundSingle)), t, large) | (
            x & Vector256.Create(-0f));
    }

    /// <inheritdoc cref="Sigmoid(System.Numerics.Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        Vector256<float> y = AtMost(88, x);
        Vector256<float> rounded = Vector256.FusedMultiplyAdd(y, Vector256.Create(Log2ESingle), Vector256.Create(RoundSingle));
        Vector256<float> n = rounded - Vector256.Create(RoundSingle);
        Vector256<float> power = ((rounded.AsInt32() << 23) + Vector256.Create(127 << 23)).AsSingle();
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2HighSingle), y);
        Vector256<float> low = Vector256.FusedMultiplyAdd(n, Vector256.Create(Ln2LowSingle), -r);
        Vector256<float> square = r * r;
        Vector256<float> tail = Vector256.FusedMultiplyAdd(
            square,
            Vector256.FusedMultiplyAdd(square, Vector256.Create(0.001383889f), Linear(r, 0.0416681021f, -0.00836919248f)),
            Linear(r, 0.49999994f, -0.166665167f));
        Vector256<float> result = power / (power + Vector256<float>.One + Vector256.FusedMultiplyAdd(square, tail, low));
        return Vector256.AndNot(result, Vector256.LessThan(x, Vector256.Create(ExpMinSingle)));
    }

    /// <inheritdoc cref="Tanh(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Tanh(Vector256<double> x) => Vector<double>.Count < Vector256<double>.Count
        ? Vector256.Create(Tanh(x.GetLower()), Tanh(x.GetUpper()))
        : Tanh(x.AsVector()).AsVector256();

    /// <inheritdoc cref="Sigmoid(System.Numerics.Vector{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sigmoid(Vector256<double> x) => Vector<double>.Count < Vector256<double>.Count
        ? Vector256.Create(Sigmoid(x.GetLower()), Sigmoid(x.GetUpper()))
        : Sigmoid(x.AsVector()).AsVector256();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Linear(Vector256<float> x, float a, float b)
        => Vector256.FusedMultiplyAdd(x, Vector256.Create(b), Vector256.Create(a));
}
