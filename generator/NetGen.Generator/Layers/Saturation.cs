namespace NetGen.Generator.Layers;

/// <summary>Whether and how an activation goes flat where its input is large on either side, so that gradients fade on their way through.</summary>
internal enum Saturation
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Around 0 its slope is 1, as a tanh's is.</summary>
    Centered,

    /// <summary>Its slope is small everywhere, as a sigmoid's is, at most 1/4.</summary>
    Everywhere,
}
