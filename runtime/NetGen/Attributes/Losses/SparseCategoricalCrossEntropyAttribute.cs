namespace NetGen;

/// <summary>
/// Categorical cross-entropy against the index of the true class, written as a number: <c>-log y[class]</c>.
/// <c>TargetSize</c> is 1.
/// </summary>
public sealed class SparseCategoricalCrossEntropyAttribute : LossAttribute
{
    /// <summary>Mixes the target with the uniform distribution, 0 to 1 (Szegedy et al., 2016). Default: 0.</summary>
    public double LabelSmoothing { get; set; }

    /// <summary>A class index whose samples count for nothing. Default: none.</summary>
    public int IgnoreIndex { get; set; } = int.MinValue;
}
