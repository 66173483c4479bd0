using System.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>The double functions against 1280-bit fixed point, sampled, and at their special values.</summary>
public class VectorMathDoubleTests
{
    private const double Bound = 2;

    private static readonly Dictionary<string, (Func<double, double> Scalar, Func<Vector<double>, Vector<double>> Vectors)> Functions = new()
    {
        ["Exp"] = (VectorMath.Exp, VectorMath.Exp),
        ["Expm1"] = (VectorMath.Expm1, VectorMath.Expm1),
        ["Log"] = (VectorMath.Log, VectorMath.Log),
        ["Log1p"] = (VectorMath.Log1p, VectorMath.Log1p),
        ["Tanh"] = (VectorMath.Tanh, VectorMath.Tanh),
        ["Sigmoid"] = (VectorMath.Sigmoid, VectorMath.Sigmoid),
        ["Softplus"] = (VectorMath.Softplus, VectorMath.Softplus),
        ["Erf"] = (VectorMath.Erf, VectorMath.Erf),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Fact]
    public void ExpIsAccurate() => Check(VectorMath.Exp, HighPrecision.Exp, (-708, 709), (-2, 2));

    [Fact]
    public void Expm1IsAccurate() => Check(VectorMath.Expm1, HighPrecision.Expm1, (-40, 709), (-2, 2), (-1e-3, 1e-3), (-1e-200, 1e-200));

    [Fact]
    public void LogIsAccurate() => Check(VectorMath.Log, HighPrecision.Log, (0, 2), (0.99, 1.01), (0, 1e300), (0, 1e-300));

    [Fact]
    public void Log1pIsAccurate() => Check(VectorMath.Log1p, HighPrecision.Log1p, (-1, 2), (-1e-3, 1e-3), (-1e-200, 1e-200), (0, 1e300));

    [Fact]
    public void TanhIsAccurate() => Check(VectorMath.Tanh, HighPrecision.Tanh, (-1, 1), (-20, 20), (-1e-200, 1e-200));

    [Fact]
    public void SigmoidIsAccurate() => Check(VectorMath.Sigmoid, HighPrecision.Sigmoid, (-2, 2), (-40, 40), (-700, 0));

    [Fact]
    public void SoftplusIsAccurate() => Check(VectorMath.Softplus, HighPrecision.Softplus, (-2, 2), (-40, 40), (-700, 700));

    [Fact]
    public void ErfIsAccurate() => Check(VectorMath.Erf, HighPrecision.Erf, (-1, 1), (-6, 6), (-1e-200, 1e-200));

    [Fact]
    public void SinIsAccurate() => Check(VectorMath.Sin, HighPrecision.Sin, (-4, 4), (-1e9, 1e9), (-1e30, 1e30), (-1e-200, 1e-200));

    [Fact]
    public void CosIsAccurate() => Check(VectorMath.Cos, HighPrecision.Cos, (-4, 4), (-1e9, 1e9), (-1e30, 1e30));

    [Fact]
    public void PowIsAccurate()
    {
        var random = new RandomSequence(3);
        for (int i = 0; i < 300; i++)
        {
            double x = i % 2 == 0 ? random.NextDouble() * 3 : 1 + ((random.NextDouble() - 0.5) * 1e-3);
            double y = (random.NextDouble() - 0.5) * 1400 / Math.Abs(Math.Log(x));
            double error = HighPrecision.ErrorInUlp(VectorMath.Pow(x, y), HighPrecision.Pow(HighPrecision.From(x), HighPrecision.From(y)));
            Assert.True(error <= Bound, $"Pow({x:R}, {y:R}) is {error:F3} ulp off");
        }
    }

