using System.Text;
using System.Text.Json;

namespace NetGen.Tests;

public class DiagnosticsTests
{
    private static readonly Dataset Data = Samples.Classes(150, 6, 3);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    public void Looking_changes_no_bit(int threads, int accumulation)
    {
        Assert.Equal(Fit(null), Fit(new RunDiagnostics { Samples = 7 }));

        double[] Fit(RunDiagnostics? diagnostics)
        {
            var trainer = new Trainer<Traced<Looked>>(Traced<Looked>.Create(1), new AdamW(0.01)) { Average = new ExponentialMovingAverage(0.9) };
            History history = trainer.Fit(Data, new FitOptions { Epochs = 3, Threads = threads, Accumulation = accumulation, Diagnostics = diagnostics, Clipping = GradientClipping.ByGlobalNorm(0.1), Validation = Data });
            var average = new float[Looked.ParameterCount];
            trainer.Average.CopyTo(average.AsSpan());
            return [.. trainer.Model.Parameters, .. average, .. history.Epochs.SelectMany(epoch => (double[])[epoch.Loss, epoch.ValidationLoss!.Value])];
        }
    }

    [Fact]
    public void Norms_are_those_of_the_gradient_and_of_what_the_step_added()
    {
        // One step of the whole batch: the gradient can be had from the network itself.
        const double rate = 0.25;
        var model = new LookedDouble(seed: 1);
        double[] before = model.Parameters.ToArray(), gradient = new double[LookedDouble.ParameterCount], inputs = new double[150 * 6], targets = new double[150];
        Data.CopyInputs<double>(0, inputs);
        Data.CopyTargets<double>(0, targets);
        model.LossAndGradient(inputs, targets, gradient, LookedDouble.CreateWorkspace(150));

        // What is clipped moves less far, but its gradient is seen as it was.
        double limit = 0.1 * Norm(gradient), factor = limit / (Norm(gradient) + 1e-6);
        History plain = Fit(null), clipped = Fit(GradientClipping.ByGlobalNorm(limit));
        foreach ((LayerDescription layer, LayerDiagnostics own, LayerDiagnostics other) in LookedDouble.Description.Layers.Zip(plain.Last.Layers, clipped.Last.Layers))
        {
            Assert.Equal((layer.Name, layer.Name), (own.Layer, other.Layer));
            Assert.Equal(own.GradientNorm, other.GradientNorm);
            Assert.Equal(layer.Slots.Select(slot => slot.Name), own.Slots.Select(slot => slot.Name));
            if (layer.Slots.IsEmpty)
            {
                Assert.True(own.GradientNorm is null && own.UpdateRatio is null);
                continue;
            }

            Range all = layer.Slots[0].Offset..(layer.Slots[^1].Offset + layer.Slots[^1].Length);
            Near(Norm(gradient[all]), own.GradientNorm);
            Near(rate * Norm(gradient[all]) / Norm(before[all]), own.UpdateRatio);
            Near(factor * own.UpdateRatio!.Value, other.UpdateRatio);
            foreach ((ParameterSlot slot, SlotDiagnostics seen) in layer.Slots.Zip(own.Slots))
            {
                Range range = slot.Offset..(slot.Offset + slot.Length);
                Near(Norm(gradient[range]), seen.GradientNorm);
                if (slot.Name == "bias")
                    Assert.Null(seen.UpdateRatio);
                else
                    Near(rate * Norm(gradient[range]) / Norm(before[range]), seen.UpdateRatio);
            }
        }

        static History Fit(GradientClipping? clipping) => new Trainer<LookedDouble, double>(new LookedDouble(seed: 1), new Sgd(rate)).Fit(Data, new FitOptions
        {
            Regime = BatchRegime.FullBatch,
            ShuffleEachEpoch = false,
            Clipping = clipping,
            Diagnostics = new RunDiagnostics(),
        });

        static double Norm(double[] numbers) => Math.Sqrt(numbers.Sum(number => number * number));

        static void Near(double expected, double? actual) => Assert.InRange(actual!.Value / expected, 1 - 1e-10, 1 + 1e-10);
    }

    [Fact]
    public void A_frozen_layer_has_no_update()
    {
        var trainer = new Trainer<Looked>(new Looked(seed: 1), new Adam());
        trainer.Freeze("Dense1");
        LayerDiagnostics[] layers = [.. trainer.Fit(Data, new FitOptions { Diagnostics = new RunDiagnostics() }).Last.Layers];
        Assert.Equal(0, layers.Single(layer => layer.Layer == "Dense1").UpdateRatio);
        Assert.True(layers.Single(layer => layer.Layer == "Dense1").GradientNorm > 0);
        Assert.True(layers.Single(layer => layer.Layer == "Dense2").UpdateRatio > 0);
    }

