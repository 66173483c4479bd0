namespace NetGen;

/// <summary>Exponential linear unit (Clevert et al., 2015): <c>x &lt;= 0 ? alpha * (exp(x) - 1) : x</c>.</summary>
/// <param name="alpha">The scale of the negative branch, finite.</param>
public sealed class EluAttribute(double alpha = 1) : LayerAttribute
{
    /// <summary>The scale of the negative branch.</summary>
    public double Alpha { get; } = alpha;
}
