namespace NetGen;

/// <summary>The running value less the named ones, element by element; all have one shape.</summary>
/// <param name="names">The names of the layers or inputs to join the running value with, at least one.</param>
public sealed class SubtractAttribute(params string[] names) : JoinAttribute(names);
