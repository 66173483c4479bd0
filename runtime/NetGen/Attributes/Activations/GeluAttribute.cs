namespace NetGen;

/// <summary>Gaussian error linear unit (Hendrycks and Gimpel, 2016): <c>x / 2 * (1 + erf(x / sqrt(2)))</c>.</summary>
public sealed class GeluAttribute : LayerAttribute
{
    /// <summary>The form <c>x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))</c> instead. Default: false.</summary>
    public bool Approximate { get; set; }
}
