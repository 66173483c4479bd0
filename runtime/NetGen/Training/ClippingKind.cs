namespace NetGen;

/// <summary>What a <see cref="GradientClipping"/> limits.</summary>
internal enum ClippingKind
{
    /// <summary>Every gradient.</summary>
    Value,

    /// <summary>The norm of each tensor.</summary>
    Norm,

    /// <summary>The norm of all tensors together.</summary>
    GlobalNorm,
}
