namespace NetGen;

/// <summary>
/// Repeats every pixel of an image (nearest neighbour): <c>output[y, x, c] = input[y / factor, x / factor, c]</c>, rounded down.
/// </summary>
/// <remarks>The input must be an image.</remarks>
/// <param name="factor">How many times rows and columns are repeated, at least 1.</param>
public sealed class Upsample2DAttribute(int factor) : LayerAttribute
{
    /// <summary>How many times rows and columns are repeated.</summary>
    public int Factor { get; } = factor;
}
