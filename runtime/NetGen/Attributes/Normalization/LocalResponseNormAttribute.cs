namespace NetGen;

/// <summary>
/// Local response normalisation (Krizhevsky, Sutskever and Hinton, 2012) across neighbouring channels:
/// <c>output[c] = input[c] / (k + alpha / size * sum over j of input[j]^2)^beta</c>, j from <c>c - size / 2</c> (rounded down) on over
/// <paramref name="size"/> channels, zeros beyond the first and the last.
/// </summary>
/// <remarks>The input must be an image or a sequence. Alpha is divided by the size; the paper's is not.</remarks>
/// <param name="size">The channels that a sum is taken over, at least 1.</param>
public sealed class LocalResponseNormAttribute(int size) : LayerAttribute
{
    /// <summary>The channels that a sum is taken over.</summary>
    public int Size { get; } = size;

    /// <summary>The factor on the mean of the squares, at least 0. Default: 1e-4.</summary>
    public double Alpha { get; set; } = 1e-4;

    /// <summary>The exponent, finite. Default: 0.75.</summary>
    public double Beta { get; set; } = 0.75;

    /// <summary>What the mean of the squares is added to, above 0. Default: 1.</summary>
    public double K { get; set; } = 1;
}
