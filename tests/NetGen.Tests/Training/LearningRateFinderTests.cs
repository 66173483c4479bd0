using NetGen.Tests.Contract;

namespace NetGen.Tests;

public class LearningRateFinderTests
{
    private static readonly Dataset Data = Samples.Classes(200, 3, 4);

    [Fact]
    public void A_sweep_falls_then_explodes_and_leaves_no_trace()
    {
        Trainer<Classifier> searched = Trained(), other = Trained();
        LearningRateSweep sweep = new LearningRateFinder { From = 1e-5, To = 1000, Steps = 80 }.Find(searched, Data, new FitOptions { BatchSize = 20, Threads = 2 });

        Assert.Equal(other.Model.Parameters, searched.Model.Parameters);
        Assert.Equal((other.Optimizer.Steps, other.Optimizer.LearningRate), (searched.Optimizer.Steps, searched.Optimizer.LearningRate));
        searched.Fit(Data);
        other.Fit(Data);
        Assert.Equal(other.Model.Parameters, searched.Model.Parameters);

        Assert.InRange(sweep.Points.Length, 20, 79);
        for (int i = 0; i < sweep.Points.Length; i++)
            Assert.Equal(1e-5 * Math.Pow(1e8, i / 79.0), sweep.Points[i].Rate, 1e-12 * sweep.Points[i].Rate);
        Assert.True(sweep.Points.Min(point => point.Loss) < 0.8 * sweep.Points[0].Loss);
        Assert.InRange(sweep.SuggestedRate!.Value, 0.01, 10);

        static Trainer<Classifier> Trained()
        {
            var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Sgd(learningRate: 0.02, momentum: 0.5)) { Average = new ExponentialMovingAverage() };
            trainer.Fit(Data.Take(50));
            return trainer;
        }
    }

    [Fact]
    public void The_suggested_rate_trains()
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Adam());
        trainer.Optimizer.LearningRate = new LearningRateFinder().Find(trainer, Data).SuggestedRate!.Value;
        double before = trainer.Evaluate(Data).Loss;
        trainer.Fit(Data, new FitOptions { Epochs = 10 });
        double after = trainer.Evaluate(Data).Loss;
        Assert.True(after < 0.5 * before, $"A rate of {trainer.Optimizer.LearningRate} brought the loss from {before} to {after}.");
    }

    [Fact]
    public void Buffers_come_back_too_and_a_run_that_diverges_ends_the_sweep()
    {
        var trainer = new Trainer<Normalized>(new Normalized(seed: 1), new Sgd(learningRate: 0.1));
        new LearningRateFinder { To = 1e30, Steps = 40 }.Find(trainer, Samples.Images(40, 4, 3, 2, 3));
        Assert.Equal(new Normalized(seed: 1).Buffers, trainer.Model.Buffers);

        var unbounded = new Trainer<Unbounded>(new Unbounded(seed: 1), new Sgd(learningRate: 0.1));
        LearningRateSweep sweep = new LearningRateFinder { To = 1e35, Steps = 30, StopFactor = double.PositiveInfinity }.Find(unbounded, Dataset.FromArrays(Numbers.Some(60), Numbers.Some(40), 3));
        Assert.InRange(sweep.Points.Length, 3, 29);
        Assert.Equal(new Unbounded(seed: 1).Parameters, unbounded.Model.Parameters);
    }

    [Fact]
    public void A_loss_that_never_falls_suggests_nothing()
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Sgd(learningRate: 0.1));
        var finder = new LearningRateFinder { From = 1e-40, To = 1e-30, Steps = 10, Smoothing = 0 };
        Assert.Null(finder.Find(trainer, Data, new FitOptions { Regime = BatchRegime.FullBatch }).SuggestedRate);
    }

    [Fact]
    public void Impossible_sweeps_are_refused()
    {
        Refused(new LearningRateFinder { From = 0 }, "From", "above 0, got 0.");
        Refused(new LearningRateFinder { From = double.NaN }, "From", "got NaN.");
        Refused(new LearningRateFinder { From = 1, To = 1 }, "To", "Expected a last rate above the first, 1, got 1.");
        Refused(new LearningRateFinder { Steps = 2 }, "Steps", "at least 3 steps, got 2.");
        Refused(new LearningRateFinder { Smoothing = 1 }, "Smoothing", "got 1.");
        Refused(new LearningRateFinder { StopFactor = double.NaN }, "StopFactor", "above 1, got NaN.");

        static void Refused(LearningRateFinder finder, string name, string message)
        {
            var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Adam());
            ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => finder.Find(trainer, Data));
            Assert.Equal(name, exception.ParamName);
            Assert.Contains(message, exception.Message);
        }
    }
}
