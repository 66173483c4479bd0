namespace NetGen;

/// <summary>Reads the same numbers, row-major, as another shape. Moves no numbers.</summary>
/// <remarks>The new shape must hold as many numbers as the input; every extent is at least 1.</remarks>
public sealed class ReshapeAttribute : LayerAttribute
{
    /// <summary>As a vector of <paramref name="size"/> numbers.</summary>
    public ReshapeAttribute(int size) => Shape = [size];

    /// <summary>As a sequence of <paramref name="steps"/> vectors of <paramref name="features"/> numbers.</summary>
    public ReshapeAttribute(int steps, int features) => Shape = [steps, features];

    /// <summary>
    /// As an image of <paramref name="height"/> x <paramref name="width"/> pixels of <paramref name="channels"/> numbers.
    /// </summary>
    public ReshapeAttribute(int height, int width, int channels) => Shape = [height, width, channels];

    /// <summary>The extents of the output.</summary>
    public int[] Shape { get; }
}
