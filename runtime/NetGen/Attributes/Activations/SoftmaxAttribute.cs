namespace NetGen;

/// <summary>Softmax over the last axis: <c>exp(x[k]) / sum over j of exp(x[j])</c>, computed after subtracting the maximum.</summary>
public sealed class SoftmaxAttribute : LayerAttribute;
