using Xunit;

namespace NetGen.Tests.Numerics;

public class RandomTests
{
    // The reference outputs of SplitMix64 for the seeds 0 and 1234567.
    [Theory]
    [InlineData(0UL, 0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL)]
    [InlineData(1234567UL, 6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL)]
    public void StreamZeroIsSplitMix64(ulong seed, ulong first, ulong second, ulong third)
    {
        var random = new CounterRandom(seed);
        Assert.Equal(first, random.UInt64(0));
        Assert.Equal(second, random.UInt64(1));
        Assert.Equal(third, random.UInt64(2));
        Assert.Equal((uint)(first >> 32), random.UInt32(0));

        var sequence = new RandomSequence(seed);
        Assert.Equal(first, sequence.NextUInt64());
        Assert.Equal(second, sequence.NextUInt64());
    }

    [Fact]
    public void KnownAnswers()
    {
        var random = new CounterRandom(42, 7);
        Assert.Equal("94DDACC5D15875D0", $"{random.UInt64(3):X16}");
        Assert.Equal("447EAFB102CA0EAC", $"{random.Split(5).UInt64(0):X16}");
        Assert.Equal("3FE83F1447A266E4", $"{BitConverter.DoubleToInt64Bits(random.Normal(11)):X16}");
        Assert.Equal("BFF1D0E27D50C616", $"{BitConverter.DoubleToInt64Bits(new RandomSequence(42, 7).NextNormal()):X16}");
        Assert.Equal(random.Normal(0), new RandomSequence(42, 7).NextNormal());
    }

    [Fact]
    public void UniformIsTheTopBits()
    {
        var random = new CounterRandom(3, 1);
        for (ulong i = 0; i < 1000; i++)
        {
            Assert.Equal((random.UInt64(i) >> 11) / 9007199254740992.0, random.Uniform(i));
            Assert.Equal((random.UInt64(i) >> 40) / 16777216f, random.UniformSingle(i));
            Assert.InRange(random.UniformSingle(i), 0, 0.99999994f);
        }
    }

    [Fact]
    public void NormalHasItsMoments()
    {
        var random = new CounterRandom(1, 2);
        const int n = 200_000;
        double sum = 0, squares = 0, fourths = 0;
        for (ulong i = 0; i < n; i++)
        {
            double x = random.Normal(i);
            sum += x;
            squares += x * x;
            fourths += x * x * x * x;
        }

        Assert.Equal(0, sum / n, 0.01);
        Assert.Equal(1, squares / n, 0.015);
        Assert.Equal(3, fourths / n, 0.1);
    }

    [Fact]
    public void NextIntIsUniformAndInRange()
    {
        var random = new RandomSequence(5);
        var counts = new int[10];
        for (int i = 0; i < 100_000; i++)
        {
            counts[random.NextInt(10)]++;
        }

        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
        Assert.Equal(0, random.NextInt(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(0));
    }

    [Fact]
    public void ShufflePermutes()
    {
        int[] items = [.. Enumerable.Range(0, 100)];
        new RandomSequence(6).Shuffle<int>(items);
        Assert.NotEqual(Enumerable.Range(0, 100), items);
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
    }

    [Fact]
    public void StreamsDiffer()
    {
        var seen = new HashSet<ulong>();
        for (ulong seed = 0; seed < 30; seed++)
        {
            for (ulong stream = 0; stream < 30; stream++)
            {
                for (ulong i = 0; i < 30; i++)
                {
                    Assert.True(seen.Add(new CounterRandom(seed, stream).UInt64(i)));
                    Assert.True(seen.Add(new CounterRandom(seed).Split(stream).UInt64(i)));
                }
            }
        }
    }
}
