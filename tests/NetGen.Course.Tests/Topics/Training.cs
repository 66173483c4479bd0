using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Whole runs.</summary>
internal static class Training
{
    /// <summary>
    /// A run whose validation losses are the given ones: the answer to 0 is the bias, which is set within each epoch, and the rate is 0. The rule is asked
    /// about them in double, too.
    /// </summary>
    public static void StopEarly<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Given<T> losses = @case.Inputs["val_loss"];
        var stopping = new EarlyStopping(@case.Inputs["patience"].Integer, @case.Inputs["min_delta"].Double);
        Model<T> model = Twin<Distance, DistanceDouble>.Create<T>();
        History history = model.Fit(Dataset.FromArrays(new float[2], new float[2], 1), new Sgd(learningRate: 0), new FitOptions
        {
            Epochs = losses.Count,
            Regime = BatchRegime.PerSample,
            Validation = Dataset.FromArrays(new float[1], new float[1], 1),
            EarlyStopping = stopping,
            Progress = progress => model.Parameters[1] = losses[progress.Epoch - 1].Number,
        });
        int epochs = history.Epochs.Length;
        @case.Expected["stop_after_epoch_one_based"].Is(epochs);
        @case.Expected["epochs_not_run"].Is(Enumerable.Range(epochs + 1, losses.Count - epochs));
        @case.Expected["best_epoch_one_based"].Is(stopping.BestEpoch);
        Assert.Equal(losses[stopping.BestEpoch - 1].Number, model.Parameters[1]);

        stopping.Restart();
        foreach (Given<T> loss in losses.Items.TakeWhile(_ => !stopping.ShouldStop))
            stopping.Observe(loss.Double);
        @case.Expected["best_val"].IsDouble(stopping.BestValue);
    }
}
