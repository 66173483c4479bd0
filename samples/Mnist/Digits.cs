namespace NetGen.Samples.Mnist;

/// <summary>The images that the sample carries.</summary>
internal static class Digits
{
    /// <summary>60,000 images to train on.</summary>
    public static Dataset Train() => Read("train");

    /// <summary>10,000 images to test on.</summary>
    public static Dataset Test() => Read("t10k");

    private static Dataset Read(string part)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "data");
        return IdxFile.Read(Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"));
    }
}
