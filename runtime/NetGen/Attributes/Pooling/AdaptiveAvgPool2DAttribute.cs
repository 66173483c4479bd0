namespace NetGen;

/// <summary>
/// The mean of as many windows of an image as the output has pixels, channel by channel: window i of n goes over the rows from
/// <c>floor(i * height / n)</c> to before <c>ceil((i + 1) * height / n)</c>, and so for columns.
/// </summary>
/// <remarks>The input must be an image.</remarks>
public sealed class AdaptiveAvgPool2DAttribute : LayerAttribute
{
    /// <summary>A square output.</summary>
    /// <param name="size">The rows and the columns of the output, at least 1.</param>
    public AdaptiveAvgPool2DAttribute(int size)
        : this(size, size)
    {
    }

    /// <summary>A rectangular output.</summary>
    /// <param name="height">The rows of the output, at least 1.</param>
    /// <param name="width">The columns of the output, at least 1.</param>
    public AdaptiveAvgPool2DAttribute(int height, int width) => (Height, Width) = (height, width);

    /// <summary>The rows of the output.</summary>
    public int Height { get; }

    /// <summary>The columns of the output.</summary>
    public int Width { get; }
}
