namespace NetGen;

/// <summary>Piecewise linear tanh: <c>clip(x, -1, 1)</c>.</summary>
public sealed class HardTanhAttribute : LayerAttribute;
