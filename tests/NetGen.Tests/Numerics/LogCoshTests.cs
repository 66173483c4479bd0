using System.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>The logarithm of the hyperbolic cosine, which is even and so has no place among the functions that only rise.</summary>
public class LogCoshTests
{
    private const double Bound = 6;

    /// <summary>On every 4099th float, or on all of them with NETGEN_EXHAUSTIVE=1.</summary>
    [Fact]
    public void SinglesKeepTheirPromises()
    {
        uint step = Environment.GetEnvironmentVariable("NETGEN_EXHAUSTIVE") == "1" ? 1u : 4099u;
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        float previous = 0;
        double worst = 0;
        for (ulong i = 0; i < 0x7F800000; i += step * (ulong)lanes.Length)
        {
            for (int lane = 0; lane < lanes.Length; lane++)
                lanes[lane] = BitConverter.UInt32BitsToSingle((uint)Math.Min(i + ((ulong)lane * step), 0x7F800000));
            Vector<float> x = new(lanes), above = VectorMath.LogCosh(x), below = VectorMath.LogCosh(-x);
            Assert.Equal(above, below);
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                double exact = Exact(lanes[lane]);
                worst = Math.Max(worst, float.IsInfinity(lanes[lane]) ? 0 : Math.Abs(above[lane] - exact) / Ulp(exact));
                Assert.True(above[lane] >= previous || BitConverter.SingleToInt32Bits(previous) - BitConverter.SingleToInt32Bits(above[lane]) <= 2, $"falls at {lanes[lane]:R}");
                previous = above[lane];
            }
        }

        Assert.True(worst <= Bound, $"{worst:F3} ulp off");
        Assert.Equal(float.PositiveInfinity, previous);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0.5, 2)]
    [InlineData(-20, 20)]
    [InlineData(-700, 700)]
    [InlineData(-1e-3, 1e-3)]
    [InlineData(-1e-150, 1e-150)]
    public void DoublesKeepTheirPromises(double from, double to)
    {
        RandomSequence random = new(1);
        for (int i = 0; i < 150; i++)
        {
            double x = from + ((to - from) * random.NextDouble());
            double error = HighPrecision.ErrorInUlp(VectorMath.LogCosh(x), HighPrecision.LogCosh(HighPrecision.From(x)));
            Assert.True(error <= Bound, $"f({x:R}) is {error:F3} ulp off");
        }
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1000, 999.30685281944005)]
    [InlineData(-1000, 999.30685281944005)]
    [InlineData(double.MinValue, double.MaxValue)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void HasItsSpecialValues(double x, double expected)
    {
        Assert.Equal(expected, VectorMath.LogCosh(x), 2e-13);
        if (double.IsNaN(x) || Math.Abs(x) < 1e30)
            Assert.Equal((float)expected, VectorMath.LogCosh((float)x), 1e-4f);
    }

    // The same number must come out at every vector width, with and without hardware FMA, on every machine.
    [Fact]
    public void HasTheSameBitsEverywhere()
    {
        RandomSequence random = new(4);
        ulong hash = 0;
        for (int i = 0; i < 20_000; i++)
        {
            double x = random.NextNormal() * (i % 2 == 0 ? 8 : 0.5);
            hash = (hash * 0x100000001B3) ^ BitConverter.DoubleToUInt64Bits(VectorMath.LogCosh(x));
            hash = (hash * 0x100000001B3) ^ BitConverter.SingleToUInt32Bits(VectorMath.LogCosh((float)x));
        }

        Assert.Equal("0D85C5DD5CADB36C", $"{hash:X16}");
    }

    private static double Exact(double x)
    {
        double half = Math.Sinh(Math.Min(x, 1) / 2), excess = 2 * half * half;
        return x > 1 ? x + Math.Log((1 + Math.Exp(-2 * x)) / 2)
            : excess < 1e-4 ? excess - (excess * excess / 2) + (excess * excess * excess / 3)
            : Math.Log(1 + excess);
    }

    private static double Ulp(double x) => x < 1.1754943508222875e-38 ? Math.ScaleB(1, -149) : Math.ScaleB(1, Math.ILogB(x) - 23);
}
