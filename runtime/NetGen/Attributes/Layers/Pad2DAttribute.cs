namespace NetGen;

/// <summary>Puts rows and columns around an image: a number, or what is inside mirrored or repeated.</summary>
/// <remarks>The input must be an image; to be mirrored it must be larger than any border.</remarks>
public sealed class Pad2DAttribute : LayerAttribute
{
    /// <summary>The same on all four sides.</summary>
    /// <param name="all">Rows and columns on each side, at least 0.</param>
    public Pad2DAttribute(int all)
        : this(all, all, all, all)
    {
    }

    /// <summary>The same above as below, and left as right.</summary>
    /// <param name="vertical">Rows above and below, at least 0.</param>
    /// <param name="horizontal">Columns left and right, at least 0.</param>
    public Pad2DAttribute(int vertical, int horizontal)
        : this(vertical, vertical, horizontal, horizontal)
    {
    }

    /// <summary>Each side by itself.</summary>
    /// <param name="top">Rows above, at least 0.</param>
    /// <param name="bottom">Rows below, at least 0.</param>
    /// <param name="left">Columns on the left, at least 0.</param>
    /// <param name="right">Columns on the right, at least 0.</param>
    public Pad2DAttribute(int top, int bottom, int left, int right) => Sides = [top, bottom, left, right];

    /// <summary>Top, bottom, left, right.</summary>
    public int[] Sides { get; }

    /// <summary>What the border is made of. Default: <see cref="Value"/>.</summary>
    public PadMode Mode { get; set; }

    /// <summary>The number of a constant border. Default: 0.</summary>
    public double Value { get; set; }
}
