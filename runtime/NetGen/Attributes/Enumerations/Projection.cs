namespace NetGen;

/// <summary>What brings a value to the shape of another where they are added.</summary>
public enum Projection
{
    /// <summary>Nothing: both have one shape.</summary>
    None,

    /// <summary>
    /// Where the shapes differ, a convolution of one pixel without bias, with the stride that the shapes ask for; of vectors a dense layer
    /// without bias.
    /// </summary>
    Linear,

    /// <summary>The same, then a batch normalisation (He et al., "Deep residual learning", 2016, option B).</summary>
    Normalized,
}
