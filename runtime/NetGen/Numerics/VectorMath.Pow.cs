using static System.Math;

namespace NetGen;

public static partial class VectorMath
{
    /// <summary>
    /// x^y with the special cases of IEEE 754; 0 where the result is below 2^-1022. Error at most 2 ulp.
    /// </summary>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        bool integer = Floor(y) == y;
        bool odd = integer && Abs(y) < 1L << 53 && ((long)y & 1) != 0;
        double sign = odd && double.IsNegative(x) ? -1 : 1;
        double magnitude = Abs(x);
        if (magnitude == 0 || double.IsInfinity(magnitude))
        {
            return sign * ((magnitude == 0) == (y < 0) ? double.PositiveInfinity : 0);
        }

        if (double.IsInfinity(y))
        {
            return magnitude == 1 ? 1 : (magnitude > 1) == (y > 0) ? double.PositiveInfinity : 0;
        }

        if (x < 0 && !integer)
        {
            return double.NaN;
        }

        // e^(y ln x), with the product as a sum of two doubles; the low one enters as a factor 1 + low.
        (double high, double low) = LogExtended(magnitude);
        double product = y * high;
        double rest = FusedMultiplyAdd(y, low, FusedMultiplyAdd(y, high, -product));
        double power = Exp(product);
        return sign * (double.IsInfinity(power) || power == 0 ? power : FusedMultiplyAdd(power, rest, power));
    }

    /// <summary>x^y, computed in double and rounded.</summary>
    public static float Pow(float x, float y) => (float)Pow((double)x, (double)y);

    /// <summary>ln x as a sum of two doubles, about 2^-64 accurate: n ln 2 + 2 artanh(s), with s = (m - 1) / (m + 1).</summary>
    private static (double High, double Low) LogExtended(double x)
    {
        int exponent = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 4503599627370496;
            exponent = -52;
        }

        long offset = BitConverter.DoubleToInt64Bits(x) - LogStartDouble;
        exponent += (int)(offset >> 52);
        double f = BitConverter.Int64BitsToDouble((offset & 0xFFFFFFFFFFFFF) + LogStartDouble) - 1;

        // s = f / (2 + f) and z = s^2, each as a sum of two doubles.
        double divisor = 2 + f;
        double divisorLow = f - (divisor - 2);
        double s = f / divisor;
        double sLow = FusedMultiplyAdd(-s, divisorLow, FusedMultiplyAdd(-s, divisor, f)) / divisor;
        double z = s * s;
        double zLow = FusedMultiplyAdd(s + s, sLow, FusedMultiplyAdd(s, s, -z));

        // w = (2 / 3) z + z^2 p(z): the part of 2 artanh(s) / s beyond 2.
        double p = FusedMultiplyAdd(z, 0.11614733652433451, 0.10326877320724);
        p = FusedMultiplyAdd(z, p, 0.11775167381790319);
        p = FusedMultiplyAdd(z, p, 0.13332999149670371);
        p = FusedMultiplyAdd(z, p, 0.15384622095681974);
        p = FusedMultiplyAdd(z, p, 0.18181818097874292);
        p = FusedMultiplyAdd(z, p, 0.22222222222844182);
        p = FusedMultiplyAdd(z, p, 0.28571428571426144);
        p = FusedMultiplyAdd(z, p, 0.40000000000000002);
        const double third = 0.66666666666666663;
        const double thirdLow = 3.7007434154171883e-17;
        double w = third * z;
        double wLow = FusedMultiplyAdd(third, z, -w) + FusedMultiplyAdd(third, zLow, FusedMultiplyAdd(thirdLow, z, z * z * p));

        // 2 s + s w + n ln 2, largest first.
        double sw = s * w;
        double swLow = FusedMultiplyAdd(s, w, -sw) + FusedMultiplyAdd(s, wLow, sLow * w);
        (double high, double low) = TwoSum(s + s, sw);
        low += swLow + (sLow + sLow);
        double scaled = exponent * Ln2HighDouble;
        double scaledLow = FusedMultiplyAdd(exponent, Ln2LowDouble, FusedMultiplyAdd(exponent, Ln2HighDouble, -scaled));
        (high, double carried) = TwoSum(scaled, high);
        return TwoSum(high, carried + (low + scaledLow));
    }

    /// <summary>a + b and the rounding error of that sum (Knuth).</summary>
    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        double sum = a + b;
        double added = sum - a;
        return (sum, (a - (sum - added)) + (b - added));
    }
}
