using System.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>
/// The float functions against double precision, on every 4099th float, or on all of them with NETGEN_EXHAUSTIVE=1.
/// </summary>
public class VectorMathSingleTests
{
    private const double SmallestNormal = 1.1754943508222875e-38;

    /// <summary>A function with what its documentation promises: error in ulp, dips in all floats, range, parity, results flushed to 0.</summary>
    public sealed record Function(
        string Name, Func<Vector<float>, Vector<float>> Vectors, Func<float, float> Scalar, Func<double, double> Reference,
        double Bound, long Dips = 0, float Lowest = float.NegativeInfinity, float Highest = float.PositiveInfinity,
        bool Odd = false, bool Flushes = false, bool KeepsZero = false)
    {
        public override string ToString() => Name;
    }

    private static readonly Function[] All =
    [
        new("Exp", VectorMath.Exp, VectorMath.Exp, Math.Exp, 1.5, 891_500, Lowest: 0, Flushes: true),
        new("Expm1", VectorMath.Expm1, VectorMath.Expm1, Reference.Expm1, 1.23, 440_100, Lowest: -1, KeepsZero: true),
        new("Log", VectorMath.Log, VectorMath.Log, Math.Log, 1.23),
        new("Log1p", VectorMath.Log1p, VectorMath.Log1p, Reference.Log1p, 1.24, KeepsZero: true),
        new("Tanh", VectorMath.Tanh, VectorMath.Tanh, Math.Tanh, 1.49, 0, -1, 1, Odd: true, KeepsZero: true),
        new("Sigmoid", VectorMath.Sigmoid, VectorMath.Sigmoid, x => 1 / (1 + Math.Exp(-x)), 2.51, 0, 0, 1, Flushes: true),
        new("Softplus", VectorMath.Softplus, VectorMath.Softplus, Reference.Softplus, 1.72, 2_320_000, Lowest: 0, Flushes: true),
        new("Erf", VectorMath.Erf, VectorMath.Erf, Reference.Erf, 1.32, 3_000, -1, 1, Odd: true, KeepsZero: true),
    ];

    public static TheoryData<string> Names => [.. All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void KeepsItsPromises(string name)
    {
        Function function = All.Single(f => f.Name == name);
        uint step = Environment.GetEnvironmentVariable("NETGEN_EXHAUSTIVE") == "1" ? 1u : 4099u;
        const int chunks = 256;
        var sweeps = new Sweep[chunks];
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = 2 }, chunk =>
        {
            sweeps[chunk] = new Sweep(function);
            sweeps[chunk].Run((1UL << 32) * (ulong)chunk / chunks, (1UL << 32) * ((ulong)chunk + 1) / chunks, step);
        });

