namespace NetGen.Tests;

/// <summary>Data that a network of the tests can learn.</summary>
internal static class Corners
{
    /// <summary>Ninety points about three corners.</summary>
    public static Dataset Data { get; } = Create();

    private static Dataset Create()
    {
        var random = new RandomSequence(3);
        float[] targets = [.. Enumerable.Range(0, 90).Select(sample => (float)(sample % 3))];
        float[] inputs = [.. targets.SelectMany(target => Enumerable.Range(0, 4).Select(i => (float)((i == target ? 2 : 0) + (0.5 * random.NextNormal()))))];
        return Dataset.FromArrays(inputs, targets, 4);
    }
}
