namespace NetGen;

/// <summary>Softplus: <c>log(1 + exp(x))</c>, computed without overflow.</summary>
public sealed class SoftplusAttribute : LayerAttribute;
