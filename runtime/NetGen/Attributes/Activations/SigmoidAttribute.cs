namespace NetGen;

/// <summary>Logistic sigmoid: <c>1 / (1 + exp(-x))</c>.</summary>
public sealed class SigmoidAttribute : LayerAttribute;
