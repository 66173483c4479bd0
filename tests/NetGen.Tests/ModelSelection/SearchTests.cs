namespace NetGen.Tests;

public class SearchTests
{
    private static readonly Dataset Data = Corners.Data;

    [Fact]
    public void A_grid_tries_every_combination_and_finds_the_best()
    {
        var rate = new SearchAxis<double>("learning rate", 0, 0.05);
        var batch = new SearchAxis<int>("batch size", 10, 30);
        var optimizer = new SearchAxis<Func<double, Optimizer>>("optimizer", value => new Sgd(value), value => new Adam(value)) { Format = make => make(1).GetType().Name };
        var space = new SearchSpace(rate, batch, optimizer);
        SearchResult[] results = [.. new[] { 1, 3 }.Select(threads => GridSearch.Run(space, Data, Trial, threads))];

        Assert.Equal(8, results[0].Trials.Length);
        Assert.Equal(Enumerable.Range(0, 8), results[0].Trials.Select(trial => trial.Point.Index));
        Assert.Equal(results[0].Trials.SelectMany(trial => trial.Result.Loss.Values), results[1].Trials.SelectMany(trial => trial.Result.Loss.Values));
        SearchTrial best = results[0].Best;
        Assert.Equal(0.05, best.Point.Value(rate));
        Assert.Equal(results[0].Trials.Max(trial => trial.Result.Accuracy!.Mean), best.Result.Accuracy!.Mean);
        Assert.Equal("learning rate 0.05, batch size 30, optimizer Adam", results[0].Trials[7].Point.ToString());
        Assert.Equal(results[0].Trials[7].Result.Loss.Values.ToArray(), new CrossValidation<SoftmaxRegression<float>>
        {
            Optimizer = () => new Adam(0.05),
            Options = () => new FitOptions { BatchSize = 30, Epochs = 2 },
            Folds = new KFold(3),
        }.Run(Data).Loss.Values.ToArray());

        CrossValidation Trial(SearchPoint point) => new CrossValidation<SoftmaxRegression<float>>
        {
            Optimizer = () => point.Value(optimizer)(point.Value(rate)),
            Options = () => new FitOptions { BatchSize = point.Value(batch), Epochs = 2 },
            Folds = new KFold(3),
        };
    }

    [Fact]
    public void Networks_of_several_classes_are_an_axis()
    {
        var network = new SearchAxis<Func<CrossValidation>>("network",
            () => new CrossValidation<SoftmaxRegression<float>> { Optimizer = () => new Sgd(0), Folds = new KFold(2) },
            () => new CrossValidation<SoftmaxRegression<double>, double> { Optimizer = () => new Adam(0.1), Options = () => new FitOptions { Epochs = 20 }, Folds = new KFold(3) });
        SearchResult result = GridSearch.Run(new SearchSpace(network), Data, point => point.Value(network)());
        Assert.Equal([2, 3], result.Trials.Select(trial => trial.Result.Folds.Length));
        Assert.Equal(1, result.Best.Point.Index);
    }

    [Fact]
    public void A_random_search_tries_different_combinations_of_the_same_space()
    {
        var rate = new SearchAxis<double>("learning rate", [.. Enumerable.Range(1, 30).Select(k => k * 1e-3)]);
        var space = new SearchSpace(rate, new SearchAxis<int>("seed", 1, 2, 3));
        IReadOnlyList<int> drawn = RandomSearch.Draw(space, 20, seed: 1);
        Assert.Equal(20, drawn.Distinct().Count());
        Assert.All(drawn, index => Assert.InRange(index, 0, 89));
        Assert.Equal(drawn, RandomSearch.Draw(space, 20, seed: 1));
        Assert.NotEqual(drawn, RandomSearch.Draw(space, 20, seed: 2));
        Assert.Equal(Enumerable.Range(0, 90), RandomSearch.Draw(space, 90, seed: 1).Order());

        // Each combination is drawn 2/9 of the time: 111 of 500, give or take four standard deviations of 9.3.
        int[] counts = new int[90];
        for (ulong seed = 0; seed < 500; seed++)
        {
            foreach (int index in RandomSearch.Draw(space, 20, seed))
                counts[index]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 74, 148));

        SearchResult result = RandomSearch.Run(space, 4, 1, Data, point => new CrossValidation<SoftmaxRegression<float>> { Optimizer = () => new Adam(point.Value(rate)), Folds = new KFold(2) });
        Assert.Equal(RandomSearch.Draw(space, 4, seed: 1), result.Trials.Select(trial => trial.Point.Index));
    }

    [Fact]
    public void Numbers_in_equal_ratios_are_an_axis()
    {
        SearchAxis<double> axis = SearchAxis.Logarithmic("learning rate", 1e-4, 1e-1, 7);
        Assert.Equal(1e-4, axis.Values[0]);
        Assert.Equal(1e-1, axis.Values[^1]);
        for (int i = 1; i < 7; i++)
            Assert.Equal(Math.Sqrt(10), axis.Values[i] / axis.Values[i - 1], 12);
        Assert.Equal("0.000316", axis.Label(1));
        Assert.Equal([8, 2], SearchAxis.Logarithmic("x", 8, 2, 2).Values.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchAxis.Logarithmic("x", 0, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchAxis.Logarithmic("x", 1, 2, 1));
    }

    [Fact]
    public void A_training_that_diverged_is_never_the_best()
    {
        var axis = new SearchAxis<int>("x", 0, 1, 2);
        var space = new SearchSpace(axis);
        SearchTrial[] trials = [.. new[] { double.NaN, 2, 1 }.Select((loss, i) => new SearchTrial(space[i], new CrossValidationResult([new FoldResult(new Fold(0, [], []), new Evaluation(loss, null, null), new History([]))])))];
        Assert.Equal([2, 1, 0], new SearchResult(space, [.. trials]).Ranking.Select(trial => trial.Point.Index));
    }

    [Fact]
    public void Impossible_searches_are_refused()
    {
        var axis = new SearchAxis<int>("x", 1, 2);
        Assert.Contains("Expected at least 1 axis", Assert.Throws<ArgumentException>(() => new SearchSpace()).Message);
        Assert.Contains("Expected at least 1 value of 'y', got none.", Assert.Throws<ArgumentException>(() => new SearchAxis<int>("y")).Message);
        Assert.Contains("got 'x' 2 times", Assert.Throws<ArgumentException>(() => new SearchSpace(axis, new SearchAxis<double>("x", 1))).Message);
        Assert.Contains("Expected at most 2147483647 combinations", Assert.Throws<ArgumentException>(() => new SearchSpace([.. Enumerable.Range(0, 31).Select(i => new SearchAxis<int>($"a{i}", 1, 2))])).Message);
        Assert.Contains("got 2", Assert.Throws<ArgumentOutOfRangeException>(() => new SearchSpace(axis)[2]).Message);
        Assert.Contains("Expected one of the axes 'x', got 'x', which is not of this space.", Assert.Throws<ArgumentException>(() => new SearchSpace(axis)[0].Value(new SearchAxis<int>("x", 1))).Message);
        Assert.Contains("Expected 1 to 2 trials", Assert.Throws<ArgumentOutOfRangeException>(() => RandomSearch.Draw(new SearchSpace(axis), 3, 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomSearch.Draw(new SearchSpace(axis), 0, 0));
    }
}
