namespace NetGen;

/// <summary>The mean of values of one shape, element by element.</summary>
/// <param name="names">The names of the layers or inputs to join the running value with, at least one.</param>
public sealed class AverageAttribute(params string[] names) : JoinAttribute(names);
