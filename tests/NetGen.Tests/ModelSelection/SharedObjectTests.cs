namespace NetGen.Tests;

/// <summary>Folds that would teach each other are refused, on any number of threads.</summary>
public class SharedObjectTests
{
    private static readonly Dataset Data = Corners.Data;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Folds_that_share_what_a_run_writes_are_refused(int threads)
    {
        var adam = new Adam();
        var options = new FitOptions { EarlyStopping = new EarlyStopping(2, monitor: MonitoredValue.TrainingLoss), Schedule = Plateau() };
        var stopping = new EarlyStopping(2, monitor: MonitoredValue.TrainingLoss);
        var schedule = new LinearWarmUp(3, Plateau());
        Refused("Expected 'Optimizer' to make a new Adam for each fold", () => adam, () => new FitOptions());
        Refused("Expected 'Options' to make a new FitOptions for each fold", () => new Adam(), () => options);
        Refused("Expected 'Options' to make a new EarlyStopping for each fold", () => new Adam(), () => new FitOptions { EarlyStopping = stopping });
        Refused("Expected 'Options' to make a new ReduceOnPlateau for each fold", () => new Adam(), () => new FitOptions { Schedule = schedule });

        void Refused(string message, Func<Optimizer> optimizer, Func<FitOptions> make)
        {
            var validation = new CrossValidation<SoftmaxRegression<float>> { Optimizer = optimizer, Options = make };
            Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => validation.Run(Data, threads)).Message);
        }
    }

    [Fact]
    public void A_schedule_that_learns_nothing_may_be_shared()
    {
        var cosine = new CosineDecay();
        CrossValidationResult<SoftmaxRegression<float>>[] results = [.. new[] { 1, 4 }.Select(threads => new CrossValidation<SoftmaxRegression<float>>
        {
            Optimizer = () => new Adam(0.05),
            Options = () => new FitOptions { Schedule = cosine, EarlyStopping = new EarlyStopping(2, monitor: MonitoredValue.TrainingLoss) },
        }.Run(Data, threads))];
        Assert.Equal(results[0].Loss.Values.ToArray(), results[1].Loss.Values.ToArray());
    }

    [Fact]
    public void Combinations_of_a_search_that_share_an_optimizer_are_refused()
    {
        var axis = new SearchAxis<int>("batch size", 10, 30);
        Assert.Throws<InvalidOperationException>(() => GridSearch.Run(new SearchSpace(axis), Data, Trial(new Adam())));

        static Func<SearchPoint, CrossValidation> Trial(Adam adam) => _ =>
        {
            // Each combination has two folds, of which the first takes what the other combination took, too.
            int made = 0;
            return new CrossValidation<SoftmaxRegression<float>> { Folds = new KFold(2), Optimizer = () => Interlocked.Increment(ref made) == 1 ? adam : new Adam() };
        };
    }

    private static ReduceOnPlateau Plateau() => new(monitor: MonitoredValue.TrainingLoss);
}
