namespace NetGen;

/// <summary>
/// The largest of values of one shape, element by element (Goodfellow et al., "Maxout networks", 2013). The gradient goes to the first that
/// is largest.
/// </summary>
/// <param name="names">The names of the layers or inputs to join the running value with, at least one.</param>
public sealed class MaximumAttribute(params string[] names) : JoinAttribute(names);
