namespace NetGen.Tests;

/// <summary>Data for training runs.</summary>
internal static class Samples
{
    /// <summary>Clouds of points, one for each class, with class indices as targets.</summary>
    public static Dataset Classes(int count, int size, int classes, ulong seed = 1)
    {
        var random = new RandomSequence(seed);
        var inputs = new float[count * size];
        var targets = new float[count];
        for (int sample = 0; sample < count; sample++)
        {
            int own = random.NextInt(classes);
            targets[sample] = own;
            for (int i = 0; i < size; i++)
                inputs[(sample * size) + i] = (float)((i % classes == own ? 2 : 0) + (0.7 * random.NextNormal()));
        }

        return Dataset.FromArrays(inputs, targets, size);
    }

    /// <summary>The same samples as the network takes them, if its input is an image.</summary>
    public static Dataset Images(int count, int height, int width, int channels, int classes, ulong seed = 1)
    {
        Dataset flat = Classes(count, height * width * channels, classes, seed);
        var inputs = new float[count * flat.InputSize];
        var targets = new float[count];
        flat.CopyInputs<float>(0, inputs);
        flat.CopyTargets<float>(0, targets);
        return Dataset.FromArrays(inputs, targets, height, width, channels);
    }
}
