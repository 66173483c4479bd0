namespace NetGen;

/// <summary>How well a network does on a data set, in inference mode.</summary>
/// <param name="Loss">The loss: the mean over batches, each weighted by its samples, which for a loss that is a mean is the loss of the whole data set.</param>
/// <param name="Accuracy">The share of samples whose largest output is that of their class; null where targets are not classes.</param>
/// <param name="Confusion">What was taken for what; null where targets are not classes, or there are more than 1,024.</param>
public sealed record Evaluation(double Loss, double? Accuracy, ConfusionMatrix? Confusion);
