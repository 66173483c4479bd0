namespace NetGen;

/// <summary>Hyperbolic tangent: <c>tanh(x)</c>.</summary>
public sealed class TanhAttribute : LayerAttribute;
