namespace NetGen;

/// <summary>
/// The largest number of each window of an image, channel by channel:
/// <c>output[y, x, c] = max over dy, dx of input[y * stride + dy - padding, x * stride + dx - padding, c]</c>. The border never wins. The
/// gradient goes to the first of several largest numbers, row by row; NaN in a window gives NaN. The output has
/// <c>floor((n + padding before + padding after - window) / stride) + 1</c> rows of n, and so for columns.
/// </summary>
/// <remarks>The input must be an image whose padded height and width hold the window.</remarks>
public sealed class MaxPool2DAttribute : PoolAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="window">The rows and the columns of the window, at least 1.</param>
    public MaxPool2DAttribute(int window)
        : this(window, window)
    {
    }

    /// <summary>A rectangular window.</summary>
    /// <param name="height">The rows of the window, at least 1.</param>
    /// <param name="width">The columns of the window, at least 1.</param>
    public MaxPool2DAttribute(int height, int width) => (Height, Width) = (height, width);

    /// <summary>The rows of the window.</summary>
    public int Height { get; }

    /// <summary>The columns of the window.</summary>
    public int Width { get; }

    /// <summary>Columns from one window to the next, at least 1. Default: as <see cref="PoolAttribute.Stride"/>.</summary>
    public int StrideWidth { get; set; }
}
