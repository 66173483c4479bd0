namespace NetGen;

/// <summary>
/// Binary cross-entropy <c>-target log y - (1 - target) log(1 - y)</c>, natural logarithm. After a <c>Sigmoid</c> the pair is computed on
/// logits.
/// </summary>
public sealed class BinaryCrossEntropyAttribute : LossAttribute
{
    /// <summary>How the outputs of one sample are combined. Default: their mean.</summary>
    public Reduction Outputs { get; set; }

    /// <summary>
    /// What the positive part counts, above 0: <c>-weight * target log y - (1 - target) log(1 - y)</c>, for targets that are rarely 1.
    /// Default: 1.
    /// </summary>
    public double PositiveWeight { get; set; } = 1;
}
