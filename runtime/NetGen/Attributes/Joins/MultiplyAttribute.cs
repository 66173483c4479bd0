namespace NetGen;

/// <summary>The product of values of one shape, element by element: a gate.</summary>
/// <param name="names">The names of the layers or inputs to join the running value with, at least one.</param>
public sealed class MultiplyAttribute(params string[] names) : JoinAttribute(names);
