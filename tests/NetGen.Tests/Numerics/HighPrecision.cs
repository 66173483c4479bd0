using System.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>Elementary functions in fixed point with 1280 fraction bits, slow and plain: the reference of the double functions.</summary>
internal static class HighPrecision
{
    private const int Bits = 1280;

    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger Ln2 = 2 * Series(One / 3, (t, _) => t / 9, n => (2 * n) + 1);

    // Machin: pi = 16 arctan(1/5) - 4 arctan(1/239).
    private static readonly BigInteger Pi =
        (16 * Series(One / 5, (t, _) => -t / 25, n => (2 * n) + 1)) - (4 * Series(One / 239, (t, _) => -t / (239 * 239), n => (2 * n) + 1));

    public static BigInteger From(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Bits + Math.Max(exponent, 1) - 1075;
        mantissa = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return x < 0 ? -mantissa : mantissa;
    }

    /// <summary>|actual - exact| in units in the last place of exact.</summary>
    public static double ErrorInUlp(double actual, BigInteger exact)
    {
        long exponent = BigInteger.Abs(exact).GetBitLength() - 1;
        BigInteger ulp = BigInteger.One << (int)Math.Max(exponent - 52, 0);
        return (double)((BigInteger.Abs(From(actual) - exact) << 20) / ulp) / (1 << 20);
    }

    public static BigInteger Exp(BigInteger x)
    {
        BigInteger n = BigInteger.Divide(x, Ln2);
        BigInteger r = x - (n * Ln2);
        BigInteger sum = Series(One, (t, k) => Times(t, r) / k, _ => 1);
        return n >= 0 ? sum << (int)n : sum >> (int)-n;
    }

    public static BigInteger Expm1(BigInteger x) => Exp(x) - One;

    /// <summary>n ln 2 + 2 artanh((m - 1) / (m + 1)) with m in [1, 2).</summary>
    public static BigInteger Log(BigInteger x)
    {
        int n = (int)x.GetBitLength() - 1 - Bits;
        BigInteger m = n >= 0 ? x >> n : x << -n;
        BigInteger s = ((m - One) << Bits) / (m + One);
        BigInteger square = Times(s, s);
        return (n * Ln2) + (2 * Series(s, (t, _) => Times(t, square), k => (2 * k) + 1));
    }

    public static BigInteger Log1p(BigInteger x) => Log(One + x);

    public static BigInteger Tanh(BigInteger x)
    {
        BigInteger e = Exp(2 * x);
        return ((e - One) << Bits) / (e + One);
    }

    public static BigInteger Sigmoid(BigInteger x) => (One << Bits) / (One + Exp(-x));

    public static BigInteger Softplus(BigInteger x) => Log(One + Exp(x));

    public static BigInteger LogCosh(BigInteger x) => Log((Exp(x) + Exp(-x)) >> 1);

    public static BigInteger Erf(BigInteger x)
    {
        BigInteger square = Times(x, x);
        BigInteger sum = Series(x, (t, k) => -Times(t, square) / k, k => (2 * k) + 1);
        return ((2 * sum) << Bits) / Sqrt(Pi);
    }

    public static BigInteger Sin(BigInteger x)
    {
        x -= BigInteger.Divide(x, 2 * Pi) * 2 * Pi;
        BigInteger square = Times(x, x);
        return Series(x, (t, k) => -Times(t, square) / (2 * k * ((2 * k) + 1)), _ => 1);
    }

    public static BigInteger Cos(BigInteger x) => Sin(x + (Pi >> 1));

    public static BigInteger Pow(BigInteger x, BigInteger y) => Exp(Times(Log(x), y));

    /// <summary>sum of t(k) / divisor(k), where t(0) = first and t(k) = next(t(k - 1), k).</summary>
    private static BigInteger Series(BigInteger first, Func<BigInteger, int, BigInteger> next, Func<int, int> divisor)
    {
        BigInteger sum = 0;
        BigInteger term = first;
        for (int k = 0; !BigInteger.Abs(term).IsZero && !BigInteger.Abs(term).IsOne; term = next(term, ++k))
        {
            sum += term / divisor(k);
        }

        return sum;
    }

    private static BigInteger Times(BigInteger a, BigInteger b) => (a * b) >> Bits;

    private static BigInteger Sqrt(BigInteger x)
    {
        // Newton's iteration from above, in integers: sqrt(x 2^Bits).
        BigInteger target = x << Bits;
        BigInteger root = BigInteger.One << (int)((target.GetBitLength() / 2) + 1);
        while (true)
        {
            BigInteger next = (root + (target / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
