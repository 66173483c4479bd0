namespace NetGen;

/// <summary>Puts steps before and after a sequence: a number, or what is inside mirrored or repeated.</summary>
/// <remarks>The input must be a sequence; to be mirrored it must be longer than either border.</remarks>
public sealed class Pad1DAttribute : LayerAttribute
{
    /// <summary>As many before as after.</summary>
    /// <param name="all">Steps on each side, at least 0.</param>
    public Pad1DAttribute(int all)
        : this(all, all)
    {
    }

    /// <summary>Each side by itself.</summary>
    /// <param name="before">Steps before, at least 0.</param>
    /// <param name="after">Steps after, at least 0.</param>
    public Pad1DAttribute(int before, int after) => Sides = [before, after];

    /// <summary>Before, after.</summary>
    public int[] Sides { get; }

    /// <summary>What the border is made of. Default: <see cref="Value"/>.</summary>
    public PadMode Mode { get; set; }

    /// <summary>The number of a constant border. Default: 0.</summary>
    public double Value { get; set; }
}
