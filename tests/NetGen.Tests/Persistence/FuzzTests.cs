namespace NetGen.Tests;

/// <summary>
/// Every loader, given damaged files: it refuses them with the exception that its documentation names, a message of bounded length and nothing changed, or
/// loads what is right; and memory stays in proportion to the file. The environment variable NETGEN_FUZZ sets the number of files of each kind.
/// </summary>
public sealed class FuzzTests
{
    private const int LongestMessage = 2000;

    /// <summary>Blocks, a copy of the network, exceptions with their stack traces.</summary>
    private const long MemoryBesides = 400_000;

    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("NETGEN_FUZZ"), out int count) ? count : 2000;

    [Fact]
    public void Damaged_networks_are_refused_or_what_was_saved()
    {
        SoftmaxRegression<float> saved = SoftmaxRegression<float>.Create(seed: 1);
        Refused(Saved(stream => Safetensors.Save(stream, saved)), file =>
        {
            SoftmaxRegression<float> loaded = SoftmaxRegression<float>.Create(seed: 2);
            Unchanged(() => Safetensors.Load(file.AsMemory(), loaded), () => loaded.Parameters.ToArray());
            Assert.Equal(saved.Parameters, loaded.Parameters);
        });
    }

    [Fact]
    public void Damaged_networks_from_a_stream_of_unknown_length_are_refused_or_what_was_saved()
    {
        var saved = new Line();
        Refused(Saved(stream => Safetensors.Save(stream, saved)), file =>
        {
            var loaded = new Line();
            loaded.Parameters[0] = 3;
            Unchanged<double>(() => Safetensors.Load(new ForwardStream(file), loaded), () => [.. loaded.Parameters, .. loaded.Buffers]);
            Assert.Equal(saved.Parameters, loaded.Parameters);
            Assert.Equal(saved.Buffers, loaded.Buffers);
        });
    }

    [Fact]
    public void Damaged_networks_without_a_hash_are_refused_or_have_finite_numbers()
    {
        byte[] original = RawSafetensors.Of(
            ("Dense1.bias", "F32", [3], RawSafetensors.Bytes(1, 2, 3)),
            ("Dense1.weights", "F32", [4, 3], RawSafetensors.Bytes([.. Enumerable.Range(0, 12).Select(k => k / 8f)])));
        Refused(original, file =>
        {
            SoftmaxRegression<float> loaded = SoftmaxRegression<float>.Create(seed: 2);
            Unchanged(() => Safetensors.Load(file.AsMemory(), loaded), () => loaded.Parameters.ToArray());
            Assert.All(loaded.Parameters.ToArray(), number => Assert.True(float.IsFinite(number)));
        });
    }

    [Fact]
    public void Damaged_scalers_are_refused_or_what_was_saved()
    {
        SoftmaxRegression<float> saved = SoftmaxRegression<float>.Create(seed: 1);
        FeatureScaler scaler = Standardizer.Fit(Dataset.FromArrays([1.5, 2, 3, 4, 5, 6, 7, 9], [0.0, 0], 4));
        Refused(Saved(stream => Safetensors.Save(stream, saved, scaler)), file =>
        {
            SoftmaxRegression<float> loaded = SoftmaxRegression<float>.Create(seed: 2);
            FeatureScaler? read = null;
            Unchanged(() => Safetensors.Load(file.AsMemory(), loaded, out read), () => loaded.Parameters.ToArray());
            Assert.Equal(saved.Parameters, loaded.Parameters);
            Assert.Equal(scaler.Offsets.ToArray(), read!.Offsets.ToArray());
            Assert.Equal(scaler.Scales.ToArray(), read.Scales.ToArray());
        });
    }

    [Fact]
    public void Damaged_files_of_other_topologies_are_refused_or_taken_layer_by_layer()
    {
        byte[] original = RawSafetensors.Of(
            ("Base1.weights", "F16", [6, 8], new byte[96]),
            ("Base2.bias", "F32", [5], RawSafetensors.Bytes(1, 2, 3, 4, 5)),
            ("Base2.weights", "BF16", [8, 5], new byte[80]),
            ("steps", "I64", [], new byte[8]));
        Refused(original, file =>
        {
            var loaded = new Tuned(seed: 3);
            TransferReport? report = null;
            Unchanged<float>(() => report = Safetensors.LoadMatching(file.AsMemory(), loaded), () => [.. loaded.Parameters, .. loaded.Buffers]);
            Assert.Equal(report!.Taken.Contains("Base2.weights"), report.Taken.Contains("Base2.bias"));
            Assert.All(loaded.Parameters.ToArray(), number => Assert.True(float.IsFinite(number)));
        });
    }

    [Fact]
    public void Damaged_files_of_any_tensors_are_refused_or_read()
    {
        byte[] original = RawSafetensors.Of(
            ("a", "F64", [2], new byte[16]), ("b", "BF16", [2, 3], new byte[12]), ("c", "I64", [], new byte[8]), ("d", "BOOL", [3], new byte[3]), ("e", "F8_E4M3", [0, 4], []));
        Refused(RawSafetensors.WithHeader(original, header => header.Replace("{\"a\"", "{\"__metadata__\":{\"format\":\"pt\",\"n\":3},\"a\"")), file =>
        {
            SafetensorsFile read = SafetensorsFile.Read(file.AsMemory());
            foreach (SafetensorsEntry tensor in read.Tensors)
            {
                try
                {
                    Assert.Equal(tensor.Length, read.Numbers<float>(tensor.Name).Length);
                }
                catch (NotSupportedException exception)
                {
                    Assert.Contains("Expected a number type among", exception.Message);
                }
            }

            Assert.All(read.Metadata, pair => Assert.Equal(pair.Value, read.Metadata[pair.Key]));
        });
    }

    [Fact]
    public void Damaged_checkpoints_are_refused_or_what_was_saved()
    {
        using var folder = new TemporaryFolder();
        Trainer<Pretrained> saved = Trainer(seed: 1);
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => saved.Fit(Samples.Classes(40, 6, 3), new FitOptions
        {
            Epochs = 3,
            BatchSize = 10,
            EarlyStopping = new EarlyStopping(patience: 5, monitor: MonitoredValue.TrainingLoss),
            Schedule = new ReduceOnPlateau(monitor: MonitoredValue.TrainingLoss),
            Progress = progress => Cancel(source, progress.Epoch),
            CancellationToken = source.Token,
        }));
        string path = folder.PathOf("checkpoint");
        Checkpoint.Save(path, saved);
        Refused(System.IO.File.ReadAllBytes(path), file =>
        {
            Trainer<Pretrained> loaded = Trainer(seed: 2);
            Unchanged(() => Checkpoint.Load(new MemoryStream(file), loaded), () => State(loaded));
            Assert.Equal(State(saved), State(loaded));
        });

        static void Cancel(CancellationTokenSource source, int epoch)
        {
            if (epoch == 2)
                source.Cancel();
        }
    }

    private static Trainer<Pretrained> Trainer(ulong seed) => new(new Pretrained(seed), new Adam(0.02)) { Average = new ExponentialMovingAverage() };

    private static float[] State(Trainer<Pretrained> trainer) =>
        [.. trainer.Model.Parameters, .. trainer.Model.Buffers, trainer.Optimizer.Steps, (float)trainer.Optimizer.LearningRate, trainer.Average!.Steps];

    private static byte[] Saved(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        return stream.ToArray();
    }

    /// <summary>Runs something that may fail, and then must have changed nothing.</summary>
    private static void Unchanged<T>(Action load, Func<T[]> state)
    {
        T[] before = state();
        try
        {
            load();
        }
        catch (InvalidDataException)
        {
            Assert.Equal(before, state());
            throw;
        }
    }

    private static void Refused(byte[] original, Action<byte[]> load)
    {
        load(original);
        var mutator = new FileMutator(original, seed: 1);
        int refused = 0;
        for (int i = 0; i < Count; i++)
        {
            byte[] file = mutator.Next();
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                load(file);
            }
            catch (InvalidDataException exception)
            {
                refused++;
                Assert.InRange(exception.Message.Length, 1, LongestMessage);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (4L * file.Length) + MemoryBesides);
        }

        Assert.InRange(refused, Count / 2, Count);
    }
}
