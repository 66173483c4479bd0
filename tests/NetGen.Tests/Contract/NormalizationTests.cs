namespace NetGen.Tests.Contract;

/// <summary>Layers that do in training what they do not do in inference.</summary>
public sealed class NormalizationTests
{
    private const int Samples = 53;

    private static readonly Dataset Data = MakeData(Samples);

    [Theory]
    [InlineData(17)]
    [InlineData(37)]
    [InlineData(5)]
    public void Any_number_of_threads_trains_to_the_same_bits(int batchSize)
    {
        (float[] parameters, float[] buffers) = Train(threads: 1, batchSize, seed: 3);
        foreach (int threads in (int[])[2, 3])
        {
            (float[] others, float[] otherBuffers) = Train(threads, batchSize, seed: 3);
            Assert.Equal(parameters, others);
            Assert.Equal(buffers, otherBuffers);
        }

        Assert.NotEqual(parameters, Train(threads: 1, batchSize, seed: 4).Parameters);
    }

    [Fact]
    public void Every_step_of_a_trainer_drops_other_elements()
    {
        float[] inputs = Numbers.Some(7 * Normalized.InputSize);
        var model = new Normalized(seed: 1);
        Workspace workspace = Normalized.CreateWorkspace(7);
        float[][] outputs = [.. Enumerable.Range(0, 3).Select(step => Outputs(new TrainingContext<float> { Seed = 5, Step = step }))];
        Assert.NotEqual(outputs[0], outputs[1]);
        Assert.NotEqual(outputs[1], outputs[2]);
        Assert.Equal(outputs[1], Outputs(new TrainingContext<float> { Seed = 5, Step = 1 }));

        // By hand: the steps of the trainer through the network's own calls.
        Dataset data = Data.Take(14);
        var byHand = new Normalized(seed: 1);
        var optimizer = new Sgd(learningRate: 0.1);
        float[] targets = new float[7], gradients = new float[Normalized.ParameterCount];
        for (int step = 0; step < 4; step++)
        {
            data.CopyInputs<float>(step % 2 * 7, inputs);
            data.CopyTargets<float>(step % 2 * 7, targets);
            byHand.LossAndGradient(inputs, targets, gradients, workspace, new TrainingContext<float> { Seed = 5, Step = step });
            optimizer.Step<float>(byHand.Parameters, gradients);
        }

        var trained = new Normalized(seed: 1);
        new Trainer<Normalized>(trained, new Sgd(learningRate: 0.1)).Fit(data, new FitOptions { Epochs = 2, BatchSize = 7, Seed = 5, ShuffleEachEpoch = false });
        Assert.Equal(byHand.Parameters, trained.Parameters);
        Assert.Equal(byHand.Buffers, trained.Buffers);

        float[] Outputs(TrainingContext<float> context)
        {
            var result = new float[7 * Normalized.OutputSize];
            model.ForwardTraining(inputs, result, workspace, context);
            return result;
        }
    }

    [Fact]
    public void A_batch_with_one_value_for_a_channel_is_refused_before_anything_is_written()
    {
        var model = new Normalized(seed: 1);
        float[] buffers = model.Buffers.ToArray(), inputs = Numbers.Some(Normalized.InputSize);
        float[] outputs = Numbers.Sentinels(Normalized.OutputSize), gradients = Numbers.Sentinels(Normalized.ParameterCount);
        Workspace workspace = Normalized.CreateWorkspace(2);
        foreach (Action call in (Action[])[() => model.ForwardTraining(inputs, outputs, workspace), () => model.LossAndGradient(inputs, [1], gradients, workspace)])
        {
            ArgumentException exception = Assert.Throws<ArgumentException>("inputs", call);
            Assert.Contains("Expected a batch of at least 2 samples, because BatchNorm2 takes a variance", exception.Message);
        }

        Assert.All(outputs.Concat(gradients), value => Assert.Equal(Numbers.Untouched, value));
        Assert.Equal(buffers, model.Buffers);

        // Inference takes no statistics.
        model.Forward(inputs, outputs, workspace);
        Assert.True(float.IsFinite(model.Loss(inputs, [1], workspace)));
    }

    [Fact]
    public void One_sample_with_many_places_has_statistics()
    {
        var model = new NormalizedPlaces(seed: 1);
        Assert.True(float.IsFinite(model.LossAndGradient(Numbers.Some(NormalizedPlaces.InputSize), [1], new float[NormalizedPlaces.ParameterCount], NormalizedPlaces.CreateWorkspace(1))));
    }

    [Fact]
    public void A_trainer_refuses_an_epoch_that_ends_with_one_sample_but_validates_on_any()
    {
        var model = new Normalized(seed: 1);
        float[] before = model.Parameters.ToArray();
        var trainer = new Trainer<Normalized>(model, new Sgd(learningRate: 0.1));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => trainer.Fit(Data.Take(9), new FitOptions { BatchSize = 4 }));
        Assert.Contains("Among samples 8 to 8 of the data set: Expected a batch of at least 2 samples", exception.Message);
        Assert.Equal(before, model.Parameters);

        History history = trainer.Fit(Data.Take(8), new FitOptions { BatchSize = 4, Validation = Data.Take(9) });
        Assert.True(double.IsFinite(history.Last.ValidationLoss!.Value));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public void Nothing_is_allocated(int batch)
    {
        var model = new Normalized(seed: 1);
        float[] inputs = Numbers.Some(batch * Normalized.InputSize), outputs = new float[batch * Normalized.OutputSize], targets = new float[batch];
        float[] gradients = new float[Normalized.ParameterCount], inputGradients = new float[inputs.Length], outputGradients = Numbers.Some(outputs.Length);
        Workspace workspace = Normalized.CreateWorkspace(batch);
        IPreparedNetwork<float> prepared = model.Prepare();
        Assert.Equal(0, Allocation.Of(() => model.Forward(inputs, outputs)));
        Assert.Equal(0, Allocation.Of(() => model.Forward(inputs, outputs, workspace)));
        Assert.Equal(0, Allocation.Of(() => prepared.Forward(inputs, outputs)));
        Assert.Equal(0, Allocation.Of(() => model.Loss(inputs, targets, workspace)));
        Assert.Equal(0, Allocation.Of(() => model.LossAndGradient(inputs, targets, gradients, workspace)));
        Assert.Equal(0, Allocation.Of(() =>
        {
            model.ForwardTraining(inputs, outputs, workspace);
            model.Backward(workspace, outputGradients, gradients, inputGradients);
        }));
    }

    private static (float[] Parameters, float[] Buffers) Train(int threads, int batchSize, ulong seed)
    {
        var model = new Normalized(seed: 1);
        new Trainer<Normalized>(model, new Adam(learningRate: 0.02)).Fit(Data, new FitOptions { Epochs = 2, BatchSize = batchSize, Seed = seed, Threads = threads, Validation = Data.Take(11) });
        return (model.Parameters.ToArray(), model.Buffers.ToArray());
    }

    private static Dataset MakeData(int samples) =>
        Dataset.FromArrays(Numbers.Some(samples * Normalized.InputSize), [.. Enumerable.Range(0, samples).Select(sample => (float)(sample * 7 % 3))], 4, 3, 2);
}
