using System.Text;
using NetGen.Tests.Contract;

namespace NetGen.Tests;

public sealed class CheckpointTests : IDisposable
{
    private const int Epochs = 4;

    private static readonly Dataset Data = Samples.Images(50, 4, 3, 2, 3);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Optimizers => [.. ByName.Keys];

    private static readonly Dictionary<string, Func<Optimizer>> ByName = new()
    {
        ["Sgd"] = () => new Sgd(0.05),
        ["Sgd with momentum"] = () => new Sgd(0.05, momentum: 0.9),
        ["Adagrad"] = () => new Adagrad(0.05),
        ["RmsProp"] = () => new RmsProp(0.01, momentum: 0.5),
        ["Adam"] = () => new Adam(0.01),
        ["AdamW"] = () => new AdamW(0.01),
        ["Adadelta"] = () => new Adadelta(),
        ["Adamax"] = () => new Adamax(),
        ["NAdam"] = () => new NAdam(),
        ["RAdam"] = () => new RAdam(),
        ["Lion"] = () => new Lion(1e-3),
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_optimizer_is_resumed() => Assert.Equal(
        typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract).Select(type => type.Name).Order(),
        ByName.Values.Select(construct => construct().GetType().Name).Distinct().Order());

    [Theory, MemberData(nameof(Optimizers))]
    public void A_run_that_stops_after_any_step_goes_on_to_the_same_bits(string optimizer)
    {
        // Batch normalisation, dropout, accumulation, an average, a schedule, clipping and early stopping: all have something to remember.
        Trainer<Normalized> whole = Create(optimizer);
        var paths = new List<string>();
        History expected = whole.Fit(Data, Options(_ =>
        {
            paths.Add(_folder.PathOf($"{paths.Count}"));
            Checkpoint.Save(paths[^1], whole);
        }));
        Assert.Equal(Epochs * 3, paths.Count);

        foreach (string path in paths)
        {
            Trainer<Normalized> resumed = Create(optimizer, seed: 77);
            Checkpoint.Load(path, resumed);
            FitOptions options = Options(null);
            options.Threads = 2;
            IsTheSame(whole, expected, resumed, resumed.Resume(Data, options));
        }
    }

    [Fact]
    public void In_double_too()
    {
        Dataset data = Samples.Classes(50, 3, 4);
        Trainer<ClassifierDouble, double> whole = Start(), resumed = Start();
        int steps = 0;
        string path = _folder.PathOf("double");
        var options = new FitOptions { Epochs = 3, BatchSize = 20, Schedule = new CosineDecay() };
        options.Progress = _ =>
        {
            if (++steps == 5)
                Checkpoint.Save(path, whole);
        };
        whole.Fit(data, options);
        Checkpoint.Load(path, resumed);
        options.Progress = null;
        resumed.Resume(data, options);
        Assert.Equal(whole.Model.Parameters, resumed.Model.Parameters);

        static Trainer<ClassifierDouble, double> Start() => new(new ClassifierDouble(seed: 1), new NAdam(0.01));
    }

    [Fact]
    public void A_run_that_was_cancelled_goes_on_in_the_same_process()
    {
        Trainer<Normalized> whole = Create("Adam"), cancelled = Create("Adam");
        History expected = whole.Fit(Data, Options(null));

        using var source = new CancellationTokenSource();
        int steps = 0;
        FitOptions options = Options(_ =>
        {
            if (++steps == 5)
                source.Cancel();
        });
        options.CancellationToken = source.Token;
        Assert.Throws<OperationCanceledException>(() => cancelled.Fit(Data, options));
        Assert.Equal(5, cancelled.Optimizer.Steps);
        IsTheSame(whole, expected, cancelled, cancelled.Resume(Data, Options(null)));
        Assert.Contains("Expected a run that was interrupted, got none", Assert.Throws<InvalidOperationException>(() => cancelled.Resume(Data, Options(null))).Message);
    }

    [Fact]
    public void A_trainer_saved_between_runs_goes_on_with_the_next()
    {
        Trainer<Normalized> whole = Create("AdamW"), loaded = Create("AdamW", seed: 5);
        whole.Freeze("Conv1");
        whole.Fit(Data, Options(null));
        string path = _folder.PathOf("between");
        Checkpoint.Save(path, whole);
        History expected = whole.Fit(Data, Options(null));

        Checkpoint.Load(path, loaded);
        Assert.Equal(["Conv1"], loaded.Frozen);
        IsTheSame(whole, expected, loaded, loaded.Fit(Data, Options(null)));
    }

