namespace NetGen.Tests.Contract;

/// <summary>What the training members promise about batches, weights, accumulation and frozen layers.</summary>
public sealed class TrainingContractTests
{
    private const float Tolerance = 1e-5f;

    private const int Batch = 6;

    private readonly Classifier _model = new(seed: 5);
    private readonly Workspace _workspace = Classifier.CreateWorkspace(2 * Batch);
    private readonly float[] _inputs = Numbers.Some(Batch * Classifier.InputSize);
    private readonly float[] _targets = [0, 3, 1, 2, 2, 0];

    [Fact]
    public void A_default_context_is_no_context()
    {
        var without = new float[Classifier.ParameterCount];
        var with = Numbers.Sentinels(Classifier.ParameterCount);
        float loss = _model.LossAndGradient(_inputs, _targets, without, _workspace);
        Assert.Equal(loss, _model.LossAndGradient(_inputs, _targets, with, _workspace, default));
        Assert.Equal(without, with);
        Assert.Equal(loss, _model.LossAndGradient(_inputs, _targets, with, _workspace, new TrainingContext<float>()));
        Assert.Equal(without, with);
    }

    [Fact]
    public void The_loss_of_inference_is_the_loss_of_training()
    {
        float training = _model.LossAndGradient(_inputs, _targets, new float[Classifier.ParameterCount], _workspace);
        Assert.Equal(training, _model.Loss(_inputs, _targets, _workspace), Tolerance * training);
    }

    [Fact]
    public void The_outputs_of_training_are_those_of_inference()
    {
        float[] inference = new float[Batch * Classifier.OutputSize], training = new float[inference.Length];
        _model.Forward(_inputs, inference);
        _model.ForwardTraining(_inputs, training, _workspace);
        Assert.InRange(Numbers.Difference(training, inference), 0, 1e-6f);
    }

    [Fact]
    public void The_loss_of_a_batch_is_the_mean_of_its_samples()
    {
        float mean = Enumerable.Range(0, Batch).Average(Sample);
        Assert.Equal(mean, _model.Loss(_inputs, _targets, _workspace), Tolerance * mean);
    }

    [Fact]
    public void Weights_of_samples_weigh_their_losses()
    {
        float[] weights = [1, 2, 0, 0.5f, 3, 1], gradient = new float[Classifier.ParameterCount], expected = new float[gradient.Length];
        float loss = _model.LossAndGradient(_inputs, _targets, gradient, _workspace, new TrainingContext<float> { SampleWeights = weights });

        float expectedLoss = 0;
        for (int i = 0; i < Batch; i++)
        {
            float[] one = Gradient(i);
            float share = weights[i] / weights.Sum();
            expectedLoss += share * Sample(i);
            for (int k = 0; k < one.Length; k++)
                expected[k] += share * one[k];
        }

        Assert.Equal(expectedLoss, loss, Tolerance * expectedLoss);
        Assert.InRange(Numbers.Difference(gradient, expected), 0, Tolerance);
    }

    [Fact]
    public void A_divisor_takes_the_place_of_the_number_of_samples()
    {
        float[] mean = new float[Classifier.ParameterCount], divided = new float[mean.Length];
        float loss = _model.LossAndGradient(_inputs, _targets, mean, _workspace);
        float dividedLoss = _model.LossAndGradient(_inputs, _targets, divided, _workspace, new TrainingContext<float> { Divisor = 2 * Batch });
        Assert.Equal(loss / 2, dividedLoss, Tolerance * loss);
        Assert.InRange(Numbers.Difference(divided, Array.ConvertAll(mean, value => value / 2)), 0, Tolerance);
    }

    [Fact]
    public void Gradients_of_parts_accumulate_to_the_gradient_of_the_whole()
    {
        float[] whole = new float[Classifier.ParameterCount], parts = Numbers.Sentinels(whole.Length);
        float loss = _model.LossAndGradient(_inputs, _targets, whole, _workspace);

        const int first = 2;
        float firstLoss = _model.LossAndGradient(_inputs.AsSpan(0, first * Classifier.InputSize), _targets.AsSpan(0, first), parts, _workspace, new TrainingContext<float> { Divisor = Batch });
        float restLoss = _model.LossAndGradient(_inputs.AsSpan(first * Classifier.InputSize), _targets.AsSpan(first), parts, _workspace, new TrainingContext<float> { Divisor = Batch, Accumulate = true });
        Assert.Equal(loss, firstLoss + restLoss, Tolerance * loss);
        Assert.InRange(Numbers.Difference(parts, whole), 0, Tolerance);
    }

    [Fact]
    public void Backward_overwrites_and_sums_over_samples()
    {
        float[] outputGradients = Numbers.Some(Batch * Classifier.OutputSize), outputs = new float[outputGradients.Length];
        float[] gradient = Numbers.Sentinels(Classifier.ParameterCount), inputGradients = Numbers.Sentinels(_inputs.Length);
        _model.ForwardTraining(_inputs, outputs, _workspace);
        _model.Backward(_workspace, outputGradients, gradient, inputGradients);

        float[] sum = new float[gradient.Length], one = new float[gradient.Length], oneInput = new float[Classifier.InputSize];
        for (int i = 0; i < Batch; i++)
        {
            _model.ForwardTraining(_inputs.AsSpan(i * Classifier.InputSize, Classifier.InputSize), outputs.AsSpan(0, Classifier.OutputSize), _workspace);
            _model.Backward(_workspace, outputGradients.AsSpan(i * Classifier.OutputSize, Classifier.OutputSize), one, oneInput);
            for (int k = 0; k < sum.Length; k++)
                sum[k] += one[k];
            Assert.InRange(Numbers.Difference(inputGradients.AsSpan(i * Classifier.InputSize, Classifier.InputSize), oneInput), 0, Tolerance);
        }

        Assert.InRange(Numbers.Difference(gradient, sum), 0, Tolerance);
    }

