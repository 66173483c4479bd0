using System.Collections.Immutable;

namespace NetGen;

/// <summary>What came of one epoch of training.</summary>
/// <param name="Epoch">Its number in the run, from 1.</param>
/// <param name="Loss">
/// The training loss, while the network was learning: that of the epoch's samples as if they were one batch, each with its loss before the
/// step that it was part of. The mean over the samples that count, by weight, or their sum where the network declares <c>Batch =
/// Reduction.Sum</c>; and the mean of the steps' penalties. 0 if no sample counts.
/// </param>
/// <param name="Accuracy">The accuracy on the training set after the epoch, if <see cref="FitOptions.TrainingAccuracy"/> asked for it and
/// targets are classes.</param>
/// <param name="ValidationLoss">The loss on the validation set after the epoch, if there is one: <see cref="Evaluation.Loss"/>.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation set, if there is one and its targets are classes.</param>
/// <param name="Seconds">The time the epoch took, evaluation included.</param>
/// <param name="LearningRate">The learning rate of its last step.</param>
public sealed record EpochRecord(
    int Epoch,
    double Loss,
    double? Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double Seconds,
    double LearningRate)
{
    /// <summary>What <see cref="Loss"/> is over: the number of training samples that count, or the sum of their weights.</summary>
    public double Weight { get; init; }

    /// <summary>What <see cref="ValidationLoss"/> is over, if there is a validation set.</summary>
    public double? ValidationWeight { get; init; }

    /// <summary>
    /// What was seen of each layer, in order, if <see cref="FitOptions.Diagnostics"/> asked for it and the epoch is one of those looked at;
    /// otherwise empty.
    /// </summary>
    public ImmutableArray<LayerDiagnostics> Layers { get; init; } = [];
}
