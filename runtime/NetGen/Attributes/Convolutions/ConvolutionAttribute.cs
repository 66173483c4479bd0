namespace NetGen;

/// <summary>What all convolutions have in common: how the kernel steps, and the border of zeros around the input.</summary>
public abstract class ConvolutionAttribute : WeightedLayerAttribute
{
    /// <summary>Rows (or steps of a sequence) from one place of the kernel to the next, at least 1. Default: 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Rows and columns from one tap of the kernel to the next, at least 1. Default: 1.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>
    /// The width of the border of zeros on every side, at least 0; or <see cref="NetGen.Padding.Same"/>, or
    /// <see cref="NetGen.Padding.Valid"/>. Default: 0.
    /// </summary>
    public int Padding { get; set; }

    /// <summary>
    /// In place of <see cref="Padding"/>, the border of each side: <c>{ top, bottom, left, right }</c>; of a sequence
    /// <c>{ before, after }</c>.
    /// </summary>
    public int[]? PaddingSides { get; set; }
}
