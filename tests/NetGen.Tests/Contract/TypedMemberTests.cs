namespace NetGen.Tests.Contract;

/// <summary>Members with a span for each input, output and target: they do what the members on whole samples do.</summary>
public sealed class TypedMemberTests
{
    private const int Batch = 5;

    private readonly Actor _actor = new(seed: 3);
    private readonly float[] _image = Numbers(1, Batch * 40);
    private readonly float[] _state = Numbers(2, Batch * 4);
    private readonly float[] _policy = new float[Batch * 3];
    private readonly float[] _value = new float[Batch];
    private readonly Workspace _workspace = Actor.CreateWorkspace(Batch);

    [Fact]
    public void Sizes_are_the_sums_of_the_parts()
    {
        Assert.Equal(44, Actor.InputSize);
        Assert.Equal(4, Actor.OutputSize);
        Assert.Equal(4, Actor.TargetSize);
        Assert.Equal(12, Twins.InputSize);
    }

    [Fact]
    public void Inference_gives_the_bits_of_whole_samples()
    {
        float[] outputs = new float[Batch * Actor.OutputSize];
        _actor.Forward(Together(_image, _state), outputs);
        _actor.Forward(_image, _state, _policy, _value);
        Assert.Equal(outputs, Together(_policy, _value));
        Clear();
        _actor.Forward(_image, _state, _policy, _value, _workspace);
        Assert.Equal(outputs, Together(_policy, _value));
        Clear();
        _actor.Prepare().Forward(_image, _state, _policy, _value);
        Assert.Equal(outputs, Together(_policy, _value));
    }

    [Fact]
    public void Training_gives_the_bits_of_whole_samples()
    {
        float[] outputs = new float[Batch * Actor.OutputSize], gradients = new float[Actor.ParameterCount], inputGradients = new float[Batch * Actor.InputSize];
        float[] ofPolicy = Numbers(3, _policy.Length), ofValue = Numbers(4, _value.Length);
        _actor.ForwardTraining(Together(_image, _state), outputs, _workspace);
        _actor.Backward(_workspace, Together(ofPolicy, ofValue), gradients, inputGradients);

        _actor.ForwardTraining(_image, _state, _policy, _value, _workspace);
        Assert.Equal(outputs, Together(_policy, _value));
        float[] typed = new float[Actor.ParameterCount], ofImage = new float[_image.Length], ofState = new float[_state.Length];
        _actor.Backward(_workspace, ofPolicy, ofValue, typed, ofImage, ofState);
        Assert.Equal(gradients, typed);
        Assert.Equal(inputGradients, Together(ofImage, ofState));

        float[] alone = new float[_state.Length];
        _actor.Backward(_workspace, ofPolicy, ofValue, default, default, alone);
        Assert.Equal(ofState, alone);
    }

    [Fact]
    public void The_loss_is_that_of_whole_samples()
    {
        float[] gradients = new float[Actor.ParameterCount], typed = new float[Actor.ParameterCount];
        float[] wanted = Shares(), expected = Numbers(5, Batch);
        float loss = _actor.LossAndGradient(Together(_image, _state), Together(wanted, expected), gradients, _workspace);
        Assert.Equal(loss, _actor.LossAndGradient(_image, _state, wanted, expected, typed, _workspace));
        Assert.Equal(gradients, typed);
        Assert.Equal(loss, _actor.Loss(_image, _state, wanted, expected, _workspace));
    }

    [Fact]
    public void The_loss_is_the_weighted_sum_of_those_of_the_outputs()
    {
        float[] wanted = Shares(), expected = Numbers(5, Batch);
        float loss = _actor.Loss(_image, _state, wanted, expected, _workspace);
        _actor.Forward(_image, _state, _policy, _value);
        double crossEntropy = wanted.Zip(_policy).Sum(pair => -pair.First * Math.Log(pair.Second)) / Batch;
        double squaredError = expected.Zip(_value).Sum(pair => (pair.First - (double)pair.Second) * (pair.First - (double)pair.Second)) / Batch;
        Assert.Equal(crossEntropy + (0.5 * squaredError), loss, 1e-5);
    }

    [Fact]
    public void Twins_have_the_parameters_of_one()
    {
        // Two layers, a projection and the output.
        Assert.Equal((6 * 5) + 5 + (5 * 4) + 4 + (5 * 4) + 4 + 1, Twins.ParameterCount);
        var twins = new Twins(seed: 1);
        double[] same = [.. Numbers(6, 6).Select(value => (double)value)], half = new double[1];
        twins.Forward(same, same, half);
        // No difference, so only the bias of the output is left.
        Assert.Equal(0.5, half[0], 1e-15);
    }

