namespace NetGen;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy, 2015):
/// <c>output[c] = gamma[c] * (input[c] - mean[c]) / sqrt(variance[c] + epsilon) + beta[c]</c> for each channel, the last axis. In training
/// the mean and the (biased) variance are those of all numbers of the channel in the batch; in inference they are the running ones.
/// Parameters are gamma <c>[channels]</c>, at first ones, then beta <c>[channels]</c>, at first zeros. Buffers are the running mean
/// <c>[channels]</c>, at first zeros, then the running variance <c>[channels]</c>, at first ones.
/// </summary>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>
    /// How much a training step moves the running statistics, from 0 to 1: <c>running = (1 - momentum) running + momentum batch</c>, with
    /// the unbiased variance. Default: 0.1.
    /// </summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>What keeps the root away from 0, above 0. Default: 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether gamma and beta are there and are trained; without them the output is the normalised input. Default: true.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>A frozen layer gets no gradient: its part of the gradient is zero. Default: false.</summary>
    public bool Frozen { get; set; }
}
