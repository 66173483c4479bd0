namespace NetGen;

/// <summary>What all pools over windows have in common: how the window steps, and the border around the input.</summary>
public abstract class PoolAttribute : LayerAttribute
{
    /// <summary>
    /// Rows and columns (or steps of a sequence) from one window to the next, at least 1. Default: the window, so that windows touch.
    /// </summary>
    public int Stride { get; set; }

    /// <summary>
    /// The width of the border on every side, at most half of the window; or <see cref="NetGen.Padding.Same"/>, or
    /// <see cref="NetGen.Padding.Valid"/>. Default: 0.
    /// </summary>
    public int Padding { get; set; }

    /// <summary>
    /// In place of <see cref="Padding"/>, the border of each side: <c>{ top, bottom, left, right }</c>; of a sequence
    /// <c>{ before, after }</c>.
    /// </summary>
    public int[]? PaddingSides { get; set; }
}
