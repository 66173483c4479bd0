namespace NetGen.Reproducibility;

/// <summary>Data from a rule in whole numbers, so that nothing but the training can differ between two machines.</summary>
internal static class Samples
{
    private const int Count = 200;

    /// <summary>Inputs from -1 to 1, and as target the index of a class.</summary>
    public static Dataset Classes(int inputSize, int classes) => Images([inputSize], classes);

    /// <summary>The same in a shape, such as that of an image.</summary>
    public static Dataset Images(ReadOnlySpan<int> shape, int classes)
    {
        uint state = 1;
        int inputSize = 1;
        foreach (int extent in shape)
            inputSize *= extent;
        float[] inputs = Numbers(ref state, Count * inputSize);
        float[] targets = new float[Count];
        for (int sample = 0; sample < Count; sample++)
            targets[sample] = Next(ref state) % (uint)classes;
        return Dataset.FromArrays(inputs, targets, shape);
    }

    /// <summary>Inputs from -1 to 1, and targets from 0 to 1.</summary>
    public static Dataset Values(int inputSize, int targetSize)
    {
        uint state = 2;
        float[] inputs = Numbers(ref state, Count * inputSize);
        float[] targets = Numbers(ref state, Count * targetSize);
        for (int i = 0; i < targets.Length; i++)
            targets[i] = (targets[i] + 1) / 2;
        return Dataset.FromArrays(inputs, targets, inputSize);
    }

    private static float[] Numbers(ref uint state, int length)
    {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++)
            numbers[i] = ((int)Next(ref state) - (1 << 15)) / (float)(1 << 15);
        return numbers;
    }

    /// <summary>16 random bits: the upper half of a linear congruential generator (Knuth, volume 2, 3.3.4).</summary>
    private static uint Next(ref uint state)
    {
        state = unchecked((state * 1664525) + 1013904223);
        return state >> 16;
    }
}
