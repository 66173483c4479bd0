namespace NetGen;

/// <summary>
/// Adds to each step what tells its place (Vaswani et al., 2017): <c>sin(t / 10000^(2i / features))</c> to feature 2i and the cosine to
/// feature 2i + 1. Nothing is trained.
/// </summary>
public sealed class PositionalEncodingAttribute : LayerAttribute;
