using NetGen.Tests.Contract;

namespace NetGen.Tests;

public class RegimeTests
{
    private static readonly Dataset Data = Samples.Classes(80, 3, 4);

    [Theory]
    [InlineData(BatchRegime.MiniBatch, 32, 1, 3)]
    [InlineData(BatchRegime.MiniBatch, 8, 3, 4)]
    [InlineData(BatchRegime.MiniBatch, 100, 1, 1)]
    [InlineData(BatchRegime.PerSample, 32, 1, 80)]
    [InlineData(BatchRegime.PerSample, 32, 7, 12)]
    [InlineData(BatchRegime.FullBatch, 32, 1, 1)]
    [InlineData(BatchRegime.FullBatch, 32, 3, 1)]
    public void A_regime_and_an_accumulation_make_the_steps_of_an_epoch(BatchRegime regime, int batchSize, int accumulation, int steps)
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Sgd(0.1));
        TrainingProgress last = default;
        trainer.Fit(Data, new FitOptions { Regime = regime, BatchSize = batchSize, Accumulation = accumulation, Progress = progress => last = progress });
        Assert.Equal(steps, trainer.Optimizer.Steps);
        Assert.Equal((steps, steps), (last.Batch, last.Batches));
    }

    [Theory]
    [InlineData(48, 1)]
    [InlineData(16, 3)]
    [InlineData(48, 5)]
    public void Batches_of_whole_segments_give_the_bits_of_the_large_batch(int batchSize, int accumulation)
    {
        Assert.Equal(Fit<Wide>(batchSize * accumulation, 1), Fit<Wide>(batchSize, accumulation));
        Assert.Equal(Fit<Classifier>(batchSize * accumulation, 1), Fit<Classifier>(batchSize, accumulation));
    }

    [Fact]
    public void Dropout_is_the_same_in_parts_as_in_one_piece() => Assert.Equal(Fit<Dropped>(48, 1), Fit<Dropped>(16, 3));

    [Fact]
    public void A_full_batch_in_parts_gives_the_bits_of_the_full_batch()
    {
        float[] whole = Fit<Classifier>(32, 1, BatchRegime.FullBatch);
        Assert.Equal(whole, Fit<Classifier>(32, 3, BatchRegime.FullBatch));
        Assert.Equal(whole, Fit<Classifier>(80, 1));
    }

    [Theory]
    [InlineData(5, 7)]
    [InlineData(1, 30)]
    public void Batches_of_any_size_give_the_large_batch_up_to_rounding(int batchSize, int accumulation) =>
        Assert.InRange(Numbers.Difference(Fit<Classifier>(batchSize, accumulation), Fit<Classifier>(batchSize * accumulation, 1)), 0, 1e-5f);

    [Fact]
    public void Weights_of_classes_are_weights_of_their_samples()
    {
        double[] classes = [1, 0, 2.5, 0.5];
        var targets = new float[80];
        Data.CopyTargets<float>(0, targets);
        double[] samples = [.. targets.Select(target => classes[(int)target])];
        float[] byClass = Fit<Classifier>(16, 1, change: options => options.ClassWeights = classes);
        Assert.Equal(byClass, Fit<Classifier>(16, 1, change: options => options.SampleWeights = samples));
        Assert.Equal(byClass, Fit<Classifier>(16, 1, change: options => (options.SampleWeights, options.ClassWeights) = ([.. Enumerable.Repeat(0.5, 80)], [2, 0, 5, 1])));
        Assert.NotEqual(byClass, Fit<Classifier>(16, 1));
        Assert.Equal(Fit<Classifier>(48, 1, change: options => options.ClassWeights = classes), Fit<Classifier>(16, 3, change: options => options.ClassWeights = classes));
    }

    [Fact]
    public void Weights_of_classes_serve_one_hot_targets()
    {
        float[] index = Fit<Classifier>(16, 1, change: options => options.ClassWeights = [1, 2, 3, 4]);
        var trainer = new Trainer<DistributionClassifier>(new DistributionClassifier(seed: 1), new Sgd(0.1));
        trainer.Fit(Data.OneHot(4), new FitOptions { Epochs = 2, BatchSize = 16, ClassWeights = [1, 2, 3, 4] });
        Assert.InRange(Numbers.Difference(trainer.Model.Parameters, index), 0, 1e-5f);
    }

    [Fact]
    public void A_sample_of_weight_zero_is_as_if_it_were_not_there()
    {
        Dataset kept = Data.Take(30);
        var with = new Trainer<ClassifierDouble, double>(new ClassifierDouble(seed: 1), new Sgd(0.1));
        with.Fit(Data.Take(40), new FitOptions { Regime = BatchRegime.FullBatch, ShuffleEachEpoch = false, SampleWeights = [.. Enumerable.Range(0, 40).Select(i => i < 30 ? 1.0 : 0)] });
        var without = new Trainer<ClassifierDouble, double>(new ClassifierDouble(seed: 1), new Sgd(0.1));
        without.Fit(kept, new FitOptions { Regime = BatchRegime.FullBatch, ShuffleEachEpoch = false });
        for (int i = 0; i < ClassifierDouble.ParameterCount; i++)
            Assert.Equal(without.Model.Parameters[i], with.Model.Parameters[i], 1e-14);
    }

    [Fact]
    public void Ignored_samples_count_for_nothing_in_parts_either()
    {
        PartsAreTheWhole<IgnoringSparseCategoricalNetwork>(ignored: -1, weights: null);
        PartsAreTheWhole<IgnoringTheThird>(ignored: 2, weights: null);
        PartsAreTheWhole<IgnoringTheThird>(ignored: 2, weights: [1, 0.5, 7, 2]);

        static void PartsAreTheWhole<TNetwork>(int ignored, double[]? weights)
            where TNetwork : class, INetwork<TNetwork, float>
        {
            // Of the four parts of a step each has another number of ignored samples.
            float[] targets = [.. Enumerable.Range(0, 150).Select(i => i % 64 / 16 >= i % 4 ? ignored : (float)(i % TNetwork.OutputSize))];
            Dataset data = Dataset.FromArrays(Numbers.Some(150 * TNetwork.InputSize), targets, TNetwork.InputSize);
            float[] whole = Fit<TNetwork>(data, 64, 1, weights);
            Assert.Equal(whole, Fit<TNetwork>(data, 16, 4, weights));
            Assert.Equal(whole, Fit<TNetwork>(data, 32, 2, weights));
            Assert.NotEqual(whole, TNetwork.Create(1).Parameters.ToArray());
        }

        static float[] Fit<TNetwork>(Dataset data, int batchSize, int accumulation, double[]? weights)
            where TNetwork : class, INetwork<TNetwork, float>
        {
            var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new Sgd(0.1));
            trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = batchSize, Accumulation = accumulation, ClassWeights = weights, ShuffleEachEpoch = false });
            return trainer.Model.Parameters.ToArray();
        }
    }

    [Fact]
    public void An_ignored_class_is_known_and_counts_in_no_accuracy()
    {
        Assert.Equal((2, -1, null), (IgnoringTheThird.Description.IgnoreIndex, IgnoringSparseCategoricalNetwork.Description.IgnoreIndex, Classifier.Description.IgnoreIndex));
        Dataset data = Dataset.FromArrays(Numbers.Some(40 * 3), [.. Enumerable.Range(0, 40).Select(i => (float)(i % 4))], 3);
        ConfusionMatrix confusion = new Trainer<IgnoringTheThird>(new IgnoringTheThird(seed: 1), new Adam()).Evaluate(data).Confusion!;
        Assert.Equal([10, 10, 0, 10], Enumerable.Range(0, 4).Select(actual => Enumerable.Range(0, 4).Sum(predicted => confusion[actual, predicted])));
    }

    [Fact]
    public void A_data_set_of_ignored_samples_alone_teaches_nothing()
    {
        Dataset data = Dataset.FromArrays(Numbers.Some(40 * 3), [.. Enumerable.Repeat(2f, 40)], 3);
        var trainer = new Trainer<IgnoringTheThird>(new IgnoringTheThird(seed: 1), new Adam());
        EpochRecord epoch = trainer.Fit(data).Last;
        Assert.Equal((0.0, 0.0), (epoch.Loss, epoch.Weight));
        Assert.Equal(new IgnoringTheThird(seed: 1).Parameters, trainer.Model.Parameters);
        Assert.Equal(0, trainer.Optimizer.Steps);
    }

    [Theory]
    [InlineData(32, 1, 2, 64)]
    [InlineData(16, 2, 3, 80)]
    [InlineData(15, 2, 3, 75)]
    [InlineData(79, 1, 1, 79)]
    [InlineData(100, 1, 1, 80)]
    public void The_last_batch_may_be_dropped(int batchSize, int accumulation, int steps, int seen)
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Sgd(0.1));
        var reports = new List<TrainingProgress>();
        History history = trainer.Fit(Data, new FitOptions { Epochs = 2, BatchSize = batchSize, Accumulation = accumulation, DropLast = true, Progress = reports.Add });
        Assert.Equal(2 * steps, trainer.Optimizer.Steps);
        Assert.Equal((steps, steps), (reports[^1].Batch, reports[^1].Batches));
        Assert.All(history.Epochs, epoch => Assert.Equal(seen, epoch.Weight));

        // In order, it is the run on the samples before those that are left over.
        float[] dropped = Fit<Classifier>(batchSize, accumulation, change: options => (options.DropLast, options.ShuffleEachEpoch) = (true, false));
        var without = new Trainer<Classifier>(new Classifier(seed: 1), new Sgd(0.1));
        without.Fit(Data.Take(seen), new FitOptions { Epochs = 2, BatchSize = batchSize, Accumulation = accumulation, ShuffleEachEpoch = false });
        Assert.Equal(without.Model.Parameters.ToArray(), dropped);
    }

    [Fact]
    public void A_last_batch_that_is_too_small_for_statistics_may_be_dropped()
    {
        Dataset data = Data.Take(33);
        var trainer = new Trainer<NormalizedIgnoring>(new NormalizedIgnoring(seed: 1), new Sgd(0.1));
        Assert.Throws<ArgumentException>(() => trainer.Fit(data, new FitOptions { BatchSize = 16 }));
        Assert.Equal(0, trainer.Optimizer.Steps);
        trainer.Fit(data, new FitOptions { BatchSize = 16, DropLast = true });
        Assert.Equal(2, trainer.Optimizer.Steps);
    }

    [Fact]
    public void Impossible_options_are_refused_before_anything_starts()
    {
        Refused<ArgumentOutOfRangeException>(options => options.Accumulation = 0, "Expected an accumulation of at least 1 batch, got 0.");
        Refused<ArgumentOutOfRangeException>(options => options.Regime = (BatchRegime)5, "Expected MiniBatch, PerSample or FullBatch, got 5.");
        Refused<ArgumentOutOfRangeException>(options => options.SampleWeights = [1, -2], "finite and not negative, got -2 as number 1.");
        Refused<ArgumentOutOfRangeException>(options => options.ClassWeights = [double.NaN], "finite and not negative, got NaN as number 0.");
        Refused<ArgumentException>(options => options.SampleWeights = [1, 2], "Expected 80 sample weights, one for each sample, got 2.");
        Refused<ArgumentException>(options => options.ClassWeights = [1, 2], "Expected 4 class weights, one for each class, got 2.");
        Refused<ArgumentException>(options => options.ClassWeights = [0, 0, 0, 0], "at least 1 sample with a weight above 0, got none.");
        Refused<ArgumentException>(options => options.ValidateAverage = true, "Expected a validation set to evaluate the average on, got none.");
        Refused<InvalidOperationException>(options => (options.ValidateAverage, options.Validation) = (true, Data), "Expected a trainer with an average");

        var regressor = new Trainer<Regressor>(new Regressor(seed: 1), new Adam());
        Dataset numbers = Dataset.FromArrays(Numbers.Some(30), Numbers.Some(20), 3);
        Assert.Contains("Expected targets that are classes with class weights, got numbers.", Assert.Throws<InvalidOperationException>(() => regressor.Fit(numbers, new FitOptions { ClassWeights = [1, 2] })).Message);
    }

    private static void Refused<TException>(Action<FitOptions> change, string message)
        where TException : Exception
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Adam());
        var options = new FitOptions();
        change(options);
        Assert.Contains(message, Assert.Throws<TException>(() => trainer.Fit(Data, options)).Message);
        Assert.Equal(new Classifier(seed: 1).Parameters, trainer.Model.Parameters);
        Assert.Equal(0, trainer.Optimizer.Steps);
    }

    private static float[] Fit<TNetwork>(int batchSize, int accumulation, BatchRegime regime = BatchRegime.MiniBatch, Action<FitOptions>? change = null)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        var options = new FitOptions { Epochs = 2, BatchSize = batchSize, Accumulation = accumulation, Regime = regime };
        change?.Invoke(options);
        var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new Sgd(0.1));
        trainer.Fit(TNetwork.InputSize == 3 ? Data : Samples.Classes(80, TNetwork.InputSize, TNetwork.OutputSize), options);
        return trainer.Model.Parameters.ToArray();
    }
}
