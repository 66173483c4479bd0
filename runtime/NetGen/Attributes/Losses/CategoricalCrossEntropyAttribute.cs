namespace NetGen;

/// <summary>
/// Categorical cross-entropy <c>-sum over k of target[k] log y[k]</c>, natural logarithm, against a distribution over
/// the classes. After a <c>Softmax</c> the pair is computed on logits: its gradient is <c>y sum(target) - target</c>.
/// </summary>
public sealed class CategoricalCrossEntropyAttribute : LossAttribute
{
    /// <summary>Mixes the target with the uniform distribution, 0 to 1 (Szegedy et al., 2016). Default: 0.</summary>
    public double LabelSmoothing { get; set; }
}
