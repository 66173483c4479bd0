namespace NetGen;

/// <summary>
/// The loss of a network: the last of its attributes, or with several outputs the one behind <c>[Output]</c>, and their weighted sum is the
/// loss. Gives the class <c>Loss</c>, <c>LossAndGradient</c> and <c>TargetSize</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LossAttribute : Attribute
{
    /// <summary>How the losses of the samples become the loss of the batch. Default: their mean.</summary>
    public Reduction Batch { get; set; }

    /// <summary>
    /// Whether the steps of a sequence have weights: for an output of (steps, features), a weight for each step lies after the targets of
    /// each sample, so that <c>TargetSize</c> is larger by the number of steps (<see cref="Dataset.WithStepWeights(float[])"/> makes such
    /// data). The loss of the batch is the mean over all its steps, each by its weight: the sum of <c>weight * loss</c> divided by the sum
    /// of the weights; with <c>Batch = Reduction.Sum</c> that of each sample alone, added up over the samples. A step of weight 0, such as one that fills up a shorter sequence, counts for nothing, in training as in <c>Loss</c>
    /// and evaluation. Default: false, all steps count alike.
    /// </summary>
    public bool StepWeights { get; set; }

    /// <summary>What the loss counts: it is multiplied by this. Default: 1.</summary>
    public double Weight { get; set; } = 1;
}
