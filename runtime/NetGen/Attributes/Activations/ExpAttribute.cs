namespace NetGen;

/// <summary>The exponential function: <c>exp(x)</c>.</summary>
public sealed class ExpAttribute : LayerAttribute;
