using System.Numerics;
using System.Runtime.Intrinsics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>Lanes against the documented tree, written out in scalars.</summary>
public class LanesTests
{
    [Fact]
    public void SumFollowsTheDocumentedTree()
    {
        var random = new RandomSequence(1);
        for (int count = 1; count <= 100; count++)
        {
            float[] singles = Row(random, count, x => (float)x, float.NaN);
            Assert.Equal(Bits(Tree(singles[..count], 0f, (a, b) => a + b)), Bits(Lanes.Sum(ref singles[0], count)));

            double[] doubles = Row(random, count, x => x, double.NaN);
            Assert.Equal(Bits(Tree(doubles[..count], 0d, (a, b) => a + b)), Bits(Lanes.Sum(ref doubles[0], count)));
        }
    }

    [Fact]
    public void MaxIsTheLargestAndIgnoresPadding()
    {
        var random = new RandomSequence(2);
        for (int count = 1; count <= 100; count++)
        {
            float[] singles = Row(random, count, x => (float)x, float.NaN);
            Assert.Equal(singles[..count].Max(), Lanes.Max(ref singles[0], count));
            double[] doubles = Row(random, count, x => x, double.PositiveInfinity);
            Assert.Equal(doubles[..count].Max(), Lanes.Max(ref doubles[0], count));
        }
    }

    [Fact]
    public void MaxIsNaNIfAnyElementIs()
    {
        var random = new RandomSequence(3);
        for (int count = 1; count <= 40; count++)
        {
            for (int at = 0; at < count; at++)
            {
                float[] singles = Row(random, count, x => (float)x, 0);
                singles[at] = float.NaN;
                Assert.True(float.IsNaN(Lanes.Max(ref singles[0], count)));
                double[] doubles = Row(random, count, x => x, 0);
                doubles[at] = double.NaN;
                Assert.True(double.IsNaN(Lanes.Max(ref doubles[0], count)));
            }
        }
    }

    [Fact]
    public void OneVectorReducesAsARowOfItsElements()
    {
        var random = new RandomSequence(4);
        for (int i = 0; i < 100; i++)
        {
            float[] singles = Row(random, Vector<float>.Count, x => (float)x, 0);
            Assert.Equal(Bits(Lanes.Sum(ref singles[0], Vector<float>.Count)), Bits(Lanes.Sum(new Vector<float>(singles))));
            Assert.Equal(singles[..Vector<float>.Count].Max(), Lanes.Max(new Vector<float>(singles)));
            double[] doubles = Row(random, Vector<double>.Count, x => x, 0);
            Assert.Equal(Bits(Lanes.Sum(ref doubles[0], Vector<double>.Count)), Bits(Lanes.Sum(new Vector<double>(doubles))));
            Assert.Equal(doubles[..Vector<double>.Count].Max(), Lanes.Max(new Vector<double>(doubles)));
        }

        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            Assert.True(float.IsNaN(Lanes.Max(Vector.WithElement(Vector<float>.One, lane, float.NaN))));
        }

        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            Assert.True(double.IsNaN(Lanes.Max(Vector.WithElement(Vector<double>.One, lane, double.NaN))));
        }
    }

    [Fact]
    public void AShortRowReducesAsARowOfItsElements()
    {
        var random = new RandomSequence(5);
        for (int count = 1; count <= 4; count++)
        {
            float[] singles = Row(random, count, x => (float)x, float.PositiveInfinity);
            Assert.Equal(Bits(Lanes.Sum(ref singles[0], count)), Bits(Lanes.Sum(Vector128.Create(singles), count)));
            Assert.Equal(singles[..count].Max(), Lanes.Peak(Vector128.Create(singles), count));
        }

        for (int count = 1; count <= 2; count++)
        {
            double[] doubles = Row(random, count, x => x, double.PositiveInfinity);
            Assert.Equal(Bits(Lanes.Sum(ref doubles[0], count)), Bits(Lanes.Sum(Vector128.Create(doubles), count)));
            Assert.Equal(doubles[..count].Max(), Lanes.Peak(Vector128.Create(doubles), count));
        }
    }

    [Fact]
    public void ASumOfNegativeZerosInPartOfTheLanesIsZero()
    {
        float[] row = new float[16];
        Array.Fill(row, -0f);
        Assert.Equal(Bits(0f), Bits(Lanes.Sum(ref row[0], 5)));
        Assert.Equal(Bits(-0f), Bits(Lanes.Sum(ref row[0], 16)));
    }

    [Fact]
    public void IotaCountsAndMaskCompares()
    {
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            Assert.Equal(5 + lane, Lanes.IotaSingle(5)[lane]);
            Assert.Equal(8 + lane < 10 ? -1 : 0, Lanes.MaskSingle(8, 10)[lane]);
        }

        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            Assert.Equal(5 + lane, Lanes.IotaDouble(5)[lane]);
            Assert.Equal(8 + lane < 10 ? -1 : 0, Lanes.MaskDouble(8, 10)[lane]);
        }
    }

    /// <summary>Random elements of very different size, so that another order of adding shows, then padding.</summary>
    private static T[] Row<T>(RandomSequence random, int count, Func<double, T> convert, T padding)
    {
        var row = new T[(count + 15) / 16 * 16];
        Array.Fill(row, padding);
        for (int i = 0; i < count; i++)
        {
            row[i] = convert(random.NextNormal() * Math.ScaleB(1, random.NextInt(20)));
        }

        return row;
    }

    private static T Tree<T>(T[] elements, T neutral, Func<T, T, T> join)
    {
        var lanes = new T[16];
        for (int lane = 0; lane < 16; lane++)
        {
            lanes[lane] = lane < elements.Length ? elements[lane] : neutral;
            for (int i = lane + 16; i < (elements.Length + 15) / 16 * 16; i += 16)
            {
                lanes[lane] = join(lanes[lane], i < elements.Length ? elements[i] : neutral);
            }
        }

        for (int half = 8; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                lanes[lane] = join(lanes[lane], lanes[lane + half]);
            }
        }

        return lanes[0];
    }

    private static int Bits(float x) => BitConverter.SingleToInt32Bits(x);

    private static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);
}
