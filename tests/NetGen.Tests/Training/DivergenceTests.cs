using NetGen.Tests.Contract;

namespace NetGen.Tests;

public class DivergenceTests
{
    private static readonly Dataset Data = Dataset.FromArrays(Numbers.Some(60), Numbers.Some(40), 3);

    [Theory]
    [InlineData("Dense1", 1)]
    [InlineData("Dense2", 1)]
    [InlineData("Dense3", 1)]
    [InlineData("Dense2", 3)]
    public void Outputs_that_overflow_name_their_layer(string layer, int threads)
    {
        // Weights as large as float goes: two of them add up to infinity, in this layer first.
        var model = new Unbounded(seed: 1);
        foreach (ParameterSlot slot in Unbounded.Description.Slots.Where(slot => slot.Role == ParameterRole.Weight))
            model.Parameters.Slice(slot.Offset, slot.Length).Fill(slot.Layer == layer ? 3e38f : 1);
        Dataset data = Dataset.FromArrays([1f, 2, 3, 4, 5, 6], new float[4], 3);
        float[] before = model.Parameters.ToArray();
        DivergenceException exception = Diverges(model, new Adam(), data, new FitOptions { Threads = threads });
        Assert.Equal(layer, exception.Layer);
        Assert.Equal(0, exception.Step);
        Assert.False(double.IsFinite(exception.Loss));
        Assert.Contains($"the outputs of '{layer}', or of a layer without parameters after it, are the first that are not", exception.Message);
        Assert.Equal(before, model.Parameters);
    }

    [Fact]
    public void Parameters_that_were_given_are_named()
    {
        var model = new Unbounded(seed: 1);
        model.Dense2Weights[7] = float.NaN;
        model.Dense3Bias[1] = float.PositiveInfinity;
        DivergenceException exception = Diverges(model, new Adam(), Data, new FitOptions());
        Assert.Equal("Dense2", exception.Layer);
        Assert.Contains("parameter 7 of 'Dense2.weights' is NaN, as it was given.", exception.Message);
    }

    [Fact]
    public void Parameters_that_a_step_spoilt_are_named()
    {
        // A rate so large that every step overflows: the loss before it is finite, that after it is not.
        DivergenceException exception = Diverges(new Unbounded(seed: 1), new Sgd(learningRate: 1e300), Data, new FitOptions { BatchSize = 10 });
        Assert.Equal(1, exception.Step);
        Assert.Equal("Dense3", exception.Layer);
        Assert.Contains("since the step before, whose loss was finite; of the parameters that are not finite (", exception.Message);
        Assert.Contains("Dense3.bias", exception.Message);
    }

    [Fact]
    public void A_loss_that_overflows_by_itself_is_told_from_its_layers()
    {
        Dataset data = Dataset.FromArrays(Numbers.Some(3), [1e30f, 1], 3);
        DivergenceException exception = Diverges(new Unbounded(seed: 1), new Adam(), data, new FitOptions());
        Assert.Null(exception.Layer);
        Assert.Contains("the outputs of the network are finite; it appeared in the loss, MeanSquaredError.", exception.Message);
    }

    [Theory]
    [InlineData(true, "sample 4 of the data set has an input that is NaN")]
    [InlineData(false, "sample 4 of the data set has a target that is NaN")]
    public void Samples_that_are_not_finite_are_named(bool input, string message)
    {
        float[] inputs = Numbers.Some(30), targets = Numbers.Some(20);
        (input ? inputs : targets)[input ? 14 : 9] = float.NaN;
        DivergenceException exception = Diverges(new Unbounded(seed: 1), new Adam(), Dataset.FromArrays(inputs, targets, 3), new FitOptions { BatchSize = 3 });
        Assert.Null(exception.Layer);
        Assert.Contains(message, exception.Message);
    }

