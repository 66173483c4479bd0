namespace NetGen;

/// <summary>Puts values behind each other along the last axis; the other extents are the same.</summary>
/// <param name="names">The names of the layers or inputs to join the running value with, at least one.</param>
public sealed class ConcatAttribute(params string[] names) : JoinAttribute(names);
