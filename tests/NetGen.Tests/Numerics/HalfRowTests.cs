using System.Numerics;
using System.Runtime.Intrinsics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>The functions of gates over 256 bits, which have code of their own, against one number at a time: bit by bit.</summary>
public class HalfRowTests
{
    /// <summary>On every 4099th float, or on all of them with NETGEN_EXHAUSTIVE=1.</summary>
    [Theory]
    [InlineData("Tanh")]
    [InlineData("Sigmoid")]
    public void SinglesHaveTheBitsOfOneNumber(string name)
    {
        (Func<float, float> one, Func<Vector256<float>, Vector256<float>> half) = name == "Tanh"
            ? ((Func<float, float>)VectorMath.Tanh, (Func<Vector256<float>, Vector256<float>>)VectorMath.Tanh)
            : (VectorMath.Sigmoid, VectorMath.Sigmoid);
        ulong step = Environment.GetEnvironmentVariable("NETGEN_EXHAUSTIVE") == "1" ? 1UL : 4099UL;
        Span<float> inputs = stackalloc float[8];
        for (ulong start = 0; start < 1UL << 32; start += 8 * step)
        {
            for (int lane = 0; lane < 8; lane++)
                inputs[lane] = BitConverter.UInt32BitsToSingle((uint)(start + ((ulong)lane * step)));
            Vector256<float> actual = half(Vector256.Create<float>(inputs));
            for (int lane = 0; lane < 8; lane++)
            {
                float expected = one(inputs[lane]);
                if (BitConverter.SingleToInt32Bits(expected) != BitConverter.SingleToInt32Bits(actual[lane]) && !(float.IsNaN(expected) && float.IsNaN(actual[lane])))
                    Assert.Fail($"{name}({inputs[lane]:R}): {actual[lane]:R} in a vector of 256 bits, {expected:R} alone");
            }
        }
    }

    [Theory]
    [InlineData("Tanh")]
    [InlineData("Sigmoid")]
    public void DoublesHaveTheBitsOfOneNumber(string name)
    {
        (Func<double, double> one, Func<Vector256<double>, Vector256<double>> half) = name == "Tanh"
            ? ((Func<double, double>)VectorMath.Tanh, (Func<Vector256<double>, Vector256<double>>)VectorMath.Tanh)
            : (VectorMath.Sigmoid, VectorMath.Sigmoid);
        var random = new RandomSequence(1);
        for (int i = 0; i < 20_000; i++)
        {
            Vector256<double> x = i % 2 == 0
                ? Vector256.Create(10 * random.NextNormal(), random.NextNormal(), -random.NextNormal(), 0.1 * random.NextNormal())
                : Vector256.Create(random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64()).AsDouble();
            Vector256<double> actual = half(x);
            for (int lane = 0; lane < 4; lane++)
            {
                double expected = one(x[lane]);
                if (BitConverter.DoubleToInt64Bits(expected) != BitConverter.DoubleToInt64Bits(actual[lane]) && !(double.IsNaN(expected) && double.IsNaN(actual[lane])))
                    Assert.Fail($"{name}({x[lane]:R}): {actual[lane]:R} in a vector of 256 bits, {expected:R} alone");
            }
        }
    }
}