    [Fact]
    public void Weights_that_sum_to_nothing_are_no_divergence()
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Adam());
        var options = new FitOptions { BatchSize = 2, ShuffleEachEpoch = false, SampleWeights = [1, 1, 0, 0, 1] };
        EpochRecord epoch = trainer.Fit(Dataset.FromArrays(Numbers.Some(15), new float[5], 3), options).Last;
        Assert.True(double.IsFinite(epoch.Loss));
        Assert.Equal(3.0, epoch.Weight);
        Assert.Equal(2, trainer.Optimizer.Steps);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_step_that_a_sample_spoilt_leaves_running_statistics_moments_and_averages(int accumulation)
    {
        float[] inputs = Numbers.Some(48);
        inputs[3 * 13] = float.NaN;
        Dataset data = Dataset.FromArrays(inputs, [.. Enumerable.Range(0, 16).Select(i => (float)(i % 3))], 3);
        var trainer = new Trainer<NormalizedIgnoring>(new NormalizedIgnoring(seed: 1), new Adam(0.01)) { Average = new ExponentialMovingAverage() };
        float[] parameters = [], buffers = [], moments = [], average = new float[NormalizedIgnoring.ParameterCount];
        var options = new FitOptions
        {
            BatchSize = 8 / accumulation,
            Accumulation = accumulation,
            ShuffleEachEpoch = false,
            Progress = _ =>
            {
                (parameters, buffers) = (trainer.Model.Parameters.ToArray(), trainer.Model.Buffers.ToArray());
                moments = [.. trainer.Optimizer.State<float>("mean"), .. trainer.Optimizer.State<float>("meanSquare")];
                trainer.Average.CopyTo<float>(average);
            },
        };
        DivergenceException exception = Assert.Throws<DivergenceException>(() => trainer.Fit(data, options));
        Assert.Contains("sample 13 of the data set has an input that is NaN", exception.Message);
        Assert.Equal(1, exception.Step);

        var averageNow = new float[average.Length];
        trainer.Average.CopyTo<float>(averageNow);
        Assert.Equal(parameters, trainer.Model.Parameters);
        Assert.Equal(buffers, trainer.Model.Buffers);
        float[] momentsNow = [.. trainer.Optimizer.State<float>("mean"), .. trainer.Optimizer.State<float>("meanSquare")];
        Assert.Equal(moments, momentsNow);
        Assert.Equal(average, averageNow);
        Assert.Equal((1L, 1L), (trainer.Optimizer.Steps, trainer.Average.Steps));
        Assert.NotEqual(new NormalizedIgnoring(seed: 1).Buffers.ToArray(), buffers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_gradient_that_overflows_is_named_before_it_moves_anything(int threads)
    {
        var model = new OneWeight(seed: 1);
        model.Dense1Weights[0] = 1;
        var trainer = new Trainer<OneWeight>(model, new Sgd(1e-3, momentum: 0.9));
        DivergenceException exception = Assert.Throws<DivergenceException>(() => trainer.Fit(Dataset.FromArrays([1.5e19f], [0f], 1), new FitOptions { Threads = threads }));
        Assert.Equal("Dense1", exception.Layer);
        Assert.Contains("Expected finite gradients, got others in step 0", exception.Message);
        Assert.Equal([1, 0], model.Parameters);
        Assert.Equal([0, 0], trainer.Optimizer.State<float>("velocity"));
        Assert.Equal(0, trainer.Optimizer.Steps);
    }

    [Fact]
    public void A_gradient_that_overflows_is_clipped_by_value()
    {
        var model = new OneWeight(seed: 1);
        model.Dense1Weights[0] = 1;
        var trainer = new Trainer<OneWeight>(model, new Sgd(0.25));
        trainer.Fit(Dataset.FromArrays([1.5e19f], [0f], 1), new FitOptions { Clipping = GradientClipping.ByValue(1) });
        Assert.Equal([0.75f, -0.25f], model.Parameters);
    }

    [Fact]
    public void Parameters_that_the_last_step_spoilt_are_named_when_the_epoch_ends()
    {
        var model = new Unbounded(seed: 1);
        DivergenceException exception = Diverges(model, new Sgd(learningRate: 1e300), Data, new FitOptions { BatchSize = 20 });
        Assert.Equal(("Dense3", 0L), (exception.Layer, exception.Step));
        Assert.Contains("at the end of epoch 1, after step 0: parameter", exception.Message);
        Assert.True(double.IsFinite(exception.Loss));
    }

    [Fact]
    public void A_running_variance_that_overflows_is_named_and_put_back()
    {
        var model = new NormalizedInput(seed: 1);
        float[] before = model.Buffers.ToArray(), parameters = model.Parameters.ToArray();
        var trainer = new Trainer<NormalizedInput>(model, new Adam());
        DivergenceException exception = Assert.Throws<DivergenceException>(() => trainer.Fit(Dataset.FromArrays([1e30f, -1e30f], [0f, 1], 1)));
        Assert.Equal("BatchNorm1", exception.Layer);
        Assert.Contains("'BatchNorm1.runningVariance' is ", exception.Message);
        Assert.Equal(before, model.Buffers);
        Assert.Equal(parameters, model.Parameters);
        Assert.Equal(0, trainer.Optimizer.Steps);
    }

    [Theory]
    [InlineData(1, 1e25f, null, "it appeared in the loss, MeanSquaredError")]
    [InlineData(2e38f, 10, "Dense1", "the outputs of 'Dense1', or of a layer without parameters after it, are the first that are not")]
    [InlineData(1, float.NaN, null, "sample 1 of the data set has an input that is NaN")]
    public void A_validation_loss_that_is_not_finite_is_reported(float weight, float input, string? layer, string message)
    {
        var model = new OneWeight(seed: 1);
        model.Dense1Weights[0] = weight;
        var options = new FitOptions { Validation = Dataset.FromArrays([0, input], [0f, 0], 1), EarlyStopping = new EarlyStopping(1) };
        var trainer = new Trainer<OneWeight>(model, new Sgd(0));
        DivergenceException exception = Assert.Throws<DivergenceException>(() => trainer.Fit(Dataset.FromArrays([0f], [1f], 1), options));
        Assert.Equal((layer, 0L), (exception.Layer, exception.Step));
        Assert.False(double.IsFinite(exception.Loss));
        Assert.Contains("Expected a finite validation loss, got ", exception.Message);
        Assert.Contains(message, exception.Message);
        Assert.Equal([weight, 0], model.Parameters);
    }

    [Fact]
    public void Gradients_without_a_finite_norm_are_stopped_before_they_do_harm()
    {
        // The loss is finite, but its gradient overflows on the way back through weights this large.
        var model = new Unbounded(seed: 1);
        model.Parameters.Clear();
        model.Dense1Bias.Fill(1);
        model.Dense2Bias.Fill(1e-20f);
        model.Dense3Weights.Fill(1e25f);
        float[] before = model.Parameters.ToArray();
        Dataset data = Dataset.FromArrays([1f, 1, 1], [1e18f, 1e18f], 3);
        DivergenceException exception = Diverges(model, new Adam(), data, new FitOptions { Clipping = GradientClipping.ByGlobalNorm(1) });
        Assert.True(double.IsFinite(exception.Loss));
        Assert.Equal("Dense2", exception.Layer);
        Assert.Contains("whose loss of", exception.Message);
        Assert.Equal(before, model.Parameters);
    }

    [Fact]
    public void A_run_that_diverged_leaves_the_step_before()
    {
        var trainer = new Trainer<Unbounded>(new Unbounded(seed: 1), new Sgd(learningRate: 30));
        float[] last = [];
        Assert.Throws<DivergenceException>(() => trainer.Fit(Data, new FitOptions { Epochs = 100, BatchSize = 5, Progress = _ => last = trainer.Model.Parameters.ToArray() }));
        Assert.Equal(last, trainer.Model.Parameters);
    }

    private static DivergenceException Diverges(Unbounded model, Optimizer optimizer, Dataset data, FitOptions options)
    {
        options.ShuffleEachEpoch = false;
        var trainer = new Trainer<Unbounded>(model, optimizer);
        return Assert.Throws<DivergenceException>(() => trainer.Fit(data, options));
    }
}
