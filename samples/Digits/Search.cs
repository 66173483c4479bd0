namespace NetGen.Samples.Digits;

/// <summary>A grid search over networks, optimisers, rates and batch sizes: short runs of three folds.</summary>
internal static class Search
{
    private const int Epochs = 3;

    /// <summary>Tries every combination.</summary>
    public static SearchResult Run(Dataset digits, int threads, ulong seed)
    {
        var optimizer = new SearchAxis<Func<double, Optimizer>>("optimizer", rate => new Adam(rate), rate => new Sgd(rate, momentum: 0.9)) { Format = make => make(1).GetType().Name };
        var rate = new SearchAxis<double>("learning rate", 1e-2, 2e-3);
        var batch = new SearchAxis<int>("batch size", 32, 128);
        var network = new SearchAxis<Candidate>("network", new(nameof(DigitNet), Of<DigitNet>), new(nameof(DenseDigits), Of<DenseDigits>)) { Format = candidate => candidate.Name };
        return GridSearch.Run(new SearchSpace(network, optimizer, rate, batch), digits, point => point.Value(network).Validation(point), threads);

        CrossValidation Of<TNetwork>(SearchPoint point)
            where TNetwork : class, INetwork<TNetwork, float> => new CrossValidation<TNetwork>
            {
                Optimizer = () => point.Value(optimizer)(point.Value(rate)),
                Options = () => new FitOptions { Epochs = Epochs, BatchSize = point.Value(batch), Seed = seed },
                Scaler = train => MinMaxScaler.Fit(train, ScalerScope.All),
                Folds = new KFold(3, seed, stratified: true),
                Seed = seed,
            };
    }

    /// <summary>The names of the columns of <see cref="Rows"/>.</summary>
    public static string[] Columns(SearchResult result) => [.. result.Space.Axes.Select(axis => axis.Name), "accuracy", "deviation", "loss"];

    /// <summary>The combinations from best to worst.</summary>
    public static IEnumerable<string[]> Rows(SearchResult result) => result.Ranking.Select(trial => (string[])
    [
        .. trial.Point.Labels,
        $"{100 * trial.Result.Accuracy!.Mean:F2}%",
        $"{100 * trial.Result.Accuracy.StandardDeviation:F2}%",
        $"{trial.Result.Loss.Mean:F4}",
    ]);

    /// <summary>A network to try, and how it is cross-validated.</summary>
    private sealed record Candidate(string Name, Func<SearchPoint, CrossValidation> Validation);
}
