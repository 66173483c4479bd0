namespace NetGen.Tests.Contract;

/// <summary>Numbers of no significance.</summary>
internal static class Numbers
{
    /// <summary>What is written into a span to see whether it stays.</summary>
    public const float Untouched = 12345;

    public static float[] Some(int count) => Enumerable.Range(0, count).Select(i => ((((37 * i) + 11) % 101) - 50) / 40f).ToArray();

    /// <summary>A span's worth of <see cref="Untouched"/>.</summary>
    public static float[] Sentinels(int count) => Enumerable.Repeat(Untouched, count).ToArray();

    /// <summary>The difference of two tensors, relative to the largest number of the second.</summary>
    public static float Difference(ReadOnlySpan<float> got, ReadOnlySpan<float> expected)
    {
        Assert.Equal(expected.Length, got.Length);
        float difference = 0, largest = 0;
        for (int i = 0; i < got.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs(got[i] - expected[i]));
            largest = Math.Max(largest, Math.Abs(expected[i]));
        }

        return difference == 0 ? 0 : difference / largest;
    }
}
