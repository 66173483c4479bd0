namespace NetGen;

/// <summary>Squared error <c>(y - target)^2</c>.</summary>
public sealed class MeanSquaredErrorAttribute : LossAttribute
{
    /// <summary>How the outputs of one sample are combined. Default: their mean.</summary>
    public Reduction Outputs { get; set; }

    /// <summary>Halves the loss: <c>(y - target)^2 / 2</c>. Default: false.</summary>
    public bool Half { get; set; }
}
