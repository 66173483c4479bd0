namespace NetGen;

/// <summary>Binary cross-entropy <c>-target log y - (1 - target) log(1 - y)</c>, natural logarithm. After a <c>Sigmoid</c> the pair is computed on logits.</summary>
public sealed class BinaryCrossEntropyAttribute : LossAttribute
{
    /// <summary>How the outputs of one sample are combined. Default: their mean.</summary>
    public Reduction Outputs { get; set; }
}
