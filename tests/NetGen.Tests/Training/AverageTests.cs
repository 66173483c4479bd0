using NetGen.Tests.Contract;

namespace NetGen.Tests;

public class AverageTests
{
    private static readonly Dataset Data = Samples.Classes(60, 3, 4);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void The_average_follows_its_formula(long start)
    {
        var trainer = new Trainer<ClassifierDouble, double>(new ClassifierDouble(seed: 1), new Adam(0.05)) { Average = new ExponentialMovingAverage(decay: 0.8, start) };
        double[] expected = trainer.Model.Parameters.ToArray();
        int step = 0;
        trainer.Fit(Data, new FitOptions
        {
            BatchSize = 7,
            Threads = 2,
            Progress = _ =>
            {
                step++;
                for (int i = 0; i < expected.Length; i++)
                    expected[i] = step <= start ? trainer.Model.Parameters[i] : (0.8 * expected[i]) + ((1 - 0.8) * trainer.Model.Parameters[i]);
            },
        });

        var average = new double[expected.Length];
        trainer.Average.CopyTo<double>(average);
        Assert.Equal(9, trainer.Average.Steps);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], average[i], 1e-14);
    }

    [Fact]
    public void A_swap_shows_the_average_and_a_second_one_gives_the_weights_back()
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Adam(0.05)) { Average = new ExponentialMovingAverage(decay: 0.9) };
        trainer.Fit(Data);
        float[] weights = trainer.Model.Parameters.ToArray(), average = new float[weights.Length];
        trainer.Average.CopyTo<float>(average);
        double own = trainer.Evaluate(Data).Loss;

        trainer.Average.Swap(trainer.Model.Parameters);
        Assert.True(trainer.Average.IsSwapped);
        Assert.Equal(average, trainer.Model.Parameters);
        Assert.NotEqual(own, trainer.Evaluate(Data).Loss);
        Assert.Contains("call Swap before training goes on", Assert.Throws<InvalidOperationException>(() => trainer.Fit(Data)).Message);
        Assert.Throws<InvalidOperationException>(() => trainer.Average.CopyTo<float>(average));

        trainer.Average.Swap(trainer.Model.Parameters);
        Assert.Equal(weights, trainer.Model.Parameters);
        Assert.Equal(own, trainer.Evaluate(Data).Loss);
    }

    [Fact]
    public void The_validation_set_may_see_the_average()
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Adam(0.05)) { Average = new ExponentialMovingAverage(decay: 0.9) };
        var options = new FitOptions { Validation = Data, ValidateAverage = true, EarlyStopping = new EarlyStopping(patience: 9) };
        History history = trainer.Fit(Data, options);

        // One epoch, so the best: early stopping leaves the average in the model.
        var average = new float[Classifier.ParameterCount];
        trainer.Average.CopyTo<float>(average);
        Assert.Equal(average, trainer.Model.Parameters);
        Assert.Equal(trainer.Evaluate(Data, batchSize: 32).Loss, history.Last.ValidationLoss);
    }

    [Fact]
    public void An_average_changes_nothing_in_the_training()
    {
        var with = new Trainer<Classifier>(new Classifier(seed: 1), new Adam(0.05)) { Average = new ExponentialMovingAverage() };
        var without = new Trainer<Classifier>(new Classifier(seed: 1), new Adam(0.05));
        with.Fit(Data);
        without.Fit(Data);
        Assert.Equal(without.Model.Parameters, with.Model.Parameters);
    }

    [Fact]
    public void Impossible_averages_are_refused()
    {
        Assert.Contains("from 0 to 1, 1 excluded, got 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialMovingAverage(decay: 1)).Message);
        Assert.Contains("got NaN.", Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialMovingAverage(decay: double.NaN)).Message);
        Assert.Contains("at least 0, got -1.", Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialMovingAverage(start: -1)).Message);
        Assert.Contains("Expected a step of training", Assert.Throws<InvalidOperationException>(() => new ExponentialMovingAverage().Swap<float>(new float[3])).Message);

        var average = new ExponentialMovingAverage();
        new Trainer<Classifier>(new Classifier(seed: 1), new Adam()) { Average = average }.Fit(Data);
        Assert.Contains("Expected 44 parameters of type Single, whose average this is, got 3", Assert.Throws<InvalidOperationException>(() => average.Swap<float>(new float[3])).Message);
        var other = new Trainer<Regressor>(new Regressor(seed: 1), new Adam()) { Average = average };
        Assert.Throws<InvalidOperationException>(() => other.Fit(Dataset.FromArrays(Numbers.Some(30), Numbers.Some(20), 3)));
    }
}
