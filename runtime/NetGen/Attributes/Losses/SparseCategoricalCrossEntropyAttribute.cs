namespace NetGen;

/// <summary>
/// Categorical cross-entropy against the index of the true class, written as a number: <c>-log y[class]</c>.
/// <c>TargetSize</c> is 1; of a sequence there is a class for each step.
/// </summary>
public sealed class SparseCategoricalCrossEntropyAttribute : LossAttribute
{
    /// <summary>Mixes the target with the uniform distribution, 0 to 1 (Szegedy et al., 2016). Default: 0.</summary>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// A class index that counts for nothing: samples of it, or single steps of a sequence. The mean is then over all steps of the batch
    /// that count, as PyTorch's <c>ignore_index</c> has it. Default: none.
    /// </summary>
    public int IgnoreIndex { get; set; } = int.MinValue;
}
