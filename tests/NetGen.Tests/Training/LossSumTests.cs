using System.Numerics;
using NetGen.Tests.Contract;
using NetGen.Tests.Contract.Networks;

namespace NetGen.Tests;

/// <summary>What batches contribute to the loss of an epoch and of an evaluation, whatever their size.</summary>
public class LossSumTests
{
    private static readonly int[] BatchSizes = [1, 2, 3, 4, 5, 16, 100];

    /// <summary>Twelve samples of four classes.</summary>
    private static readonly Dataset Classes = Dataset.FromArrays(Numbers.Some(36), [2, 0, 1, 3, 2, 2, 1, 0, 2, 3, 3, 1], 3);

    private static readonly Dataset Pairs = Dataset.FromArrays(Numbers.Some(36), Numbers.Some(24), 3);

    [Fact]
    public void Ignored_samples_count_in_no_mean_whatever_the_batch_size()
    {
        double[] losses = Losses<IgnoringTheThird, float>(Classes);
        int[] counted = [1, 2, 3, 6, 7, 9, 10, 11];
        IsTheSameForEveryBatchSize<IgnoringTheThird, float>(Classes, counted.Average(sample => losses[sample]), 8);
    }

    [Fact]
    public void A_sum_over_the_batch_is_that_of_the_whole_data_set_whatever_the_batch_size()
    {
        double[] losses = Losses<Summed, float>(Pairs);
        IsTheSameForEveryBatchSize<Summed, float>(Pairs, losses.Sum(), 12);
    }

    [Fact]
    public void Penalties_are_added_once_whatever_the_batch_size()
    {
        double penalty = new SummedPenalized(seed: 1).Dense1Weights.ToArray().Sum(weight => 0.5 * weight * weight);
        double[] losses = Losses<SummedPenalized, double>(Pairs);
        IsTheSameForEveryBatchSize<SummedPenalized, double>(Pairs, losses.Sum(loss => loss - penalty) + penalty, 12);

        Dataset data = Dataset.FromArrays(Numbers.Some(60), Numbers.Some(36), 5);
        IsTheSameForEveryBatchSize<Penalized, float>(data, Losses<Penalized, float>(data).Average(), 12);
    }

