namespace NetGen;

/// <summary>
/// Group normalisation (Wu and He, 2018): the channels of an image, a sequence or a vector are divided into groups of neighbours, and each
/// group is normalised by its own mean and (biased) variance over its channels and all places of the sample:
/// <c>output[c] = gamma[c] * (input[c] - mean) / sqrt(variance + epsilon) + beta[c]</c>.
/// Parameters are gamma <c>[channels]</c>, at first ones, then beta <c>[channels]</c>, at first zeros.
/// </summary>
/// <param name="groups">The groups, a divisor of the channels.</param>
public sealed class GroupNormAttribute(int groups) : LayerAttribute
{
    /// <summary>The groups.</summary>
    public int Groups { get; } = groups;

    /// <summary>What keeps the root away from 0, above 0. Default: 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether gamma and beta are there and are trained; without them the output is the normalised input. Default: true.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>A frozen layer gets no gradient: its part of the gradient is zero. Default: false.</summary>
    public bool Frozen { get; set; }
}
