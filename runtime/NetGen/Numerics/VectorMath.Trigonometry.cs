using static System.Math;

namespace NetGen;

public static partial class VectorMath
{
    // pi / 2 as a sum of three doubles.
    private const double HalfPiHigh = 1.5707963267948966;
    private const double HalfPiMiddle = 6.123233995736766e-17;
    private const double HalfPiLow = -1.4973849048591833e-33;

    /// <summary>sin x for every finite x; NaN otherwise. Error at most 1 ulp.</summary>
    public static double Sin(double x)
    {
        if (x == 0)
        {
            return x; // keeps the sign of zero
        }

        int quadrant = ReduceQuadrant(x, out double r, out double low);
        double value = (quadrant & 1) == 0 ? SinCore(r, low) : CosCore(r, low);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>sin x, computed in double and rounded.</summary>
    public static float Sin(float x) => (float)Sin((double)x);

    /// <summary>cos x for every finite x; NaN otherwise. Error at most 1 ulp.</summary>
    public static double Cos(double x)
    {
        int quadrant = ReduceQuadrant(x, out double r, out double low) + 1;
        double value = (quadrant & 1) == 0 ? SinCore(r, low) : CosCore(r, low);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>cos x, computed in double and rounded.</summary>
    public static float Cos(float x) => (float)Cos((double)x);

    /// <summary>sin(r + low) for |r| at most pi / 4: r + r^3 p(r^2) + low cos r.</summary>
    private static double SinCore(double r, double low)
    {
        double z = r * r;
        double p = FusedMultiplyAdd(z, -7.3859922858310797e-13, 1.6054249729778893e-10);
        p = FusedMultiplyAdd(z, p, -2.5052070509310205e-08);
        p = FusedMultiplyAdd(z, p, 2.7557319072707197e-06);
        p = FusedMultiplyAdd(z, p, -0.000198412698409607);
        p = FusedMultiplyAdd(z, p, 0.0083333333333330418);
        p = FusedMultiplyAdd(z, p, -0.16666666666666666);
        return r + FusedMultiplyAdd(z * r, p, low * FusedMultiplyAdd(z, -0.5, 1));
    }

    /// <summary>cos(r + low) for |r| at most pi / 4: 1 - r^2 / 2 + r^4 p(r^2) - low r.</summary>
    private static double CosCore(double r, double low)
    {
        double z = r * r;
        double p = FusedMultiplyAdd(z, -1.1358743327765644e-11, 2.0875705295103117e-09);
        p = FusedMultiplyAdd(z, p, -2.7557314216413999e-07);
        p = FusedMultiplyAdd(z, p, 2.4801587289000429e-05);
        p = FusedMultiplyAdd(z, p, -0.001388888888887334);
        p = FusedMultiplyAdd(z, p, 0.041666666666666595);

        // What 1 - r^2 / 2 loses in rounding is added back with the small terms.
        double half = 0.5 * z;
        double head = 1 - half;
        double lost = (1 - head) - half;
        return head + FusedMultiplyAdd(z * z, p, FusedMultiplyAdd(-r, low, lost));
    }

    /// <summary>x = quadrant pi / 2 + r + low, with |r| at most about pi / 4.</summary>
    private static int ReduceQuadrant(double x, out double r, out double low)
    {
        if (!(Abs(x) < 1L << 30))
        {
            return ReduceLarge(x, out r, out low);
        }

        // Cody and Waite's reduction. The first step is exact, and the second keeps its rounding errors.
        double n = Round(x * (2 / PI));
        double head = FusedMultiplyAdd(n, -HalfPiHigh, x);
        double product = n * HalfPiMiddle;
        double lost = FusedMultiplyAdd(n, HalfPiMiddle, -product);
        (double sum, double error) = TwoSum(head, -product);
        (r, low) = TwoSum(sum, error - FusedMultiplyAdd(n, HalfPiLow, lost));
        return (int)(long)n;
    }

    /// <summary>Payne and Hanek's reduction: only the bits of 2 / pi that survive modulo 4 take part.</summary>
    private static int ReduceLarge(double x, out double r, out double low)
    {
        if (!double.IsFinite(x))
        {
            r = low = double.NaN;
            return 0;
        }

        // x = mantissa 2^exponent. 192 bits of 2 / pi from bit (exponent - 2) on give x (2 / pi) / 4 modulo 1.
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1075;
        ulong mantissa = ((ulong)bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        int position = exponent - 2 + 64; // the table starts with 64 zero bits
        ulong top = TwoOverPiBits(position);
        ulong middle = TwoOverPiBits(position + 64);
        ulong bottom = TwoOverPiBits(position + 128);
        UInt128 fraction = ((UInt128)(mantissa * top) << 64) + (UInt128)mantissa * middle + (((UInt128)mantissa * bottom) >> 64);

        // Two bits of quadrant, the rest is a signed fraction of a quadrant in [-1/2, 1/2).
        int quadrant = (int)(ulong)((fraction + (UInt128.One << 125)) >> 126);
        Int128 rest = (Int128)(fraction << 2);
        double high = (double)(long)(rest >> 64) * Pow2Minus64;
        double tail = (double)(ulong)rest * (Pow2Minus64 * Pow2Minus64);
        double rounding = (double)((rest >> 64) - (Int128)(high / Pow2Minus64)) * Pow2Minus64 + tail;

        r = high * HalfPiHigh;
        low = FusedMultiplyAdd(high, HalfPiHigh, -r) + FusedMultiplyAdd(high, HalfPiMiddle, rounding * HalfPiHigh);
        (r, low) = TwoSum(r, low);
        if (x < 0)
        {
            (r, low, quadrant) = (-r, -low, -quadrant);
        }

        return quadrant;
    }

    private const double Pow2Minus64 = 5.42101086242752217e-20;

    private static ulong TwoOverPiBits(int position)
    {
        int word = position >> 6;
        int shift = position & 63;
        return shift == 0 ? TwoOverPi[word] : (TwoOverPi[word] << shift) | (TwoOverPi[word + 1] >> (64 - shift));
    }

    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0, 0x06492EEA09D1921C,
        0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F,
        0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08,
        0x56033046FC7B6BAB,
    ];
}