    [Fact]
    public void Weights_of_samples_weigh_the_loss_of_the_epoch()
    {
        double[] weights = [0.5, 3, 0, 1, 1, 7, 0.25, 2, 0, 1, 1, 4];
        double[] losses = Losses<Regressor, float>(Pairs);
        double expected = weights.Zip(losses, (weight, loss) => weight * loss).Sum() / weights.Sum();
        foreach (int batchSize in BatchSizes)
        {
            EpochRecord epoch = Epoch<Regressor, float>(Pairs, new FitOptions { BatchSize = batchSize, SampleWeights = weights });
            Assert.Equal(expected, epoch.Loss, 1e-6 * expected);
            Assert.Equal(weights.Sum(), epoch.Weight);
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    [InlineData(16, 1)]
    public void Weights_of_samples_and_ignored_ones_agree_in_parts_of_a_step(int batchSize, int accumulation)
    {
        double[] weights = [0.5, 3, 0, 1, 1, 7, 0.25, 2, 0, 1, 1, 4];
        var reports = new List<TrainingProgress>();
        var options = new FitOptions { BatchSize = batchSize, Accumulation = accumulation, SampleWeights = weights, Progress = reports.Add };
        EpochRecord epoch = Epoch<IgnoringTheThird, float>(Classes, options);
        double[] losses = Losses<IgnoringTheThird, float>(Classes);
        int[] counted = [1, 2, 3, 6, 7, 9, 10, 11];
        double all = counted.Sum(sample => weights[sample]);
        Assert.Equal(counted.Sum(sample => weights[sample] * losses[sample]) / all, epoch.Loss, 1e-6);
        Assert.Equal(all, epoch.Weight);
        Assert.Equal(all, reports.Sum(report => report.StepWeight));
        Assert.Equal(epoch.Loss, reports.Sum(report => report.StepWeight * report.StepLoss) / all, 1e-12);
    }

    [Fact]
    public void Progress_tells_the_loss_of_the_step_and_that_of_the_epoch_so_far()
    {
        double[] losses = Losses<Regressor, float>(Pairs);
        var reports = new List<TrainingProgress>();
        Epoch<Regressor, float>(Pairs, new FitOptions { BatchSize = 5, ShuffleEachEpoch = false, Progress = reports.Add });
        Assert.Equal([5, 5, 2], reports.Select(report => report.StepWeight));
        for (int step = 0; step < 3; step++)
        {
            Assert.Equal(losses.Skip(5 * step).Take(5).Average(), reports[step].StepLoss, 1e-6);
            Assert.Equal(losses.Take(5 * (step + 1)).Average(), reports[step].Loss, 1e-6);
        }
    }

    [Fact]
    public void Early_stopping_sees_the_samples_that_count_of_a_validation_set_that_begins_with_others()
    {
        float[] targets = [.. Enumerable.Repeat(2f, 300), .. Enumerable.Range(0, 60).Select(i => (float)(i % 2))];
        Dataset validation = Dataset.FromArrays(Numbers.Some(3 * targets.Length), targets, 3);
        var stopping = new EarlyStopping(patience: 2);
        var trainer = new Trainer<IgnoringTheThird>(new IgnoringTheThird(seed: 1), new Adam(0.01));
        History history = trainer.Fit(Classes, new FitOptions { Epochs = 5, BatchSize = 256, Validation = validation, EarlyStopping = stopping });
        Assert.All(history.Epochs, epoch => Assert.True(double.IsFinite(epoch.ValidationLoss!.Value)));
        Assert.Equal(60.0, history.Last.ValidationWeight);
        Assert.InRange(stopping.BestEpoch, 1, 5);
        Assert.Equal(Losses<IgnoringTheThird, float>(validation.Select([.. Enumerable.Range(300, 60)]), trainer.Model).Average(), trainer.Evaluate(validation).Loss, 1e-6);
    }

    [Fact]
    public void A_monitored_validation_set_in_which_nothing_counts_is_refused()
    {
        Dataset ignored = Dataset.FromArrays(Numbers.Some(30), [.. Enumerable.Repeat(2f, 10)], 3);
        var trainer = new Trainer<IgnoringTheThird>(new IgnoringTheThird(seed: 1), new Adam());
        var options = new FitOptions { Validation = ignored, EarlyStopping = new EarlyStopping(3) };
        Assert.Contains("at least 1 sample counts in its loss", Assert.Throws<ArgumentException>(() => trainer.Fit(Classes, options)).Message);
        Evaluation nothing = trainer.Evaluate(ignored);
        Assert.Equal((0.0, 0.0), (nothing.Loss, nothing.Weight));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_in_which_nothing_counts_has_gradients_of_zero(bool byWeight)
    {
        var model = new NormalizedIgnoring(seed: 1);
        Workspace workspace = NormalizedIgnoring.CreateWorkspace(5);
        float[] targets = byWeight ? [0, 1, 2, 0, 1] : [3, 3, 3, 3, 3], weights = byWeight ? new float[5] : [];
        float[] gradients = Numbers.Sentinels(NormalizedIgnoring.ParameterCount);
        float loss = model.LossAndGradient(Numbers.Some(15), targets, gradients, workspace, new TrainingContext<float> { SampleWeights = weights });
        Assert.Equal(0, loss);
        Assert.Equal((0.0, 0.0), (workspace.LastLoss.Loss, workspace.LastLoss.Weight));
        Assert.All(gradients, gradient => Assert.Equal(0, gradient));
        if (!byWeight)
            Assert.Equal(0, model.Loss(Numbers.Some(15), targets, workspace));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_step_in_which_nothing_counts_moves_nothing_and_is_not_counted(int accumulation)
    {
        // Every second step has ignored samples alone; without it the steps are the same.
        int size = 4 * accumulation;
        float[] inputs = Numbers.Some(3 * 4 * size), targets = [.. Enumerable.Range(0, 4 * size).Select(i => i / size % 2 == 1 ? 3f : i % 3)];
        Dataset with = Dataset.FromArrays(inputs, targets, 3);
        Dataset without = with.Select([.. Enumerable.Range(0, 4 * size).Where(i => targets[i] < 3)]);
        var reports = new List<TrainingProgress>();
        (Trainer<NormalizedIgnoring> gaps, History history) = Fit(with, reports.Add);
        (Trainer<NormalizedIgnoring> whole, History expected) = Fit(without, null);

        Assert.Equal(whole.Model.Parameters, gaps.Model.Parameters);
        Assert.Equal(whole.Model.Buffers, gaps.Model.Buffers);
        Assert.Equal((4L, 4L), (gaps.Optimizer.Steps, gaps.Average!.Steps));
        Assert.Equal(expected.Epochs.Select(epoch => (epoch.Loss, epoch.Weight)), history.Epochs.Select(epoch => (epoch.Loss, epoch.Weight)));
        Assert.Equal([size, 0, size, 0, size, 0, size, 0], reports.Select(report => report.StepWeight));
        Assert.All(reports.Where(report => report.StepWeight == 0), report => Assert.Equal(0, report.StepLoss));

        (Trainer<NormalizedIgnoring>, History) Fit(Dataset data, Action<TrainingProgress>? progress)
        {
            var trainer = new Trainer<NormalizedIgnoring>(new NormalizedIgnoring(seed: 1), new Adam(0.01)) { Average = new ExponentialMovingAverage() };
            var options = new FitOptions { Epochs = 2, BatchSize = 4, Accumulation = accumulation, ShuffleEachEpoch = false, Progress = progress };
            return (trainer, trainer.Fit(data, options));
        }
    }

    [Fact]
    public void Weights_and_ignored_samples_are_the_same_after_a_run_was_interrupted()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("middle");
        Trainer<NormalizedIgnoring> whole = Start(), resumed = Start();
        FitOptions options = Options();
        int steps = 0;
        options.Progress = _ =>
        {
            if (++steps == 5)
                Checkpoint.Save(path, whole);
        };
        History expected = whole.Fit(Classes, options);
        Checkpoint.Load(path, resumed);
        History history = resumed.Resume(Classes, Options());
        Assert.Equal(expected.Epochs.Select(Numbers), history.Epochs.Select(Numbers));
        Assert.Equal(whole.Model.Parameters, resumed.Model.Parameters);

        FitOptions other = Options();
        other.DropLast = true;
        Checkpoint.Load(path, resumed);
        Assert.Contains("without what is left over", Assert.Throws<InvalidOperationException>(() => resumed.Resume(Classes, other)).Message);

        static Trainer<NormalizedIgnoring> Start() => new(new NormalizedIgnoring(seed: 1), new Adam(0.01));

        static FitOptions Options() => new() { Epochs = 3, BatchSize = 3, Validation = Classes, SampleWeights = [.. Enumerable.Range(1, 12).Select(i => 1.0 / i)] };

        static (double, double, double?, double?) Numbers(EpochRecord epoch) => (epoch.Loss, epoch.Weight, epoch.ValidationLoss, epoch.ValidationWeight);
    }

    [Fact]
    public void Contributions_add_up_without_what_rounding_takes()
    {
        LossSum sum = new LossSum(1e16, 1) + new LossSum(1, 2) + new LossSum(1, 1) + new LossSum(-1e16, 0);
        Assert.Equal((2.0, 4.0, 0.5), (sum.Sum, sum.Weight, sum.Loss));
        LossSum penalized = new LossSum(2, 4, Reduction.Sum, penalty: 0.1) + new LossSum(3, 6, Reduction.Sum, penalty: 0.1);
        Assert.Equal((5.1, 0.1), (penalized.Loss, penalized.Penalty));
        Assert.Equal(0.3, (new LossSum(0, 4, penalty: 0.1) + new LossSum(0, 12, penalty: 0.3667)).Loss, 1e-4);
        Assert.Equal((0.0, 0.0), (default(LossSum).Loss, (default(LossSum) + default(LossSum)).Loss));
        Assert.Equal(double.PositiveInfinity, (new LossSum(1, 1) + new LossSum(double.PositiveInfinity, 1)).Loss);
    }

    private static void IsTheSameForEveryBatchSize<TNetwork, T>(Dataset data, double expected, double weight)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var trainer = new Trainer<TNetwork, T>(TNetwork.Create(1), new Sgd(0));
        double whole = trainer.Evaluate(data, data.Count).Loss;
        Assert.Equal(expected, whole, 1e-6 * expected);
        foreach (int batchSize in BatchSizes)
        {
            Evaluation evaluation = trainer.Evaluate(data, batchSize, threads: 1 + (batchSize % 3));
            Assert.Equal((whole, weight), (evaluation.Loss, evaluation.Weight));
            EpochRecord epoch = Epoch<TNetwork, T>(data, new FitOptions { BatchSize = batchSize, Validation = data, Threads = 1 + (batchSize % 2) });
            Assert.Equal((expected, weight), (epoch.Loss, epoch.Weight), Close);
            Assert.Equal((whole, weight), (epoch.ValidationLoss!.Value, epoch.ValidationWeight!.Value));
            EpochRecord parts = Epoch<TNetwork, T>(data, new FitOptions { BatchSize = batchSize, Accumulation = 3 });
            Assert.Equal((expected, weight), (parts.Loss, parts.Weight), Close);
        }
    }

    private static bool Close((double Loss, double Weight) expected, (double Loss, double Weight) got) =>
        Math.Abs(expected.Loss - got.Loss) <= 1e-6 * expected.Loss && expected.Weight == got.Weight;

    /// <summary>An epoch that moves nothing.</summary>
    private static EpochRecord Epoch<TNetwork, T>(Dataset data, FitOptions options)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new Trainer<TNetwork, T>(TNetwork.Create(1), new Sgd(0)).Fit(data, options).Last;

    /// <summary>The loss of each sample by itself.</summary>
    private static double[] Losses<TNetwork, T>(Dataset data, TNetwork? model = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        model ??= TNetwork.Create(1);
        Workspace workspace = TNetwork.CreateWorkspace(1);
        var losses = new double[data.Count];
        var input = new T[data.InputSize];
        var target = new T[data.TargetSize];
        for (int sample = 0; sample < losses.Length; sample++)
        {
            data.CopyInputs<T>(sample, input);
            data.CopyTargets<T>(sample, target);
            losses[sample] = double.CreateTruncating(model.Loss(input, target, workspace));
        }

        return losses;
    }
}
