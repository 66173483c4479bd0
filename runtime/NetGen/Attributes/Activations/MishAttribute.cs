namespace NetGen;

/// <summary>Mish (Misra, 2019): <c>x * tanh(softplus(x))</c>.</summary>
public sealed class MishAttribute : LayerAttribute;
