using NetGen.Tests.Contract;

namespace NetGen.Tests;

public class CrossValidationTests
{
    private static readonly Dataset Data = Corners.Data;

    [Fact]
    public void A_fold_is_a_training_run_of_its_own()
    {
        CrossValidationResult<SoftmaxRegression<float>> result = Validation().Run(Data, threads: 2);
        Assert.Equal(4, result.Folds.Length);
        for (int fold = 0; fold < 4; fold++)
        {
            Fold samples = new KFold(4, seed: 9, stratified: true).Split(Data)[fold];
            var model = SoftmaxRegression<float>.Create(seed: 7 + (ulong)fold);
            var trainer = new Trainer<SoftmaxRegression<float>>(model, new Adam(0.05));
            History history = trainer.Fit(Data.Select(samples.Train.AsSpan()), new FitOptions { Epochs = 20 });
            Evaluation evaluation = trainer.Evaluate(Data.Select(samples.Validation.AsSpan()));

            Assert.Equal(samples.Validation.ToArray(), result.Folds[fold].Fold.Validation.ToArray());
            Assert.Equal(model.Parameters, result.Models[fold].Parameters);
            Assert.Equal(history.Last.Loss, result.Folds[fold].History.Last.Loss);
            Assert.Equal(evaluation.Loss, result.Folds[fold].Evaluation.Loss);
            Assert.Equal(evaluation.Loss, result.Loss.Values[fold]);
            Assert.Equal(evaluation.Accuracy, result.Accuracy!.Values[fold]);
        }

        Assert.Equal(90, result.Confusion!.Total);
        Assert.True(result.Accuracy!.Mean > 0.7);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_result()
    {
        CrossValidationResult<SoftmaxRegression<float>>[] results = [.. new[] { 1, 2, 3, 8, 0 }.Select(threads => Validation().Run(Data, threads))];
        foreach (CrossValidationResult<SoftmaxRegression<float>> result in results)
        {
            Assert.Equal(results[0].Loss.Values.ToArray(), result.Loss.Values.ToArray());
            for (int fold = 0; fold < 4; fold++)
                Assert.Equal(results[0].Models[fold].Parameters, result.Models[fold].Parameters);
        }
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(2, 1, 1, 1, 1, 2)]
    [InlineData(3, 1, 1, 1, 1, 1)]
    [InlineData(4, 1, 1, 1, 1, 4)]
    [InlineData(12, 2, 2, 2, 2, 2)]
    public void Threads_without_a_fold_of_their_own_help_the_last_ones(int threads, params int[] expected)
    {
        Dataset data = Samples.Classes(300, 64, 10);
        (CrossValidationResult<Wide> alone, _) = Run(1, BatchRegime.FullBatch);
        (CrossValidationResult<Wide> shared, int[] used) = Run(threads, BatchRegime.FullBatch);
        Assert.Equal(expected.Select(count => Math.Min(count, Environment.ProcessorCount)), used);
        for (int fold = 0; fold < 5; fold++)
            Assert.Equal(alone.Models[fold].Parameters, shared.Models[fold].Parameters);
        Assert.Equal(alone.Loss.Values.ToArray(), shared.Loss.Values.ToArray());

        // A step of one sample is too short to be shared.
        Assert.Equal([1, 1, 1, 1, 1], Run(threads, BatchRegime.PerSample).Threads);

        (CrossValidationResult<Wide> Result, int[] Threads) Run(int threads, BatchRegime regime)
        {
            var options = new System.Collections.Concurrent.ConcurrentBag<FitOptions>();
            var validation = new CrossValidation<Wide>
            {
                Optimizer = () => new Adam(),
                Options = () =>
                {
                    var own = new FitOptions { Regime = regime, Epochs = 2 };
                    options.Add(own);
                    return own;
                },
            };
            return (validation.Run(data, threads), [.. options.Select(own => own.Threads).Order()]);
        }
    }

    [Fact]
    public void A_scaler_sees_the_training_samples_of_each_fold_only()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<int>();
        new CrossValidation<SoftmaxRegression<float>>
        {
            Optimizer = () => new Adam(),
            Folds = new KFold(4),
            Scaler = train =>
            {
                seen.Add(train.Count);
                return Standardizer.Fit(train);
            },
        }.Run(Data);
        Assert.Equal([67, 67, 68, 68], seen.Order());
    }

    [Fact]
    public void Every_sample_is_answered_by_the_network_that_did_not_see_it()
    {
        var validation = new CrossValidation<Echo<ThreeNumbers>> { Optimizer = () => new Adam(), Folds = new KFold(4), Scaler = train => MinMaxScaler.Fit(train, ScalerScope.All) };
        Dataset data = Dataset.FromArrays(Enumerable.Range(0, 30).Select(k => (float)k).ToArray(), new float[30], 3);
        CrossValidationResult<Echo<ThreeNumbers>> result = validation.Run(data);
        float[] outputs = CrossValidation<Echo<ThreeNumbers>>.HeldOutOutputs(data, result);
        foreach (FoldResult fold in result.Folds)
        {
            foreach (int sample in fold.Fold.Validation)
            {
                float[] expected = new float[3];
                data.CopyInputs<float>(sample, expected);
                fold.Scaler!.Transform<float>(expected, expected);
                Assert.Equal(expected, outputs[(3 * sample)..(3 * (sample + 1))]);
            }
        }

        Assert.Throws<ArgumentException>(() => CrossValidation<Echo<ThreeNumbers>>.HeldOutOutputs(data.Take(9), result));
    }

    [Fact]
    public void Another_initializer_makes_other_weights_and_leaves_biases()
    {
        var validation = new CrossValidation<SoftmaxRegression<float>> { Optimizer = () => new Sgd(0), Folds = new KFold(2), Initializer = Initializer.Ones };
        CrossValidationResult<SoftmaxRegression<float>> result = validation.Run(Data);
        Assert.Equal([.. Enumerable.Repeat(1f, 12), 0, 0, 0], result.Models[1].Parameters.ToArray());
    }

    [Fact]
    public void An_exception_of_a_fold_is_thrown_to_the_caller()
    {
        var validation = new CrossValidation<SoftmaxRegression<float>> { Optimizer = () => new Adam(), Options = () => new FitOptions { Epochs = 0 } };
        Assert.Contains("Expected at least 1 epoch, got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => validation.Run(Data, threads: 2)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Validation().Run(Data, threads: -1));
    }

    [Fact]
    public void Mean_and_deviation_of_measurements()
    {
        var three = new SampleStatistics([1, 2, 6]);
        Assert.Equal(3, three.Mean);
        Assert.Equal(Math.Sqrt(7), three.StandardDeviation);
        Assert.Equal(0, new SampleStatistics([5]).StandardDeviation);
    }

    private static CrossValidation<SoftmaxRegression<float>> Validation() => new()
    {
        Optimizer = () => new Adam(0.05),
        Options = () => new FitOptions { Epochs = 20 },
        Folds = new KFold(4, seed: 9, stratified: true),
        Seed = 7,
    };
}
