namespace NetGen;

/// <summary>
/// Normalisation by the root of the mean square (Zhang and Sennrich, 2019) over the last axis:
/// <c>output[c] = gamma[c] * input[c] / sqrt(mean of input^2 + epsilon)</c> with the mean over the numbers of one vector, one step or one
/// pixel. The parameter is gamma <c>[channels]</c>, at first ones.
/// </summary>
public sealed class RmsNormAttribute : LayerAttribute
{
    /// <summary>What keeps the root away from 0, above 0. Default: 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether gamma is there and is trained; without it the output is the normalised input. Default: true.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>A frozen layer gets no gradient: its part of the gradient is zero. Default: false.</summary>
    public bool Frozen { get; set; }
}
