namespace NetGen;

/// <summary>
/// A trained factor and a trained shift for each channel, the last axis: <c>output[c] = gamma[c] * input[c] + beta[c]</c>.
/// Parameters are gamma <c>[channels]</c>, at first ones, then beta <c>[channels]</c>, at first zeros.
/// </summary>
public sealed class ScaleAttribute : LayerAttribute
{
    /// <summary>Whether the shift is there. Default: true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>A frozen layer gets no gradient: its part of the gradient is zero. Default: false.</summary>
    public bool Frozen { get; set; }
}