        Assert.All(sweeps, s => Assert.Null(s.Failure));
        Sweep worst = sweeps.MaxBy(s => s.Error)!;
        Assert.True(worst.Error <= function.Bound, $"{name}({worst.At:R}) is {worst.Error:F4} ulp off, promised are {function.Bound}");
        Assert.True(sweeps.Max(s => s.LargestDip) <= 1, $"{name} falls by {sweeps.Max(s => s.LargestDip)} ulp between neighbours");
        Assert.InRange(sweeps.Sum(s => s.Dips), 0, function.Dips);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ScalarHasTheBitsOfALane(string name)
    {
        Function function = All.Single(f => f.Name == name);
        var random = new RandomSequence(1);
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        for (int i = 0; i < 2000; i++)
        {
            foreach (ref float lane in lanes)
            {
                lane = BitConverter.UInt32BitsToSingle((uint)random.NextUInt64());
            }

            Vector<float> result = function.Vectors(new Vector<float>(lanes));
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                float scalar = function.Scalar(lanes[lane]);
                Assert.True(
                    BitConverter.SingleToUInt32Bits(scalar) == BitConverter.SingleToUInt32Bits(result[lane]) || (float.IsNaN(scalar) && float.IsNaN(result[lane])),
                    $"{name}({lanes[lane]:R}): scalar {scalar:R}, lane {result[lane]:R}");
            }
        }
    }

    // The same number must come out at every vector width, with and without hardware FMA, on every machine.
    [Theory]
    [InlineData("Exp", 0x12B030F09221B2B2UL)]
    [InlineData("Expm1", 0xAE15B6EDEA980357UL)]
    [InlineData("Log", 0xC75E148AF31AEC2BUL)]
    [InlineData("Log1p", 0xEB0136D533896909UL)]
    [InlineData("Tanh", 0xFF08FAC632F8580AUL)]
    [InlineData("Sigmoid", 0x2881DCED6B509E1DUL)]
    [InlineData("Softplus", 0x56CFEB7E6D633630UL)]
    [InlineData("Erf", 0x0318F82EDCEABDA3UL)]
    public void HasTheSameBitsEverywhere(string name, ulong expected)
    {
        Function function = All.Single(f => f.Name == name);
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        ulong hash = 0;
        for (int i = 0; i < 1 << 18; i += lanes.Length)
        {
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] = BitConverter.UInt32BitsToSingle((uint)(i + lane) * 16381u);
            }

            Vector<float> result = function.Vectors(new Vector<float>(lanes));
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                hash = (hash * 0x100000001B3) ^ (float.IsNaN(result[lane]) ? 1u : BitConverter.SingleToUInt32Bits(result[lane]));
            }
        }

        Assert.Equal($"{expected:X16}", $"{hash:X16}");
    }

    /// <summary>A part of the floats in ascending order.</summary>
    private sealed class Sweep(Function function)
    {
        public double Error { get; private set; }

        public float At { get; private set; }

        public long Dips { get; private set; }

        public long LargestDip { get; private set; }

        public string? Failure { get; private set; }

        public void Run(ulong from, ulong to, uint step)
        {
            int width = Vector<float>.Count;
            Span<float> inputs = stackalloc float[width];
            float previous = float.NaN;
            from = (from + step - 1) / step * step;
            for (ulong i = from; i < to; i += step * (ulong)width)
            {
                for (int lane = 0; lane < width; lane++)
                {
                    inputs[lane] = Ascending((uint)Math.Min(i + ((ulong)lane * step), to - 1));
                }

                Vector<float> x = new(inputs);
                Vector<float> results = function.Vectors(x);
                Vector<float> mirrored = function.Odd ? -function.Vectors(-x) : results;
                for (int lane = 0; lane < width; lane++)
                {
                    Check(inputs[lane], results[lane], mirrored[lane], previous);
                    previous = results[lane];
                }
            }
        }

        private void Check(float x, float y, float mirrored, float previous)
        {
            double reference = function.Reference(x);
            if (double.IsNaN(reference) || float.IsNaN(y))
            {
                Expect(double.IsNaN(reference) && float.IsNaN(y), x, y, "NaN exactly where the function has no value");
                return;
            }

            Expect(BitConverter.SingleToInt32Bits(y) == BitConverter.SingleToInt32Bits(mirrored), x, y, "an odd function");
            Expect(y >= function.Lowest && y <= function.Highest, x, y, "a result in the range");
            Expect(!function.KeepsZero || x != 0 || float.IsNegative(x) == float.IsNegative(y), x, y, "the sign of zero");
            if (y < previous)
            {
                Dips++;
                LargestDip = Math.Max(LargestDip, Math.Abs((long)BitConverter.SingleToInt32Bits(previous) - BitConverter.SingleToInt32Bits(y)));
            }

            if (float.IsInfinity(y))
            {
                // Half an ulp above the largest float.
                Expect(Math.Abs(reference) >= 3.4028235677973366e38 && double.IsNegative(reference) == float.IsNegative(y), x, y, "a finite result");
            }
            else if (!(function.Flushes && y == 0 && reference < SmallestNormal))
            {
                double error = Math.Abs(y - reference) / Ulp(reference);
                if (error > Error)
                {
                    (Error, At) = (error, x);
                }
            }
        }

        private void Expect(bool condition, float x, float y, string what)
        {
            if (!condition)
            {
                Failure ??= $"{function.Name}({x:R}) = {y:R}: expected {what}";
            }
        }

        private static double Ulp(double x)
            => Math.Abs(x) < SmallestNormal ? Math.ScaleB(1, -149) : Math.ScaleB(1, Math.ILogB(x) - 23);

        private static float Ascending(uint i) => BitConverter.UInt32BitsToSingle(i >= 0x80000000 ? i ^ 0x80000000 : ~i);
    }

    /// <summary>What <see cref="Math"/> lacks, good to about 1e-15 relative.</summary>
    private static class Reference
    {
        public static double Expm1(double x)
        {
            if (Math.Abs(x) > 0.35)
            {
                return Math.Exp(x) - 1;
            }

            double sum = 0;
            for (int k = 18; k > 0; k--)
            {
                sum = (sum + 1) * x / k;
            }

            return sum;
        }

        public static double Log1p(double x)
        {
            double sum = 1 + x;
            return Math.Abs(x) < 1e-5 ? x - (x * x / 2) + (x * x * x / 3)
                : sum > 1e15 || sum <= 0 ? Math.Log(sum)
                : Math.Log(sum) + ((x - (sum - 1)) / sum);
        }

        public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

        public static double Erf(double x)
        {
            double y = Math.Abs(x);
            if (y > 6)
            {
                return Math.Sign(x);
            }

            if (y < 2.5)
            {
                double sum = x;
                double term = x;
                for (int n = 1; n < 60 && Math.Abs(term) > 1e-20 * y; n++)
                {
                    term *= -x * x / n;
                    sum += term / ((2 * n) + 1);
                }

                return sum * 2 / Math.Sqrt(Math.PI);
            }

            double fraction = 0;
            for (int k = 60; k > 0; k--)
            {
                fraction = k / 2.0 / (y + fraction);
            }

            return double.IsNaN(x) ? x : Math.CopySign(1 - (Math.Exp(-y * y) / Math.Sqrt(Math.PI) / (y + fraction)), x);
        }
    }
}
