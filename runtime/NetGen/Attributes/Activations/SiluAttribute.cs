namespace NetGen;

/// <summary>Sigmoid linear unit, also called swish: <c>x * sigmoid(x)</c>.</summary>
public sealed class SiluAttribute : LayerAttribute;
