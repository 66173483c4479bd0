namespace NetGen;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton, 2016) over the last axis:
/// <c>output[c] = gamma[c] * (input[c] - mean) / sqrt(variance + epsilon) + beta[c]</c> with the mean and the (biased) variance of the
/// numbers of one vector, one step or one pixel. Parameters are gamma <c>[channels]</c>, at first ones, then beta <c>[channels]</c>, at
/// first zeros.
/// </summary>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>What keeps the root away from 0, above 0. Default: 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether gamma and beta are there and are trained; without them the output is the normalised input. Default: true.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>A frozen layer gets no gradient: its part of the gradient is zero. Default: false.</summary>
    public bool Frozen { get; set; }
}
