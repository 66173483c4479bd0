namespace NetGen;

/// <summary>Piecewise linear sigmoid: <c>clip(x / 6 + 1/2, 0, 1)</c>.</summary>
public sealed class HardSigmoidAttribute : LayerAttribute;