    // x, sin x and cos x where the reduction needs hundreds of bits of pi.
    [Theory]
    [InlineData(1e22, -0.8522008497671888, 0.5232147853951389)]
    [InlineData(1.7976931348623157e308, 0.004961954789184062, -0.9999876894265599)]
    public void SinAndCosReduceHugeArguments(double x, double sin, double cos)
    {
        Assert.Equal(sin, VectorMath.Sin(x), Math.Abs(sin) * 1e-15);
        Assert.Equal(cos, VectorMath.Cos(x), Math.Abs(cos) * 1e-15);
        Assert.Equal(-VectorMath.Sin(x), VectorMath.Sin(-x));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(double.NaN, 0, 1)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(2, double.NaN, double.NaN)]
    [InlineData(-2, 3, -8)]
    [InlineData(-2, 0.5, double.NaN)]
    [InlineData(10, 3, 1000)]
    [InlineData(0.0, -1, double.PositiveInfinity)]
    [InlineData(-0.0, -1, double.NegativeInfinity)]
    [InlineData(-0.0, 3, -0.0)]
    [InlineData(-0.0, 2, 0.0)]
    [InlineData(-1, double.PositiveInfinity, 1)]
    [InlineData(0.5, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 3, double.NegativeInfinity)]
    [InlineData(double.NegativeInfinity, -2, 0.0)]
    [InlineData(2, 1024, double.PositiveInfinity)]
    [InlineData(2, 1023, 8.9884656743115795e307)]
    [InlineData(2, -1022, 2.2250738585072014e-308)]
    [InlineData(-3, 2000, double.PositiveInfinity)]
    [InlineData(-3, -2001, -0.0)]
    public void PowHasTheSpecialCasesOfTheStandard(double x, double y, double expected)
        => Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(VectorMath.Pow(x, y)));

    [Theory]
    [InlineData("Exp", double.NegativeInfinity, 0.0)]
    [InlineData("Exp", -710, 0.0)]
    [InlineData("Exp", 0, 1)]
    [InlineData("Exp", 709.7827128933841, double.PositiveInfinity)]
    [InlineData("Expm1", -0.0, -0.0)]
    [InlineData("Expm1", double.NegativeInfinity, -1)]
    [InlineData("Expm1", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Log", -0.0, double.NegativeInfinity)]
    [InlineData("Log", -1, double.NaN)]
    [InlineData("Log", 1, 0.0)]
    [InlineData("Log", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Log", double.Epsilon, -744.44007192138122)]
    [InlineData("Log1p", -0.0, -0.0)]
    [InlineData("Log1p", -1, double.NegativeInfinity)]
    [InlineData("Log1p", double.MaxValue, 709.78271289338397)]
    [InlineData("Log1p", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Tanh", -0.0, -0.0)]
    [InlineData("Tanh", double.NegativeInfinity, -1)]
    [InlineData("Sigmoid", 0, 0.5)]
    [InlineData("Sigmoid", double.NegativeInfinity, 0.0)]
    [InlineData("Sigmoid", double.PositiveInfinity, 1)]
    [InlineData("Softplus", double.NegativeInfinity, 0.0)]
    [InlineData("Softplus", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Erf", -0.0, -0.0)]
    [InlineData("Erf", double.NegativeInfinity, -1)]
    [InlineData("Erf", double.PositiveInfinity, 1)]
    public void HasItsSpecialValues(string name, double x, double expected)
    {
        double actual = Functions[name].Scalar(x);
        Assert.Equal(double.IsNaN(expected), double.IsNaN(actual));
        Assert.True(double.IsNaN(expected) || BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual), $"{name}({x:R}) = {actual:R}, expected {expected:R}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PropagatesNaN(string name)
    {
        Assert.True(double.IsNaN(Functions[name].Scalar(double.NaN)));
        Assert.True(double.IsNaN(Functions[name].Scalar(BitConverter.Int64BitsToDouble(0x7FF8000000000001))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ScalarHasTheBitsOfALane(string name)
    {
        var random = new RandomSequence(2);
        Span<double> lanes = stackalloc double[Vector<double>.Count];
        for (int i = 0; i < 2000; i++)
        {
            foreach (ref double lane in lanes)
            {
                lane = i % 2 == 0 ? BitConverter.UInt64BitsToDouble(random.NextUInt64()) : random.NextNormal() * 10;
            }

            Vector<double> result = Functions[name].Vectors(new Vector<double>(lanes));
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                double scalar = Functions[name].Scalar(lanes[lane]);
                Assert.True(
                    BitConverter.DoubleToInt64Bits(scalar) == BitConverter.DoubleToInt64Bits(result[lane]) || (double.IsNaN(scalar) && double.IsNaN(result[lane])),
                    $"{name}({lanes[lane]:R}): scalar {scalar:R}, lane {result[lane]:R}");
            }
        }
    }

    // The same number must come out at every vector width, with and without hardware FMA, on every machine.
    [Fact]
    public void HasTheSameBitsEverywhere()
    {
        var random = new RandomSequence(4);
        ulong hash = 0;
        for (int i = 0; i < 20_000; i++)
        {
            double x = random.NextNormal() * 8;
            foreach (var function in Functions.Values)
            {
                double y = function.Scalar(x);
                hash = (hash * 0x100000001B3) ^ (double.IsNaN(y) ? 1 : BitConverter.DoubleToUInt64Bits(y));
            }

            hash = (hash * 0x100000001B3) ^ BitConverter.DoubleToUInt64Bits(VectorMath.Pow(Math.Abs(x), VectorMath.Sin(x) + VectorMath.Cos(x)));
        }

        Assert.Equal("7010D85D5B59CC73", $"{hash:X16}");
    }

    private static void Check(Func<double, double> function, Func<BigInteger, BigInteger> reference, params ReadOnlySpan<(double From, double To)> ranges)
    {
        var random = new RandomSequence(1);
        foreach ((double from, double to) in ranges)
        {
            for (int i = 0; i < 150; i++)
            {
                double x = from + ((to - from) * random.NextDouble());
                double error = HighPrecision.ErrorInUlp(function(x), reference(HighPrecision.From(x)));
                Assert.True(error <= Bound, $"f({x:R}) is {error:F3} ulp off");
            }
        }
    }
}
