using System.Text;

namespace NetGen.Tests;

/// <summary>Numbers in a checkpoint that no run can have written, and what a refused one leaves.</summary>
public sealed class CheckpointRangeTests : IDisposable
{
    private static readonly Dataset Data = Samples.Classes(40, 6, 3);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("optimizer.products", "NaN 0.9")]
    [InlineData("optimizer.products", "-1 0.9")]
    [InlineData("optimizer.products", "Infinity 0.9")]
    [InlineData("optimizer.products", "0.5 1")]
    [InlineData("optimizer.products", "0.5")]
    [InlineData("optimizer.steps", "9223372036854775807")]
    [InlineData("optimizer.rate", "NaN")]
    [InlineData("trainer.steps", "9223372036854775807")]
    [InlineData("average.steps", "-1")]
    [InlineData("run.lossSum", "NaN")]
    [InlineData("run.lossSum", "Infinity")]
    [InlineData("run.schedule", "0.5 0 0 2147483647")]
    [InlineData("run.schedule", "NaN 0 0 0")]
    [InlineData("run.schedule", "0.5 0 0 0.5")]
    [InlineData("run.schedule", "0.5 0 -1 0")]
    [InlineData("run.schedule", "0.5 0 0")]
    [InlineData("run.stopping", "NaN 0 0 0")]
    [InlineData("run.stopping", "0.5 1e9 0 0")]
    [InlineData("run.stopping", "0.5 0 0 -1")]
    [InlineData("run.epoch.1", "NaN - - - 1 0.1")]
    [InlineData("run.epoch.1", "1 - - - -1 0.1")]
    [InlineData("run.epochs", "2147483647")]
    [InlineData("trainer.frozen", "Top Top Top Top Top Top Top Top Top Top")]
    public void Absurd_numbers_are_refused_and_the_trainer_stays(string key, string value)
    {
        byte[] file = WithoutHashes(Interrupted(), (key, value));
        Trainer<Pretrained> trainer = Create(seed: 2);
        Assert.Contains(key.TrimEnd('s'), Assert.Throws<InvalidDataException>(() => Checkpoint.Load(new MemoryStream(file), trainer)).Message);
        IsUntouched(trainer);
    }

    [Fact]
    public void The_same_file_without_absurd_numbers_is_loaded()
    {
        byte[] file = WithoutHashes(Interrupted(), ("run.schedule", "0.5 0 0 1"));
        Trainer<Pretrained> trainer = Create(seed: 2);
        Checkpoint.Load(new MemoryStream(file), trainer);
        Assert.Equal(3, trainer.Resume(Data, Options()).Epochs.Length);
    }

    [Fact]
    public void A_negative_second_moment_is_refused()
    {
        byte[] file = WithoutHashes(Interrupted());
        int place = PlaceOf(file, "trainer/optimizer.1");
        BitConverter.GetBytes(-1e-9f).CopyTo(file, place + 8);
        Trainer<Pretrained> trainer = Create(seed: 2);
        Assert.Contains(
            "Expected numbers of at least 0, got -1E-09 as number 2 of 'trainer/optimizer.1'.",
            Assert.Throws<InvalidDataException>(() => Checkpoint.Load(new MemoryStream(file), trainer)).Message.Replace("-9.999999717180685E-10", "-1E-09"));
        IsUntouched(trainer);

        // The mean of the gradients may be negative.
        file = WithoutHashes(Interrupted());
        BitConverter.GetBytes(-1e-9f).CopyTo(file, PlaceOf(file, "trainer/optimizer.0"));
        Checkpoint.Load(new MemoryStream(file), trainer);
    }

    [Fact]
    public void A_damaged_file_leaves_the_optimizer_free_for_another_network()
    {
        byte[] file = Interrupted();
        file[^1] ^= 1;
        Trainer<Pretrained> trainer = Create(seed: 2);
        Assert.Contains("the file is damaged", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(new MemoryStream(file), trainer)).Message);
        IsUntouched(trainer);
    }

    [Fact]
    public void Reductions_beyond_the_smallest_rate_take_no_time()
    {
        var schedule = new ReduceOnPlateau(factor: 0.5);
        schedule.Restore([0.5, 0, 0, int.MaxValue]);
        Assert.Equal(0, schedule.RateAt(0, 1, 0.1));
        Assert.Throws<ArgumentException>(() => schedule.Restore([0.5, 0, 0, -1]));
        Assert.Throws<ArgumentException>(() => schedule.Restore([0.5, 0, 0, double.PositiveInfinity]));
    }

    private static Trainer<Pretrained> Create(ulong seed) => new(new Pretrained(seed), new Adam(0.02));

    private static FitOptions Options() => new()
    {
        Epochs = 3,
        BatchSize = 10,
        EarlyStopping = new EarlyStopping(patience: 5, monitor: MonitoredValue.TrainingLoss),
        Schedule = new LinearWarmUp(2, new ReduceOnPlateau(monitor: MonitoredValue.TrainingLoss)),
    };

    /// <summary>An optimiser without a state takes parameters of any number and type.</summary>
    private static void IsUntouched(Trainer<Pretrained> trainer)
    {
        Assert.Equal(new Pretrained(seed: 2).Parameters, trainer.Model.Parameters);
        Assert.Equal(new Pretrained(seed: 2).Buffers, trainer.Model.Buffers);
        Assert.Equal((0, 0.02), (trainer.Optimizer.Steps, trainer.Optimizer.LearningRate));
        trainer.Optimizer.Prepare<double>(7);
        trainer.Optimizer.Reset();
    }

    private static byte[] WithoutHashes(byte[] file, params (string Key, string Value)[] changes) => RawSafetensors.WithHeader(file, header =>
    {
        header = header.Replace("netgen.sha256", "other").Replace("netgen.metadata.sha256", "another");
        foreach ((string key, string value) in changes)
        {
            int start = header.IndexOf($"\"{key}\":\"", StringComparison.Ordinal) + key.Length + 4, end = header.IndexOf('"', start);
            Assert.True(start > key.Length + 4);
            header = header[..start] + value + header[end..];
        }

        return header;
    });

    private static int PlaceOf(byte[] file, string tensor)
    {
        string header = RawSafetensors.Header(file);
        int start = header.IndexOf("data_offsets\":[", header.IndexOf($"\"{tensor}\"", StringComparison.Ordinal), StringComparison.Ordinal) + "data_offsets\":[".Length;
        return 8 + Encoding.UTF8.GetByteCount(header) + int.Parse(header[start..header.IndexOf(',', start)]);
    }

    /// <summary>The file of a run in its second epoch.</summary>
    private byte[] Interrupted()
    {
        Trainer<Pretrained> trainer = Create(seed: 1);
        using var source = new CancellationTokenSource();
        FitOptions options = Options();
        options.CancellationToken = source.Token;
        options.Progress = progress =>
        {
            if (progress is { Epoch: 2, Batch: 1 })
                source.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Data, options));
        string path = _folder.PathOf("checkpoint");
        Checkpoint.Save(path, trainer);
        return File.ReadAllBytes(path);
    }
}
