namespace NetGen;

/// <summary>Piecewise approximation of the swish (Howard et al., "MobileNetV3", 2019): <c>x * clip(x + 3, 0, 6) / 6</c>.</summary>
public sealed class HardSwishAttribute : LayerAttribute;