    [Fact]
    public void Dead_units_and_saturated_activations_are_counted()
    {
        // With a rate of 0 the network stays as it is made here: weights of 0, so that all is decided by the biases.
        Traced<Looked> model = Traced<Looked>.Create(1);
        model.Parameters.Clear();
        Bias("Dense1", [1, -1, 0, 2]);
        Bias("Dense2", [2.2f, -2.1f, 0]);
        Bias("Dense3", [4.5f, -4.2f, 0, 0]);
        Bias("Dense5", [3.6f, -3.3f]);
        Bias("Dense6", [1, -0.99f, -1.5f]);
        Bias("Dense8", [3, -2.99f]);
        var trainer = new Trainer<Traced<Looked>>(model, new Sgd(0));
        History history = trainer.Fit(Data, new FitOptions { Diagnostics = new RunDiagnostics() });
        Assert.Equal(
            [("Relu1", 0.5, null), ("Tanh1", null, 1.0 / 3), ("Sigmoid1", null, 0.25), ("Softsign1", null, 0.5), ("HardTanh1", null, 2.0 / 3), ("HardSigmoid1", null, 0.5)],
            history.Last.Layers.Where(layer => layer.DeadShare is not null || layer.SaturatedShare is not null).Select(layer => (layer.Layer, layer.DeadShare, layer.SaturatedShare)));
        Assert.Equal([0.0, 0, 0, null, 0, 0, null, 0, null], history.Last.Layers.Where(layer => layer.GradientNorm is not null).Select(layer => layer.UpdateRatio));

        void Bias(string layer, float[] values)
        {
            ParameterSlot slot = Looked.Description.Slots.Single(slot => slot.Key == $"{layer}.bias");
            values.CopyTo(model.Parameters[slot.Offset..]);
        }
    }

    [Fact]
    public void A_unit_that_fires_once_is_alive()
    {
        // A unit that adds up inputs fires where the sum is above 0: on the last sample alone, which is among all but not among one.
        float[] inputs = [.. Enumerable.Range(0, 20).SelectMany(sample => Enumerable.Repeat(sample == 19 ? 1f : -1f, 6))];
        Dataset data = Dataset.FromArrays(inputs, new float[20], 6);
        Assert.Equal(0, DeadShare(20));
        Assert.Equal(0, DeadShare(1000));
        Assert.Equal(1, DeadShare(19));
        Assert.Equal(1, DeadShare(1));

        double DeadShare(int samples)
        {
            Traced<Looked> model = Traced<Looked>.Create(1);
            model.Parameters.Clear();
            model.Parameters[..24].Fill(1);
            var trainer = new Trainer<Traced<Looked>>(model, new Sgd(0));
            return trainer.Fit(data, new FitOptions { Diagnostics = new RunDiagnostics { Samples = samples } }).Last.Layers.Single(layer => layer.Layer == "Relu1").DeadShare!.Value;
        }
    }

    [Fact]
    public void Only_the_epochs_asked_for_are_looked_at()
    {
        Traced<Looked> model = Traced<Looked>.Create(1);
        var trainer = new Trainer<Traced<Looked>>(model, new Adam());
        History history = trainer.Fit(Data, new FitOptions { Epochs = 7, Diagnostics = new RunDiagnostics { EveryEpochs = 3, Samples = 5 } });
        Assert.Equal([false, false, true, false, false, true, false], history.Epochs.Select(epoch => !epoch.Layers.IsEmpty));
        Assert.Equal(10, model.AllocatedBeforeTraces.Count);
        Assert.All(trainer.Fit(Data, new FitOptions { Epochs = 2 }).Epochs, epoch => Assert.True(epoch.Layers.IsEmpty));
        Assert.Equal(10, model.AllocatedBeforeTraces.Count);
    }

    [Fact]
    public void A_network_that_cannot_be_traced_has_norms_alone()
    {
        History history = new Trainer<Looked>(new Looked(seed: 1), new Adam()).Fit(Data, new FitOptions { Diagnostics = new RunDiagnostics() });
        Assert.Equal(Looked.Description.Layers.Select(layer => layer.Name), history.Last.Layers.Select(layer => layer.Layer));
        Assert.All(history.Last.Layers, layer => Assert.True(layer.DeadShare is null && layer.SaturatedShare is null));
        Assert.Contains(history.Last.Layers, layer => layer.GradientNorm > 0);
    }

    [Fact]
    public void The_step_looked_at_and_the_look_itself_allocate_nothing()
    {
        Traced<Looked> model = Traced<Looked>.Create(1);
        new Trainer<Traced<Looked>>(model, new Adam()).Fit(Data, new FitOptions { Epochs = 30, BatchSize = 75, Threads = 1, Diagnostics = new RunDiagnostics { Samples = 10 } });
        Assert.Equal(300, model.AllocatedBeforeTraces.Count);

        // From the end of the network's part of the last step to the first sample, and from sample to sample.
        Assert.Equal(0, model.AllocatedBeforeTraces.Skip(100).Chunk(10).Min(epoch => epoch.Sum()));
    }

    [Fact]
    public void A_run_that_goes_on_looks_on_and_remembers()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("interrupted");
        Trainer<Traced<Looked>> interrupted = Start(), resumed = Start(), whole = Start();
        using var source = new CancellationTokenSource();
        var options = new FitOptions { Epochs = 4, Diagnostics = new RunDiagnostics { EveryEpochs = 2 }, CancellationToken = source.Token };
        options.Progress = step =>
        {
            if (step is { Epoch: 3, Batch: 2 })
                source.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => interrupted.Fit(Data, options));
        Checkpoint.Save(path, interrupted);
        Checkpoint.Load(path, resumed);

