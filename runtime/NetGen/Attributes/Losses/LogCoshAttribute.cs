namespace NetGen;

/// <summary>Log-cosh loss: <c>log(cosh(y - target))</c>, half the square of small errors, and the size of large ones less log 2.</summary>
public sealed class LogCoshAttribute : LossAttribute
{
    /// <summary>How the outputs of one sample are combined. Default: their mean.</summary>
    public Reduction Outputs { get; set; }
}
