namespace NetGen.Tests;

public class TrainerTests
{
    private static readonly Dataset Data = Clusters(count: 200, seed: 1);

    [Fact]
    public void Training_learns()
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 1), new Adam(learningRate: 0.05));
        (Dataset train, Dataset test) = Data.Split(0.8, seed: 2);
        History history = trainer.Fit(train, new FitOptions { Epochs = 10, BatchSize = 16, Validation = test, TrainingAccuracy = true });

        Assert.Equal(Enumerable.Range(1, 10), history.Epochs.Select(epoch => epoch.Epoch));
        Assert.True(history.Last.Loss < 0.5 * history.Epochs[0].Loss);
        Assert.True(history.Last.Accuracy > 0.9);
        Assert.True(history.Last.ValidationAccuracy > 0.9);
        Assert.True(history.Last.ValidationLoss < history.Epochs[0].ValidationLoss);
        Assert.True(history.Last.Seconds > 0);
        Assert.Equal(0.05, history.Last.LearningRate);
        Assert.Equal(100, trainer.Optimizer.Steps);
    }

    [Fact]
    public void An_epoch_is_a_step_for_each_batch_in_the_order_of_the_seed()
    {
        // By hand: the same batches through the network's own calls and the optimiser's.
        SoftmaxRegression<double> model = SoftmaxRegression<double>.Create(seed: 1);
        var optimizer = new Sgd(learningRate: 0.1, momentum: 0.9);
        Workspace workspace = SoftmaxRegression<double>.CreateWorkspace(60);
        var gradients = new double[15];
        double lossSum = 0;
        for (ulong epoch = 0; epoch < 2; epoch++)
        {
            int[] order = Enumerable.Range(0, 200).ToArray();
            new RandomSequence(5, epoch).Shuffle<int>(order);
            lossSum = 0;
            foreach (int[] samples in order.Chunk(60))
            {
                Dataset batch = Data.Select(samples);
                var inputs = new double[samples.Length * 4];
                var targets = new double[samples.Length];
                batch.CopyInputs<double>(0, inputs);
                batch.CopyTargets<double>(0, targets);
                model.BeginStep(inputs, targets, gradients, workspace, default);
                model.RunPhase(0, 0, 1, inputs, targets, gradients, workspace, default);
                model.RunPhase(1, 0, 1, inputs, targets, gradients, workspace, default);
                lossSum += samples.Length * model.EndStep(workspace, default);
                optimizer.Step<double>(model.Parameters, gradients);
            }
        }

        var trainer = new Trainer<SoftmaxRegression<double>, double>(SoftmaxRegression<double>.Create(seed: 1), new Sgd(learningRate: 0.1, momentum: 0.9));
        History history = trainer.Fit(Data, new FitOptions { Epochs = 2, BatchSize = 60, Seed = 5 });
        Assert.Equal(model.Parameters, trainer.Model.Parameters);
        Assert.Equal(lossSum / 200, history.Last.Loss);
        Assert.Equal(8, trainer.Optimizer.Steps);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var options = new FitOptions { Epochs = 2, BatchSize = 30, Seed = 3, Validation = Data.Take(50), Schedule = new CosineDecay() };
        SoftmaxRegression<float>[] models = new int[] { 1, 2, 3, 4, 8 }.Select(threads =>
        {
            options.Threads = threads;
            var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 1), new AdamW(learningRate: 0.02));
            trainer.Fit(Data, options);
            return trainer.Model;
        }).ToArray();
        foreach (SoftmaxRegression<float> model in models)
            Assert.Equal(models[0].Parameters, model.Parameters);
    }

    [Fact]
    public void Threads_get_the_same_evaluation()
    {
        SoftmaxRegression<float> model = SoftmaxRegression<float>.Create(seed: 1);
        var trainer = new Trainer<SoftmaxRegression<float>>(model, new Adam());
        Evaluation one = trainer.Evaluate(Data, batchSize: 7, threads: 1);
        Evaluation three = trainer.Evaluate(Data, batchSize: 7, threads: 3);
        Assert.Equal(one.Loss, three.Loss);
        Assert.Equal(one.Accuracy, three.Accuracy);
        Assert.Equal(one.Confusion!.ToString(), three.Confusion!.ToString());
        Assert.Equal(200, three.Confusion.Total);
    }

    [Fact]
    public void Several_runs_go_on_where_the_last_one_ended()
    {
        SoftmaxRegression<float> three = Fit(1, 1, 1);
        SoftmaxRegression<float> one = Fit(3);
        Assert.Equal(one.Parameters, three.Parameters);

        static SoftmaxRegression<float> Fit(params int[] runs)
        {
            var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 1), new Adam(learningRate: 0.02));
            foreach (int epochs in runs)
                trainer.Fit(Data, new FitOptions { Epochs = epochs });
            return trainer.Model;
        }
    }

    [Fact]
    public void The_schedule_sets_the_rate_of_each_step_and_gives_it_back()
    {
        var rates = new List<double>();
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 1), new Adam(learningRate: 0.02));
        trainer.Fit(Data, new FitOptions { Epochs = 2, BatchSize = 100, Schedule = new CosineDecay(), Progress = progress => rates.Add(progress.LearningRate) });
        Assert.Equal(Enumerable.Range(0, 4).Select(step => new CosineDecay().RateAt(step, 4, 0.02)), rates);
        Assert.Equal(0.02, trainer.Optimizer.LearningRate);
    }

    [Fact]
    public void Progress_comes_after_every_step_and_closes_each_epoch()
    {
        var reports = new List<TrainingProgress>();
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 1), new Adam());
        History history = trainer.Fit(Data, new FitOptions { Epochs = 2, BatchSize = 90, Progress = reports.Add });
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)], reports.Select(report => (report.Epoch, report.Batch)));
        Assert.All(reports, report => Assert.Equal((2, 3), (report.Epochs, report.Batches)));
        Assert.Equal([null, null, history.Epochs[0], null, null, history.Epochs[1]], reports.Select(report => report.Finished));
        Assert.Equal(history.Last.Loss, reports[^1].Loss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Steps_allocate_nothing_on_any_thread(int threads) => Assert.Equal(0, AllocatedByFit(threads, () => { }));

    [Fact]
    public void An_allocation_between_steps_would_be_seen() => Assert.True(AllocatedByFit(1, () => GC.KeepAlive(new object())) > 0);

    private static long AllocatedByFit(int threads, Action afterStep)
    {
        SoftmaxRegression<float> model = SoftmaxRegression<float>.Create(seed: 1);
        var trainer = new Trainer<SoftmaxRegression<float>>(model, new Adam());
        trainer.Fit(Data, new FitOptions { BatchSize = 2, Threads = threads, Progress = _ => afterStep() });
        Assert.Equal(100, trainer.Optimizer.Steps);
        return model.AllocatedOutsidePhases;
    }

    [Fact]
    public void Cancellation_leaves_the_last_whole_step()
    {
        using var source = new CancellationTokenSource();
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 1), new Adam());
        float[] afterThree = [];
        var options = new FitOptions
        {
            BatchSize = 10,
            Threads = 2,
            CancellationToken = source.Token,
            Progress = progress =>
            {
                if (progress.Batch != 3)
                    return;
                afterThree = trainer.Model.Parameters.ToArray();
                source.Cancel();
            },
        };
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Data, options));
        Assert.Equal(afterThree, trainer.Model.Parameters);
        Assert.Equal(3, trainer.Optimizer.Steps);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_failure_on_any_thread_reaches_the_caller(int threads)
    {
        SoftmaxRegression<float> model = SoftmaxRegression<float>.Create(seed: 1);
        model.FailInStep = 4;
        var trainer = new Trainer<SoftmaxRegression<float>>(model, new Adam());
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => trainer.Fit(Data, new FitOptions { BatchSize = 10, Threads = threads }));
        Assert.Equal("Failed in step 4.", exception.Message);
        Assert.Equal(4, trainer.Optimizer.Steps);
    }

    [Fact]
    public void A_frozen_layer_stays_even_under_weight_decay()
    {
        var model = new Line();
        model.Parameters[0] = 2;
        var trainer = new Trainer<Line, double>(model, new AdamW(learningRate: 0.1, weightDecay: 0.1));
        trainer.Fit(Dataset.FromArrays([1.0, 2, 3], [3.0, 5, 7], 1), new FitOptions { Epochs = 100, BatchSize = 2 });
        Assert.Equal(2, model.Parameters[0]);
        Assert.InRange(model.Parameters[1], 0.9, 1.1);
        Assert.Equal(200, model.Buffers[0]);
    }

    [Fact]
    public void Data_that_does_not_fit_is_refused_before_anything_starts()
    {
        Refused<ArgumentException>(Dataset.FromArrays(new float[6], new float[2], 3), null, "Expected inputs of 4 numbers, as SoftmaxRegression takes them, got 3.");
        Refused<ArgumentException>(Dataset.FromArrays(new float[8], new float[4], 4), null, "Expected targets of 1 numbers, as SoftmaxRegression takes them, got 2.");
        Refused<ArgumentException>(Data, new FitOptions { Validation = Data.OneHot(3) }, "Expected targets of 1 numbers");

        float[] targets = new float[100];
        targets[77] = 3;
        Dataset outOfRange = Dataset.FromArrays(new float[400], targets, 4);
        Refused<ArgumentException>(outOfRange, new FitOptions { BatchSize = 10 }, "Among samples 70 to 79 of the data set: Expected a class index from 0 to 2, got 3 for sample 7.");
        Refused<ArgumentException>(Data, new FitOptions { Validation = outOfRange }, "got 3");
    }

    [Fact]
    public void Impossible_options_are_refused_before_anything_starts()
    {
        Refused<ArgumentOutOfRangeException>(Data, new FitOptions { Epochs = 0 }, "Expected at least 1 epoch, got 0.");
        Refused<ArgumentOutOfRangeException>(Data, new FitOptions { BatchSize = 0 }, "Expected a batch of at least 1 sample, got 0.");
        Refused<ArgumentOutOfRangeException>(Data, new FitOptions { Threads = -1 }, "Expected at least 1 thread, or 0 for all, got -1.");
        Assert.Throws<ArgumentNullException>(() => new Trainer<SoftmaxRegression<float>>(null!, new Adam()));
        Assert.Throws<ArgumentNullException>(() => new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), null!));
    }

    [Fact]
    public void An_optimizer_of_another_network_is_refused()
    {
        var adam = new Adam();
        adam.Step<float>(new float[3], new float[3]);
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 1), adam);
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(Data));
    }

    private static void Refused<TException>(Dataset data, FitOptions? options, string message)
        where TException : Exception
    {
        SoftmaxRegression<float> model = SoftmaxRegression<float>.Create(seed: 1);
        var trainer = new Trainer<SoftmaxRegression<float>>(model, new Adam());
        TException exception = Assert.Throws<TException>(() => trainer.Fit(data, options));
        Assert.Contains(message, exception.Message);
        Assert.Equal(SoftmaxRegression<float>.Create(seed: 1).Parameters, model.Parameters);
        Assert.Equal(0, trainer.Optimizer.Steps);
    }

    /// <summary>Three clouds of points in four dimensions.</summary>
    private static Dataset Clusters(int count, ulong seed)
    {
        var random = new RandomSequence(seed);
        var inputs = new float[count * 4];
        var targets = new float[count];
        for (int sample = 0; sample < count; sample++)
        {
            int k = random.NextInt(3);
            targets[sample] = k;
            for (int i = 0; i < 4; i++)
                inputs[(sample * 4) + i] = (float)((i == k ? 2 : 0) + (0.7 * random.NextNormal()));
        }

        return Dataset.FromArrays(inputs, targets, 4);
    }
}