    [Fact]
    public void Backward_skips_what_it_is_not_given_a_span_for()
    {
        float[] outputGradients = Numbers.Some(Batch * Classifier.OutputSize), outputs = new float[outputGradients.Length];
        float[] both = new float[Classifier.ParameterCount], bothInputs = new float[_inputs.Length], alone = new float[both.Length], aloneInputs = new float[_inputs.Length];
        _model.ForwardTraining(_inputs, outputs, _workspace);
        _model.Backward(_workspace, outputGradients, both, bothInputs);
        _model.Backward(_workspace, outputGradients, alone);
        _model.Backward(_workspace, outputGradients, default, aloneInputs);
        _model.Backward(_workspace, outputGradients, default);
        Assert.Equal(both, alone);
        Assert.Equal(bothInputs, aloneInputs);
    }

    [Fact]
    public void Backward_of_the_loss_s_own_gradient_is_the_gradient_of_the_loss()
    {
        float[] outputs = new float[Batch * Classifier.OutputSize], gradient = new float[Classifier.ParameterCount], fused = new float[gradient.Length];
        _model.LossAndGradient(_inputs, _targets, fused, _workspace);

        _model.ForwardTraining(_inputs, outputs, _workspace);
        var outputGradients = new float[outputs.Length];
        for (int i = 0; i < Batch; i++)
        {
            int place = (i * Classifier.OutputSize) + (int)_targets[i];
            outputGradients[place] = -1 / (Batch * outputs[place]);
        }

        _model.Backward(_workspace, outputGradients, gradient);
        Assert.InRange(Numbers.Difference(gradient, fused), 0, Tolerance);
    }

    [Fact]
    public void Ignored_samples_count_for_nothing()
    {
        var model = new IgnoringSparseCategoricalNetwork(seed: 5);
        const int batch = 4, size = IgnoringSparseCategoricalNetwork.InputSize;
        Workspace workspace = IgnoringSparseCategoricalNetwork.CreateWorkspace(batch);
        float[] inputs = Numbers.Some(batch * size), gradient = new float[IgnoringSparseCategoricalNetwork.ParameterCount], expected = new float[gradient.Length];
        float loss = model.LossAndGradient(inputs, [2, -1, 0, -1], gradient, workspace);

        float[] kept = [.. inputs.AsSpan(0, size), .. inputs.AsSpan(2 * size, size)];
        float expectedLoss = model.LossAndGradient(kept, [2, 0], expected, workspace);
        Assert.Equal(expectedLoss, loss, Tolerance * expectedLoss);
        Assert.InRange(Numbers.Difference(gradient, expected), 0, Tolerance);
        Assert.Equal(expectedLoss, model.Loss(inputs, [2, -1, 0, -1], workspace), Tolerance * expectedLoss);
    }

    [Fact]
    public void A_frozen_layer_gets_zeros_and_passes_the_rest_on()
    {
        var model = new PartlyFrozen(seed: 5);
        Workspace workspace = PartlyFrozen.CreateWorkspace(Batch);
        float[] targets = Numbers.Some(Batch * PartlyFrozen.TargetSize), outputs = new float[Batch * PartlyFrozen.OutputSize];
        float[] fromLoss = Numbers.Sentinels(PartlyFrozen.ParameterCount), fromOutputs = Numbers.Sentinels(PartlyFrozen.ParameterCount), accumulated = Numbers.Sentinels(PartlyFrozen.ParameterCount);
        model.LossAndGradient(_inputs, targets, fromLoss, workspace);
        model.LossAndGradient(_inputs, targets, accumulated, workspace, new TrainingContext<float> { Accumulate = true });
        model.ForwardTraining(_inputs, outputs, workspace);
        model.Backward(workspace, targets, fromOutputs);

        foreach (ParameterSlot slot in PartlyFrozen.Description.Slots)
        {
            foreach (float[] gradient in (float[][])[fromLoss, fromOutputs])
                Assert.All(gradient[slot.Offset..(slot.Offset + slot.Length)], value => Assert.Equal(slot.Frozen, value == 0));
            if (slot.Frozen)
                Assert.All(accumulated[slot.Offset..(slot.Offset + slot.Length)], value => Assert.Equal(Numbers.Untouched, value));
        }
    }

    [Fact]
    public void Training_again_on_one_workspace_gives_the_same_bits()
    {
        float[] first = new float[Classifier.ParameterCount], second = new float[first.Length];
        _model.LossAndGradient(_inputs, _targets, first, _workspace);
        _model.LossAndGradient(Numbers.Some(2 * Batch * Classifier.InputSize), new float[2 * Batch], second, _workspace);
        _model.LossAndGradient(_inputs, _targets, second, _workspace);
        Assert.Equal(first, second);
        _model.LossAndGradient(_inputs, _targets, second, Classifier.CreateWorkspace(Batch));
        Assert.Equal(first, second);
    }

    private float Sample(int i) => _model.Loss(_inputs.AsSpan(i * Classifier.InputSize, Classifier.InputSize), _targets.AsSpan(i, 1), _workspace);

    private float[] Gradient(int i)
    {
        var gradient = new float[Classifier.ParameterCount];
        _model.LossAndGradient(_inputs.AsSpan(i * Classifier.InputSize, Classifier.InputSize), _targets.AsSpan(i, 1), gradient, _workspace);
        return gradient;
    }
}
