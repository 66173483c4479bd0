using System.Numerics;
using System.Runtime.Intrinsics;

namespace NetGen.Tests.Numerics;

/// <summary>Functions that go lane by lane have the bits of their scalar forms, at every width.</summary>
public sealed class LanewiseTests
{
    private static readonly double[] Values = [-1e9, -37.5, -2, -1, -0.3, -0.0, 0, 1e-30, 0.25, 1, 1.5, 7, 1e20, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Fact]
    public void Sine_and_cosine_of_vectors_have_the_bits_of_numbers()
    {
        Check<float>(VectorMath.Sin, VectorMath.Sin, VectorMath.Sin);
        Check<float>(VectorMath.Cos, VectorMath.Cos, VectorMath.Cos);
        Check<double>(VectorMath.Sin, VectorMath.Sin, VectorMath.Sin);
        Check<double>(VectorMath.Cos, VectorMath.Cos, VectorMath.Cos);
    }

    [Fact]
    public void Powers_of_vectors_have_the_bits_of_numbers()
    {
        foreach (double exponent in Values)
        {
            Check<float>(x => VectorMath.Pow(x, (float)exponent), x => VectorMath.Pow(x, Vector.Create((float)exponent)), x => VectorMath.Pow(x, Vector128.Create((float)exponent)));
            Check<double>(x => VectorMath.Pow(x, exponent), x => VectorMath.Pow(x, Vector.Create(exponent)), x => VectorMath.Pow(x, Vector128.Create(exponent)));
        }
    }

    [Fact]
    public void A_power_in_float_is_the_power_in_double_rounded() =>
        Assert.All(Values, x => Assert.Equal((float)VectorMath.Pow((double)(float)x, (double)1.7f), VectorMath.Pow((float)x, 1.7f)));

    private static void Check<T>(Func<T, T> scalar, Func<Vector<T>, Vector<T>> vector, Func<Vector128<T>, Vector128<T>> narrow)
        where T : unmanaged, INumber<T>
    {
        T[] values = [.. Values.Select(T.CreateTruncating)];
        for (int start = 0; start < values.Length; start++)
        {
            T[] some = [.. Enumerable.Range(0, Vector<T>.Count).Select(lane => values[(start + lane) % values.Length])];
            Vector<T> wide = vector(new Vector<T>(some));
            Vector128<T> few = narrow(Vector128.Create(some));
            for (int lane = 0; lane < Vector<T>.Count; lane++)
                Assert.Equal(scalar(some[lane]), wide[lane]);
            for (int lane = 0; lane < Vector128<T>.Count; lane++)
                Assert.Equal(scalar(some[lane]), few[lane]);
        }
    }
}
