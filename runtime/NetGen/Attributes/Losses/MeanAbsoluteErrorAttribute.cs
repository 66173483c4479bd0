namespace NetGen;

/// <summary>Absolute error <c>|y - target|</c>; its derivative at 0 is taken as 0.</summary>
public sealed class MeanAbsoluteErrorAttribute : LossAttribute
{
    /// <summary>How the outputs of one sample are combined. Default: their mean.</summary>
    public Reduction Outputs { get; set; }
}
