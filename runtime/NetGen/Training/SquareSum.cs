using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <summary>The sum of squares of a span, in double, in an order that does not depend on the machine.</summary>
internal static class SquareSum
{
    private const int Lanes = 8;

    /// <summary>The sum: number i goes to partial sum i mod 8, and the partial sums are added in a fixed tree.</summary>
    public static double Of<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector256<double> low = default;
        Vector256<double> high = default;
        int whole = numbers.Length - (numbers.Length % Lanes);
        for (int i = 0; i < whole; i += Lanes)
        {
            (Vector256<double> first, Vector256<double> second) = Load(numbers.Slice(i, Lanes));
            low += first * first;
            high += second * second;
        }

        // The last few numbers are padded with zeros, which change no sum.
        Span<T> rest = stackalloc T[Lanes];
        rest.Clear();
        numbers[whole..].CopyTo(rest);
        (Vector256<double> restLow, Vector256<double> restHigh) = Load<T>(rest);
        Vector256<double> fours = low + (restLow * restLow) + (high + (restHigh * restHigh));
        return fours[0] + fours[2] + (fours[1] + fours[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Low, Vector256<double> High) Load<T>(ReadOnlySpan<T> eight)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector256<float> singles = Vector256.Create(eight).AsSingle();
            return (Vector256.WidenLower(singles), Vector256.WidenUpper(singles));
        }

        return (Vector256.Create(eight[..4]).AsDouble(), Vector256.Create(eight[4..]).AsDouble());
    }
}
