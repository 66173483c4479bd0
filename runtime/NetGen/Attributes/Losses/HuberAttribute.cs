namespace NetGen;

/// <summary>
/// Huber loss (Huber, 1964): <c>e^2 / 2</c> where |e| &lt;= delta, else <c>delta * (|e| - delta / 2)</c>, e = y - target.
/// </summary>
/// <param name="delta">Where the loss turns from quadratic to linear, above 0.</param>
public sealed class HuberAttribute(double delta = 1) : LossAttribute
{
    /// <summary>Where the loss turns from quadratic to linear.</summary>
    public double Delta { get; } = delta;

    /// <summary>How the outputs of one sample are combined. Default: their mean.</summary>
    public Reduction Outputs { get; set; }
}
