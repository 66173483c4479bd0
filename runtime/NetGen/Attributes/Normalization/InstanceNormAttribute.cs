namespace NetGen;

/// <summary>
/// Instance normalisation (Ulyanov, Vedaldi and Lempitsky, 2016): each channel of an image or a sequence is normalised by its own mean and
/// (biased) variance over all places of the sample, in training and in inference alike:
/// <c>output[c] = (input[c] - mean[c]) / sqrt(variance[c] + epsilon)</c>, with <see cref="Affine"/> times gamma <c>[channels]</c>, at first
/// ones, plus beta <c>[channels]</c>, at first zeros.
/// </summary>
/// <remarks>The input must be an image or a sequence of more than one place.</remarks>
public sealed class InstanceNormAttribute : LayerAttribute
{
    /// <summary>What keeps the root away from 0, above 0. Default: 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>
    /// Whether gamma and beta are there and are trained; without them the output is the normalised input. Default: false.
    /// </summary>
    public bool Affine { get; set; }

    /// <summary>A frozen layer gets no gradient: its part of the gradient is zero. Default: false.</summary>
    public bool Frozen { get; set; }
}
