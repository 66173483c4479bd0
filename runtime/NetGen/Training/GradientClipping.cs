namespace NetGen;

/// <summary>How gradients that are too large are made smaller before a step. Layers that are frozen do not count.</summary>
public sealed class GradientClipping
{
    private GradientClipping(ClippingKind kind, double limit)
    {
        Kind = kind;
        Limit = limit;
    }

    /// <summary>What is limited.</summary>
    internal ClippingKind Kind { get; }

    /// <summary>To what.</summary>
    internal double Limit { get; }

    /// <summary>
    /// Every single gradient is kept from -<paramref name="limit"/> to <paramref name="limit"/>. PyTorch's <c>clip_grad_value_</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0, or not finite.</exception>
    public static GradientClipping ByValue(double limit) => new(ClippingKind.Value, Hyperparameter.Positive(limit, nameof(limit)));

    /// <summary>
    /// The gradient of each tensor, such as the weights of a layer, is scaled to a Euclidean norm of at most <paramref name="limit"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0, or not finite.</exception>
    public static GradientClipping ByNorm(double limit) => new(ClippingKind.Norm, Hyperparameter.Positive(limit, nameof(limit)));

    /// <summary>
    /// The gradient of all parameters together is scaled to a Euclidean norm of at most <paramref name="limit"/>, by
    /// <c>min(1, limit / (norm + 1e-6))</c>. PyTorch's <c>clip_grad_norm_</c> (Pascanu et al., 2013).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0, or not finite.</exception>
    public static GradientClipping ByGlobalNorm(double limit) =>
        new(ClippingKind.GlobalNorm, Hyperparameter.Positive(limit, nameof(limit)));
}
