using NetGen.Tests.Contract;

namespace NetGen.Tests;

public class EarlyStoppingTests
{
    private static readonly Dataset Data = Samples.Classes(60, 3, 4);

    [Theory]
    [InlineData(3, 0, 6, 3)]
    [InlineData(2, 0, 5, 3)]
    [InlineData(1, 0, 4, 3)]
    [InlineData(0, 0, 4, 3)]
    [InlineData(9, 0, 8, 8)]
    [InlineData(2, 0.15, 4, 2)]
    public void It_stops_when_the_patience_has_run_out(int patience, double minimumDelta, int epochs, int best)
    {
        var stopping = new EarlyStopping(patience, minimumDelta);
        double[] losses = [0.9, 0.7, 0.6, 0.65, 0.64, 0.61, 0.62, 0.5];
        Assert.Equal(epochs, Epochs(stopping, losses));
        Assert.Equal(best, stopping.BestEpoch);
        Assert.Equal(losses[best - 1], stopping.BestValue);

        // Accuracy rises, and a second run knows nothing of the first.
        var rising = new EarlyStopping(patience, minimumDelta, MonitoredValue.ValidationAccuracy);
        for (int run = 0; run < 2; run++)
        {
            rising.Restart();
            Assert.Equal(epochs, Epochs(rising, [.. losses.Select(loss => 1 - loss)]));
            Assert.Equal(best, rising.BestEpoch);
        }

        static int Epochs(EarlyStopping stopping, double[] values)
        {
            int epochs = 0;
            while (epochs < values.Length && !stopping.ShouldStop)
                stopping.Observe(values[epochs++]);
            return epochs;
        }
    }

    [Fact]
    public void NaN_is_never_better()
    {
        var stopping = new EarlyStopping(patience: 2);
        Assert.False(stopping.Observe(double.NaN));
        Assert.True(stopping.Observe(5));
        Assert.False(stopping.Observe(double.NaN));
        Assert.False(stopping.Observe(double.NaN));
        Assert.True(stopping.ShouldStop);
    }

    [Theory]
    [InlineData(MonitoredValue.ValidationLoss)]
    [InlineData(MonitoredValue.ValidationAccuracy)]
    [InlineData(MonitoredValue.TrainingLoss)]
    public void A_run_ends_with_the_best_parameters(MonitoredValue monitor)
    {
        // A rate far too high makes progress that does not last.
        var stopping = new EarlyStopping(patience: 3, monitor: monitor);
        var kept = new Dictionary<int, float[]>();
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Sgd(learningRate: 6));
        History history = trainer.Fit(Data, new FitOptions
        {
            Epochs = 200,
            Validation = Data.Take(30),
            EarlyStopping = stopping,
            Progress = progress =>
            {
                if (progress.Finished is { } epoch)
                    kept[epoch.Epoch] = trainer.Model.Parameters.ToArray();
            },
        });
        Assert.Equal(stopping.BestEpoch + 3, history.Epochs.Length);
        Assert.Equal(kept[stopping.BestEpoch], trainer.Model.Parameters);
        Assert.NotEqual(kept[history.Epochs.Length], trainer.Model.Parameters.ToArray());

        double[] values = [.. history.Epochs.Select(epoch => monitor switch
        {
            MonitoredValue.ValidationLoss => epoch.ValidationLoss!.Value,
            MonitoredValue.ValidationAccuracy => -epoch.ValidationAccuracy!.Value,
            _ => epoch.Loss,
        })];
        Assert.Equal(values.Min(), values[stopping.BestEpoch - 1]);
    }

    [Fact]
    public void Buffers_come_back_with_the_parameters()
    {
        Dataset data = Samples.Images(40, 4, 3, 2, 3);
        var stopping = new EarlyStopping(patience: 1);
        float[] buffers = [];
        var trainer = new Trainer<Normalized>(new Normalized(seed: 1), new Sgd(learningRate: 3));
        trainer.Fit(data, new FitOptions
        {
            Epochs = 100,
            BatchSize = 10,
            Validation = data,
            EarlyStopping = stopping,
            Progress = progress =>
            {
                if (progress.Finished?.Epoch == stopping.BestEpoch)
                    buffers = trainer.Model.Buffers.ToArray();
            },
        });
        Assert.True(stopping.ShouldStop);
        Assert.Equal(buffers, trainer.Model.Buffers);
    }

    [Fact]
    public void The_last_parameters_stay_where_that_is_asked_for()
    {
        float[] last = [];
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Sgd(learningRate: 6));
        trainer.Fit(Data, new FitOptions
        {
            Epochs = 200,
            Validation = Data.Take(30),
            EarlyStopping = new EarlyStopping(patience: 3, restoreBest: false),
            Progress = _ => last = trainer.Model.Parameters.ToArray(),
        });
        Assert.Equal(last, trainer.Model.Parameters);
    }

    [Fact]
    public void Impossible_rules_are_refused_before_anything_starts()
    {
        Assert.Contains("at least 0, got -1.", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(patience: -1)).Message);
        Assert.Contains("got NaN.", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(3, minimumDelta: double.NaN)).Message);
        Assert.Contains("got 7.", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(3, monitor: (MonitoredValue)7)).Message);

        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Adam());
        Assert.Contains("Expected a validation set for the ValidationLoss, got none.", Assert.Throws<ArgumentException>(() => trainer.Fit(Data, new FitOptions { EarlyStopping = new EarlyStopping(3) })).Message);
        Assert.Contains("Expected a validation set for the ValidationLoss, got none.", Assert.Throws<ArgumentException>(() => trainer.Fit(Data, new FitOptions { Schedule = new ReduceOnPlateau() })).Message);
        Assert.Equal(0, trainer.Optimizer.Steps);

        var regressor = new Trainer<Regressor>(new Regressor(seed: 1), new Adam());
        Dataset numbers = Dataset.FromArrays(Numbers.Some(30), Numbers.Some(20), 3);
        var options = new FitOptions { Validation = numbers, EarlyStopping = new EarlyStopping(3, monitor: MonitoredValue.ValidationAccuracy) };
        Assert.Contains("whose targets are classes for its accuracy, got numbers.", Assert.Throws<ArgumentException>(() => regressor.Fit(numbers, options)).Message);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_of_the_epochs_after_it()
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Sgd(learningRate: 0));
        History history = trainer.Fit(Data, new FitOptions { Epochs = 5, Validation = Data, Schedule = new ReduceOnPlateau(factor: 0.5, patience: 0) });
        Assert.All(history.Epochs, epoch => Assert.Equal(0, epoch.LearningRate));

        trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Sgd(learningRate: 1e-30));
        history = trainer.Fit(Data, new FitOptions { Epochs = 5, Validation = Data, Schedule = new ReduceOnPlateau(factor: 0.5, patience: 1) });
        Assert.Equal([1e-30, 1e-30, 1e-30, 0.5e-30, 0.5e-30], history.Epochs.Select(epoch => epoch.LearningRate));
        Assert.Equal(1e-30, trainer.Optimizer.LearningRate);
    }
}
