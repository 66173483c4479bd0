namespace NetGen;

/// <summary>
/// The logarithm of the softmax over the last axis: <c>x[k] - log(sum over j of exp(x[j]))</c>, computed after subtracting the maximum.
/// </summary>
public sealed class LogSoftmaxAttribute : LayerAttribute;
