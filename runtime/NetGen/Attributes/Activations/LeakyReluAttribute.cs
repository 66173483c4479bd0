namespace NetGen;

/// <summary>Leaky rectified linear unit: <c>x &lt;= 0 ? slope * x : x</c>.</summary>
/// <param name="slope">The slope for x &lt;= 0, finite.</param>
public sealed class LeakyReluAttribute(double slope = 0.01) : LayerAttribute
{
    /// <summary>The slope for x &lt;= 0.</summary>
    public double Slope { get; } = slope;
}
