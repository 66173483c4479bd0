namespace NetGen;

/// <summary>How well a network does on a data set, in inference mode.</summary>
/// <param name="Loss">
/// The loss of the whole data set as if it were one batch, whatever the size of the batches that it went through in: the mean over the
/// samples that count, or their sum where the network declares <c>Batch = Reduction.Sum</c>, and penalties, added once. 0 if no sample
/// counts.
/// </param>
/// <param name="Accuracy">The share of samples whose largest output is that of their class; null where targets are not classes.</param>
/// <param name="Confusion">What was taken for what; null where targets are not classes, or there are more than 1,024.</param>
public sealed record Evaluation(double Loss, double? Accuracy, ConfusionMatrix? Confusion)
{
    /// <summary>
    /// What the loss is over: the number of samples that count, those of an ignored class left out; with weights of steps, their sum.
    /// </summary>
    public double Weight { get; init; }
}