        (options.Progress, options.CancellationToken) = (null, default);
        string[] expected = [.. whole.Fit(Data, options).Epochs.Select(Json)];
        Assert.Equal(expected, interrupted.Resume(Data, options).Epochs.Select(Json));
        Assert.Equal(expected, resumed.Resume(Data, options).Epochs.Select(Json));
        Assert.Equal([false, true, false, true], expected.Select(epoch => epoch.Contains("saturatedShare")));

        string text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(text.Replace("\"run.layers.2\":\"0.", "\"run.layers.2\":\"0 ")));
        Assert.Contains("numbers as 'run.layers.2', got", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(path, Start())).Message);

        static Trainer<Traced<Looked>> Start() => new(Traced<Looked>.Create(1), new Adam());

        static string Json(EpochRecord epoch)
        {
            using var stream = new MemoryStream();
            new History([epoch with { Seconds = 0 }]).WriteJson(stream);
            return Encoding.UTF8.GetString(stream.ToArray());
        }
    }

    [Fact]
    public void Tables_and_files_have_what_was_seen()
    {
        var layer = new LayerDiagnostics("Dense1", [new SlotDiagnostics("weights", 3, 0.5), new SlotDiagnostics("bias", 4, null)], 5, 0.25, null, null);
        var rectified = new LayerDiagnostics("Relu1", [], null, null, 0.125, null);
        var squashed = new LayerDiagnostics("Tanh1", [], null, null, null, 0.75);
        var history = new History([new EpochRecord(1, 1, null, null, null, 2, 0.1), new EpochRecord(2, 1, null, null, null, 2, 0.1) { Layers = [layer, rectified, squashed] }]);
        var table = new StringWriter();
        history.WriteCsv(table);
        Assert.Equal(
            "epoch,loss,accuracy,validation_loss,validation_accuracy,seconds,learning_rate,gradient_norm.Dense1,gradient_norm.Dense1.weights,gradient_norm.Dense1.bias,update_ratio.Dense1,update_ratio.Dense1.weights,dead_share.Relu1,saturated_share.Tanh1\n"
            + "1,1,,,,2,0.1,,,,,,,\n2,1,,,,2,0.1,5,3,4,0.25,0.5,0.125,0.75\n",
            table.ToString());

        using var stream = new MemoryStream();
        history.WriteJson(stream);
        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        JsonElement epochs = document.RootElement.GetProperty("epochs");
        Assert.False(epochs[0].TryGetProperty("layers", out _));
        JsonElement layers = epochs[1].GetProperty("layers");
        Assert.Equal(("Dense1", 5.0, 0.25), (layers[0].GetProperty("layer").GetString(), layers[0].GetProperty("gradientNorm").GetDouble(), layers[0].GetProperty("updateRatio").GetDouble()));
        Assert.Equal((4.0, false), (layers[0].GetProperty("slots")[1].GetProperty("gradientNorm").GetDouble(), layers[0].GetProperty("slots")[1].TryGetProperty("updateRatio", out _)));
        Assert.Equal((0.125, 0.75), (layers[1].GetProperty("deadShare").GetDouble(), layers[2].GetProperty("saturatedShare").GetDouble()));
        Assert.False(layers[1].TryGetProperty("gradientNorm", out _));
    }

    [Fact]
    public void A_manifest_says_how_it_was_looked()
    {
        using var stream = new MemoryStream();
        var trainer = new Trainer<Looked>(new Looked(seed: 1), new Adam());
        RunManifest.Of(trainer, 1, Data, new FitOptions { Diagnostics = new RunDiagnostics { EveryEpochs = 2, Samples = 9, SaturationSlope = 0.125 } }).WriteJson(stream);
        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        JsonElement diagnostics = document.RootElement.GetProperty("options").GetProperty("diagnostics");
        Assert.Equal((2, 9, 0.125), (diagnostics.GetProperty("everyEpochs").GetInt32(), diagnostics.GetProperty("samples").GetInt32(), diagnostics.GetProperty("saturationSlope").GetDouble()));
    }

    [Fact]
    public void Impossible_settings_are_refused()
    {
        Refused(new RunDiagnostics { EveryEpochs = 0 }, "Expected diagnostics every 1 epoch or more, got 0.");
        Refused(new RunDiagnostics { Samples = 0 }, "Expected at least 1 sample for diagnostics, got 0.");
        Refused(new RunDiagnostics { SaturationSlope = 1 }, "above 0 and below 1, got 1.");
        Refused(new RunDiagnostics { SaturationSlope = double.NaN }, "above 0 and below 1, got NaN.");

        static void Refused(RunDiagnostics diagnostics, string message)
        {
            var trainer = new Trainer<Looked>(new Looked(seed: 1), new Adam());
            Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(Data, new FitOptions { Diagnostics = diagnostics })).Message);
        }
    }
}