    [Fact]
    public void A_span_of_the_wrong_length_is_refused_by_its_name()
    {
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => _actor.Forward(_image, _state.AsSpan(1), _policy, _value));
        Assert.StartsWith("Expected 20 numbers (5 samples of 4), got 19.", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("state", wrong.ParamName);
        Assert.Equal("image", Assert.Throws<ArgumentException>(() => _actor.Forward(_image.AsSpan(1), _state, _policy, _value)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentException>(() => _actor.Forward(_image, _state, _policy, _value.AsSpan(1))).ParamName);
    }

    [Fact]
    public void Spans_that_overlap_are_refused()
    {
        float[] both = new float[_state.Length];
        Assert.Throws<ArgumentException>(() => _actor.Forward(_image, both, _policy, both.AsSpan(0, Batch)));
        Assert.Throws<ArgumentException>(() => _actor.Forward(_image, _state, both.AsSpan(0, 15), both.AsSpan(14, 5)));
    }

    [Fact]
    public void A_wrong_class_among_other_targets_is_refused()
    {
        var network = new Counted(seed: 1);
        Workspace workspace = Counted.CreateWorkspace(2);
        float[] inputs = new float[6];
        Assert.True(float.IsFinite(network.Loss(inputs, [0.5f, 0.5f], [2, 0], workspace)));
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => network.Loss(inputs, [0.5f, 0.5f], [2, 3], workspace));
        Assert.StartsWith("Expected a class index from 0 to 2, got 3 for sample 1.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trainer_takes_whole_samples_and_sees_no_classes_in_several_outputs()
    {
        float[] targets = [.. Enumerable.Range(0, 24).Select(i => i % 2 == 0 ? 0.5f : i / 2 % 3)];
        Dataset data = Dataset.FromArrays(Numbers(7, 36), targets, 3);
        var trainer = new Trainer<Counted>(new Counted(seed: 1), new Adam(1e-2));
        double before = trainer.Evaluate(data).Loss;
        trainer.Fit(data, new FitOptions { Epochs = 20, BatchSize = 4 });
        Assert.InRange(trainer.Evaluate(data).Loss, 0, 0.9 * before);
        Assert.Null(trainer.Evaluate(data).Accuracy);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] gradients = new float[Actor.ParameterCount], targets = Shares(), expected = Numbers(5, Batch), ofImage = new float[_image.Length], ofState = new float[_state.Length];
        Actor.Prepared prepared = _actor.Prepare();
        Workspace trained = Actor.CreateWorkspace(Batch);
        _actor.ForwardTraining(_image, _state, _policy, _value, trained);
        Assert.Equal(0, Allocation.Of(() => _actor.Forward(_image, _state, _policy, _value)));
        Assert.Equal(0, Allocation.Of(() => _actor.Forward(_image, _state, _policy, _value, _workspace)));
        Assert.Equal(0, Allocation.Of(() => prepared.Forward(_image, _state, _policy, _value)));
        Assert.Equal(0, Allocation.Of(() => _actor.ForwardTraining(_image, _state, _policy, _value, _workspace)));
        Assert.Equal(0, Allocation.Of(() => _actor.Backward(trained, _policy, _value, gradients, ofImage, ofState)));
        Assert.Equal(0, Allocation.Of(() => _actor.LossAndGradient(_image, _state, targets, expected, gradients, _workspace)));
        Assert.Equal(0, Allocation.Of(() => _actor.Loss(_image, _state, targets, expected, _workspace)));
    }

    /// <summary>Samples in which both parts lie behind each other.</summary>
    private static float[] Together(float[] first, float[] second) => [.. Enumerable.Range(0, Batch).SelectMany(sample => Part(first, sample).Concat(Part(second, sample)))];

    private static float[] Part(float[] all, int sample) => all[(all.Length / Batch * sample)..(all.Length / Batch * (sample + 1))];

    private static float[] Shares() => [.. Enumerable.Range(0, Batch * 3).Select(i => i % 3 == i / 3 % 3 ? 1f : 0f)];

    private static float[] Numbers(ulong seed, int count)
    {
        var random = new CounterRandom(seed);
        return [.. Enumerable.Range(0, count).Select(i => (2 * random.UniformSingle((ulong)i)) - 1)];
    }

    private void Clear()
    {
        Array.Clear(_policy);
        Array.Clear(_value);
    }
}

/// <summary>A class index among other targets.</summary>
[Network]
[Input(3)]
[Dense(1, Name = "amount")]
[Dense(3, From = "Input"), Softmax(Name = "kind")]
[Output("amount"), MeanSquaredError]
[Output("kind"), SparseCategoricalCrossEntropy]
internal sealed partial class Counted;
