namespace NetGen;

/// <summary>Where a training run stands after a step.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">The number of epochs.</param>
/// <param name="Batch">The steps taken in this epoch.</param>
/// <param name="Batches">The steps of an epoch.</param>
/// <param name="Loss">The training loss of the epoch so far: <see cref="EpochRecord.Loss"/> over the samples seen.</param>
/// <param name="LearningRate">The learning rate of the step.</param>
/// <param name="Finished">What came of the epoch, in the report on its last step.</param>
public readonly record struct TrainingProgress(
    int Epoch,
    int Epochs,
    int Batch,
    int Batches,
    double Loss,
    double LearningRate,
    EpochRecord? Finished)
{
    /// <summary>The loss of the step's samples as one batch, before the step; 0 if none of them counts.</summary>
    public double StepLoss { get; init; }

    /// <summary>
    /// What <see cref="StepLoss"/> is over: the number of samples that count, or the sum of their weights. If it is 0, nothing moved in
    /// this step.
    /// </summary>
    public double StepWeight { get; init; }
}
