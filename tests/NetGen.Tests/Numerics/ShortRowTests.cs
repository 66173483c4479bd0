using System.Numerics;
using System.Runtime.Intrinsics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>The functions over 128 bits, some of which have code of their own, against those over whole vectors: bit by bit.</summary>
public class ShortRowTests
{
    private static readonly Dictionary<string, (Func<Vector<float>, Vector<float>> Whole, Func<Vector128<float>, Vector128<float>> Short)> s_singles = new()
    {
        ["Exp"] = (VectorMath.Exp, VectorMath.Exp),
        ["ExpNotPositive"] = (VectorMath.ExpNotPositive, VectorMath.ExpNotPositive),
        ["Expm1"] = (VectorMath.Expm1, VectorMath.Expm1),
        ["Log"] = (VectorMath.Log, VectorMath.Log),
        ["Log1p"] = (VectorMath.Log1p, VectorMath.Log1p),
        ["Tanh"] = (VectorMath.Tanh, VectorMath.Tanh),
        ["Sigmoid"] = (VectorMath.Sigmoid, VectorMath.Sigmoid),
        ["Softplus"] = (VectorMath.Softplus, VectorMath.Softplus),
        ["LogCosh"] = (VectorMath.LogCosh, VectorMath.LogCosh),
        ["Erf"] = (VectorMath.Erf, VectorMath.Erf),
    };

    private static readonly Dictionary<string, (Func<Vector<double>, Vector<double>> Whole, Func<Vector128<double>, Vector128<double>> Short)> s_doubles = new()
    {
        ["Exp"] = (VectorMath.Exp, VectorMath.Exp),
        ["ExpNotPositive"] = (VectorMath.ExpNotPositive, VectorMath.ExpNotPositive),
        ["Expm1"] = (VectorMath.Expm1, VectorMath.Expm1),
        ["Log"] = (VectorMath.Log, VectorMath.Log),
        ["Log1p"] = (VectorMath.Log1p, VectorMath.Log1p),
        ["Tanh"] = (VectorMath.Tanh, VectorMath.Tanh),
        ["Sigmoid"] = (VectorMath.Sigmoid, VectorMath.Sigmoid),
        ["Softplus"] = (VectorMath.Softplus, VectorMath.Softplus),
        ["LogCosh"] = (VectorMath.LogCosh, VectorMath.LogCosh),
        ["Erf"] = (VectorMath.Erf, VectorMath.Erf),
    };

    public static TheoryData<string> Names => [.. s_singles.Keys];

    /// <summary>On every 4099th float, or on all of them with NETGEN_EXHAUSTIVE=1.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void SinglesHaveTheBitsOfALane(string name)
    {
        var (whole, part) = s_singles[name];
        ulong step = Environment.GetEnvironmentVariable("NETGEN_EXHAUSTIVE") == "1" ? 1UL : 4099UL;
        Span<float> inputs = stackalloc float[Vector<float>.Count];
        for (ulong start = 0; start < 1UL << 32; start += 4 * step)
        {
            for (int lane = 0; lane < 4; lane++)
            {
                float x = BitConverter.UInt32BitsToSingle((uint)(start + ((ulong)lane * step)));
                inputs[lane] = name == "ExpNotPositive" ? -MathF.Abs(x) : x;
            }

            Vector<float> expected = whole(new Vector<float>(inputs));
            Vector128<float> actual = part(Vector128.Create<float>(inputs));
            for (int lane = 0; lane < 4; lane++)
            {
                if (BitConverter.SingleToInt32Bits(expected[lane]) != BitConverter.SingleToInt32Bits(actual[lane]) && !(float.IsNaN(expected[lane]) && float.IsNaN(actual[lane])))
                    Assert.Fail($"{name}({inputs[lane]:R}): {actual[lane]:R} in a short row, {expected[lane]:R} in a whole vector");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DoublesHaveTheBitsOfALane(string name)
    {
        var (whole, part) = s_doubles[name];
        var random = new RandomSequence(1);
        Span<double> inputs = stackalloc double[Vector<double>.Count];
        for (int i = 0; i < 20_000; i++)
        {
            for (int lane = 0; lane < 2; lane++)
            {
                double x = i % 2 == 0 ? 10 * random.NextNormal() : BitConverter.UInt64BitsToDouble(random.NextUInt64());
                inputs[lane] = name == "ExpNotPositive" ? -Math.Abs(x) : x;
            }

            Vector<double> expected = whole(new Vector<double>(inputs));
            Vector128<double> actual = part(Vector128.Create<double>(inputs));
            for (int lane = 0; lane < 2; lane++)
            {
                if (BitConverter.DoubleToInt64Bits(expected[lane]) != BitConverter.DoubleToInt64Bits(actual[lane]) && !(double.IsNaN(expected[lane]) && double.IsNaN(actual[lane])))
                    Assert.Fail($"{name}({inputs[lane]:R}): {actual[lane]:R} in a short row, {expected[lane]:R} in a whole vector");
            }
        }
    }
}