    [Fact]
    public void A_run_goes_on_only_as_it_began()
    {
        string path = Interrupted("Adam");
        Refused(options => options.BatchSize = 25, "Expected the run to go on as it began, with 50 samples in batches of 10, 2 to a step, with seed 3, shuffled, got 50 samples in batches of 25, 2 to a step");
        Refused(options => options.Seed = 4, "got 50 samples in batches of 10, 2 to a step, with seed 4, shuffled.");
        Refused(options => options.ShuffleEachEpoch = false, "in order.");
        Refused(options => options.Epochs = 1, "Expected at least 2 epochs, which the run has behind it, got 1.");
        Refused(options => options.EarlyStopping = null, "Expected the run to go on with early stopping, as it began");
        Refused(options => options.Schedule = null, "Expected a schedule with a state of 4 numbers, as the run began, got one of 0.");

        void Refused(Action<FitOptions> change, string message)
        {
            Trainer<Normalized> trainer = Create("Adam");
            Checkpoint.Load(path, trainer);
            FitOptions options = Options(null);
            change(options);
            float[] before = trainer.Model.Parameters.ToArray();
            Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => trainer.Resume(Data, options)).Message);
            Assert.Equal(before, trainer.Model.Parameters);
        }
    }

    [Fact]
    public void A_file_that_does_not_fit_is_refused_and_nothing_is_loaded()
    {
        string path = Interrupted("Adam");
        Refused(Create("AdamW"), path, "Expected 'AdamW' as 'optimizer', as the trainer has it, got 'Adam'.");
        Refused(new Trainer<Normalized>(new Normalized(seed: 1), new Adam()), path, "Expected 'false' as 'average', as the trainer has it, got 'true'.");
        var other = new Trainer<Classifier>(new Classifier(seed: 1), new Adam()) { Average = new ExponentialMovingAverage() };
        float[] before = other.Model.Parameters.ToArray();
        Assert.Contains("Expected a tensor 'Dense1.bias'", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(path, other)).Message);
        Assert.Equal(before, other.Model.Parameters);

        string network = _folder.PathOf("network");
        Safetensors.Save(network, new Normalized(seed: 1));
        Refused(Create("Adam"), network, "Expected a checkpoint of a trainer, got a file without 'netgen.checkpoint' in its metadata");

        string momentum = Interrupted("Sgd with momentum");
        Refused(Create("Sgd"), momentum, "Expected '0' as 'optimizer.states', as the trainer has it, got '1'.");
    }

    [Theory]
    [InlineData("\"optimizer.steps\":\"7\"", "\"optimizer.steps\":\"x\"", "Expected a whole number from 0 to 9223372036854775807 as 'optimizer.steps', got 'x'.")]
    [InlineData("\"optimizer.rate\":\"0.01\"", "\"optimizer.rate\":\"-0.1\"", "Expected a finite number of at least 0 as 'optimizer.rate', got '-0.1'.")]
    [InlineData("\"run.step\":\"", "\"run.step\":\"9", "Expected a whole number from 0 to 3 as 'run.step', got '9")]
    [InlineData("\"run.samples\":\"50\"", "\"run.samples\":\"00\"", "Expected at least 1 as 'run.samples', got 0.")]
    [InlineData("\"run.shuffles\":\"true\"", "\"run.shuffles\":\"yeah\"", "Expected true or false as 'run.shuffles', got 'yeah'.")]
    [InlineData("\"run.seed\":", "\"run.need\":", "Expected 'run.seed' in the metadata, got none.")]
    [InlineData("\"trainer.frozen\":\"\"", "\"trainer.frozen\":[]", "Expected 'trainer.frozen' in the metadata, got none.")]
    [InlineData("\"run.best\":\"true\"", "\"run.best\":\"\\ud800\"", "Expected metadata in Unicode")]
    [InlineData("\"run.stopping\":\"", "\"run.stopping\":\"1 ", "Expected 4 numbers or none as 'run.stopping', got 5.")]
    [InlineData("\"run.epoch.1\":\"", "\"run.epoch.1\":\"- ", "Expected 6 numbers as 'run.epoch.1', got 7.")]
    [InlineData("\"trainer/average\":", "\"trainer/Average\":", "Expected a tensor 'trainer/average'")]
    [InlineData("\"netgen.checkpoint\":\"1\"", "\"netgen.checkpoint\":\"2\"", "Expected '1' as 'netgen.checkpoint', as the trainer has it, got '2'.")]
    public void A_damaged_header_is_refused_and_nothing_is_loaded(string there, string instead, string message)
    {
        string path = Interrupted("Adam");
        byte[] bytes = File.ReadAllBytes(path);
        int length = BitConverter.ToInt32(bytes);
        string header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Contains(there, header);
        byte[] changed = Encoding.UTF8.GetBytes(header.Replace(there, instead));
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)changed.Length), .. changed, .. bytes.AsSpan(8 + length)]);
        Refused(Create("Adam"), path, message);
    }

    [Fact]
    public void Every_cut_is_refused_and_nothing_is_loaded()
    {
        string path = Interrupted("Adam");
        byte[] bytes = File.ReadAllBytes(path);
        for (int length = 0; length < bytes.Length; length += 97)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Refused(Create("Adam"), path, "Expected");
        }

        File.WriteAllBytes(path, [.. bytes, 0]);
        Refused(Create("Adam"), path, "Expected the file to end after");
        BitConverter.GetBytes(float.NaN).CopyTo(bytes, bytes.Length - 4);
        File.WriteAllBytes(path, bytes);
        Refused(Create("Adam"), path, "Expected finite numbers, got NaN as number");
    }

    [Fact]
    public void What_cannot_be_saved_leaves_the_file_that_was_there()
    {
        string path = Interrupted("Adam");
        byte[] before = File.ReadAllBytes(path);
        Trainer<Normalized> trainer = Create("Adam");
        trainer.Model.Parameters[3] = float.NaN;
        Assert.Contains("Expected finite numbers to save, got NaN as number 3", Assert.Throws<InvalidOperationException>(() => Checkpoint.Save(path, trainer)).Message);
        trainer.Model.Parameters[3] = 0;
        trainer.Fit(Data, new FitOptions { BatchSize = 25 });
        trainer.Average!.Swap(trainer.Model.Parameters);
        Assert.Contains("swapped", Assert.Throws<InvalidOperationException>(() => Checkpoint.Save(path, trainer)).Message);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    private static void IsTheSame(Trainer<Normalized> whole, History expected, Trainer<Normalized> resumed, History history)
    {
        Assert.Equal(whole.Model.Parameters, resumed.Model.Parameters);
        Assert.Equal(whole.Model.Buffers, resumed.Model.Buffers);
        Assert.Equal((whole.Optimizer.Steps, whole.Optimizer.LearningRate), (resumed.Optimizer.Steps, resumed.Optimizer.LearningRate));
        Assert.Equal(whole.Average!.Steps, resumed.Average!.Steps);
        float[] average = new float[Normalized.ParameterCount], resumedAverage = new float[average.Length];
        whole.Average.CopyTo<float>(average);
        resumed.Average.CopyTo<float>(resumedAverage);
        Assert.Equal(average, resumedAverage);

        // All but the time.
        Assert.Equal(expected.Epochs.Select(epoch => epoch with { Seconds = 0 }), history.Epochs.Select(epoch => epoch with { Seconds = 0 }));
    }

    private void Refused(Trainer<Normalized> trainer, string path, string message)
    {
        float[] parameters = trainer.Model.Parameters.ToArray(), buffers = trainer.Model.Buffers.ToArray();
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Checkpoint.Load(path, trainer)).Message);
        Assert.Equal(parameters, trainer.Model.Parameters);
        Assert.Equal(buffers, trainer.Model.Buffers);
        Assert.Equal(0, trainer.Optimizer.Steps);
        Assert.Throws<InvalidOperationException>(() => trainer.Resume(Data));
    }

    /// <summary>The file of a run in its third epoch.</summary>
    private string Interrupted(string optimizer)
    {
        string path = _folder.PathOf("interrupted");
        Trainer<Normalized> trainer = Create(optimizer);
        using var source = new CancellationTokenSource();
        FitOptions options = Options(progress =>
        {
            if (progress is { Epoch: 3, Batch: 1 })
                source.Cancel();
        });
        options.CancellationToken = source.Token;
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Data, options));
        Checkpoint.Save(path, trainer);
        return path;
    }

    private static Trainer<Normalized> Create(string optimizer, ulong seed = 1) =>
        new(new Normalized(seed), ByName[optimizer]()) { Average = new ExponentialMovingAverage(decay: 0.9, start: 4) };

    private static FitOptions Options(Action<TrainingProgress>? progress) => new()
    {
        Epochs = Epochs,
        BatchSize = 10,
        Accumulation = 2,
        Seed = 3,
        Validation = Data.Take(20),
        ClassWeights = [1, 2, 3],
        Clipping = GradientClipping.ByGlobalNorm(0.5),
        EarlyStopping = new EarlyStopping(patience: 10),
        Schedule = new LinearWarmUp(2, new ReduceOnPlateau(factor: 0.5, patience: 0)),
        Progress = progress,
    };
}
