namespace NetGen;

/// <summary>
/// The mean of each window of an image, channel by channel:
/// <c>output[y, x, c] = mean over dy, dx of input[y * stride + dy - padding, x * stride + dx - padding, c]</c>, over what lies on the
/// input. The output has <c>floor((n + padding before + padding after - window) / stride) + 1</c> rows of n, and so for columns.
/// </summary>
/// <remarks>The input must be an image whose padded height and width hold the window.</remarks>
public sealed class AvgPool2DAttribute : PoolAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="window">The rows and the columns of the window, at least 1.</param>
    public AvgPool2DAttribute(int window)
        : this(window, window)
    {
    }

    /// <summary>A rectangular window.</summary>
    /// <param name="height">The rows of the window, at least 1.</param>
    /// <param name="width">The columns of the window, at least 1.</param>
    public AvgPool2DAttribute(int height, int width) => (Height, Width) = (height, width);

    /// <summary>The rows of the window.</summary>
    public int Height { get; }

    /// <summary>The columns of the window.</summary>
    public int Width { get; }

    /// <summary>Columns from one window to the next, at least 1. Default: as <see cref="PoolAttribute.Stride"/>.</summary>
    public int StrideWidth { get; set; }

    /// <summary>Whether the border counts as zeros: then every sum is divided by the whole window. Default: false.</summary>
    public bool CountPadding { get; set; }
}
