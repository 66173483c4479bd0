namespace NetGen;

/// <summary>How <see cref="Sgd"/> accumulates its momentum.</summary>
public enum MomentumForm
{
    /// <summary>A sum, <c>m = momentum m + g</c>: as PyTorch (Polyak, 1964). Steps grow up to 1 / (1 - momentum) times.</summary>
    Classical,

    /// <summary>An average, <c>m = momentum m + (1 - momentum) g</c>: steps keep the size of the gradient.</summary>
    Averaged,
}
