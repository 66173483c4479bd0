namespace NetGen;

/// <summary>Parametric rectified linear unit (He et al., 2015): <c>x &lt;= 0 ? slope * x : x</c> with a trained slope.</summary>
/// <param name="slope">The initial slope, finite.</param>
public sealed class PReluAttribute(double slope = 0.25) : LayerAttribute
{
    /// <summary>The initial slope.</summary>
    public double Slope { get; } = slope;

    /// <summary>One slope a channel instead of one in all. Default: false.</summary>
    public bool PerChannel { get; set; }

    /// <summary>A frozen slope gets no gradient. Default: false.</summary>
    public bool Frozen { get; set; }
}
