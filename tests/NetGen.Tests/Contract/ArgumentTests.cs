namespace NetGen.Tests.Contract;

/// <summary>Wrong arguments are refused by the exact exception, which names what was expected and what was given, before anything is written.</summary>
public sealed class ArgumentTests
{
    private const int Batch = 3;
    private const int Inputs = Batch * Classifier.InputSize;
    private const int Outputs = Batch * Classifier.OutputSize;

    private readonly Classifier _model = new(seed: 1);
    private readonly Workspace _workspace = Classifier.CreateWorkspace(Batch);
    private readonly float[] _inputs = Numbers.Some(Inputs);
    private readonly float[] _outputs = Numbers.Sentinels(Outputs);
    private readonly float[] _targets = [0, 3, 1];
    private readonly float[] _parameterGradients = Numbers.Sentinels(Classifier.ParameterCount);
    private readonly float[] _inputGradients = Numbers.Sentinels(Inputs);

    public static TheoryData<int> WrongInputLengths => [0, 1, Inputs - 1, Inputs + 1];

    public static TheoryData<int> WrongOutputLengths => [0, 1, Outputs - 1, Outputs + 1, Outputs - Classifier.OutputSize, Outputs + Classifier.OutputSize];

    public static TheoryData<int> WrongGradientLengths => [1, Classifier.ParameterCount - 1, Classifier.ParameterCount + 1];

    [Theory]
    [MemberData(nameof(WrongInputLengths))]
    public void Inputs_of_a_wrong_length_are_refused(int length)
    {
        float[] inputs = Numbers.Some(length);
        RefusedInference("inputs", [$"{Classifier.InputSize}", $"{length}"], inputs, _outputs);
        Refused<ArgumentException>("inputs", [$"{Classifier.InputSize}", $"{length}"], () => _model.ForwardTraining(inputs, _outputs, _workspace));
        Refused<ArgumentException>("inputs", [$"{Classifier.InputSize}", $"{length}"], () => _model.LossAndGradient(inputs, _targets, _parameterGradients, _workspace));
        Refused<ArgumentException>("inputs", [$"{Classifier.InputSize}", $"{length}"], () => _model.Loss(inputs, _targets, _workspace));
    }

    [Theory]
    [MemberData(nameof(WrongOutputLengths))]
    public void Outputs_of_a_wrong_length_are_refused(int length)
    {
        float[] outputs = Numbers.Sentinels(length);
        RefusedInference("outputs", [$"{Outputs}", $"{length}"], _inputs, outputs);
        Refused<ArgumentException>("outputs", [$"{Outputs}", $"{length}"], () => _model.ForwardTraining(_inputs, outputs, _workspace));
        Assert.All(outputs, value => Assert.Equal(Numbers.Untouched, value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Inputs - 1)]
    public void Inputs_and_outputs_that_overlap_are_refused(int start)
    {
        float[] shared = Numbers.Some(start + Outputs);
        float[] before = [.. shared];
        Check<ArgumentException>("outputs", ["overlap", "inputs"], () => _model.Forward(shared.AsSpan(0, Inputs), shared.AsSpan(start, Outputs)));
        Check<ArgumentException>("outputs", ["overlap", "inputs"], () => _model.Forward(shared.AsSpan(0, Inputs), shared.AsSpan(start, Outputs), _workspace));
        Check<ArgumentException>("outputs", ["overlap", "inputs"], () => _model.Prepare().Forward(shared.AsSpan(0, Inputs), shared.AsSpan(start, Outputs)));
        Check<ArgumentException>("outputs", ["overlap", "inputs"], () => _model.ForwardTraining(shared.AsSpan(0, Inputs), shared.AsSpan(start, Outputs), _workspace));
        Assert.Equal(before, shared);
    }

    [Fact]
    public void Spans_side_by_side_in_one_array_are_welcome()
    {
        float[] shared = Numbers.Some(Inputs + Outputs);
        _model.Forward(_inputs, _outputs);
        _model.Forward(shared.AsSpan(0, Inputs), shared.AsSpan(Inputs));
        Assert.Equal(_outputs, shared[Inputs..]);
    }

    [Fact]
    public void A_missing_workspace_is_refused()
    {
        Refused<ArgumentNullException>("workspace", [], () => _model.Forward(_inputs, _outputs, null!));
        Refused<ArgumentNullException>("workspace", [], () => _model.ForwardTraining(_inputs, _outputs, null!));
        Refused<ArgumentNullException>("workspace", [], () => _model.Backward(null!, _outputs, _parameterGradients));
        Refused<ArgumentNullException>("workspace", [], () => _model.LossAndGradient(_inputs, _targets, _parameterGradients, null!));
        Refused<ArgumentNullException>("workspace", [], () => _model.Loss(_inputs, _targets, null!));
    }

    [Fact]
    public void A_workspace_of_another_network_is_refused_even_of_the_same_shape()
    {
        Workspace other = ClassifierTwin.CreateWorkspace(Batch);
        RefusedByAll(other, nameof(Classifier), nameof(ClassifierTwin));
        Refused<ArgumentException>("workspace", [nameof(Classifier), nameof(ClassifierTwin)], () => _model.Backward(other, _outputs, _parameterGradients));
    }

    [Fact]
    public void A_batch_over_the_maximum_of_the_workspace_is_refused() => RefusedByAll(Classifier.CreateWorkspace(Batch - 1), $"{Batch - 1}", $"{Batch}");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_workspace_for_an_impossible_batch_is_refused(int maxBatch) =>
        Check<ArgumentOutOfRangeException>("maxBatch", [$"{maxBatch}"], () => Wide.CreateWorkspace(maxBatch));

    [Fact]
    public void Backward_needs_a_forward_pass_in_training_mode_before_it()
    {
        Refused<InvalidOperationException>(null, ["ForwardTraining"], () => _model.Backward(_workspace, _outputs, _parameterGradients));
        _model.Forward(_inputs, new float[Outputs], _workspace);
        Refused<InvalidOperationException>(null, ["ForwardTraining"], () => _model.Backward(_workspace, _outputs, _parameterGradients));
    }

    [Fact]
    public void Backward_does_not_go_back_over_what_another_member_has_written_over()
    {
        Action<float[]>[] others =
        [
            gradients => _model.Forward(_inputs, new float[Outputs], _workspace),
            gradients => _model.Loss(_inputs, _targets, _workspace),
            gradients => _model.LossAndGradient(_inputs, _targets, gradients, _workspace),
        ];
        foreach (Action<float[]> other in others)
        {
            _model.ForwardTraining(_inputs, new float[Outputs], _workspace);
            other(new float[Classifier.ParameterCount]);
            Refused<InvalidOperationException>(null, ["ForwardTraining"], () => _model.Backward(_workspace, _outputs, _parameterGradients));
        }
    }

    [Fact]
    public void Gradients_over_the_parameters_themselves_are_refused()
    {
        Refused<ArgumentException>("parameterGradients", ["overlap"], () => _model.LossAndGradient(_inputs, _targets, _model.Parameters, _workspace));
        _model.ForwardTraining(_inputs, new float[Outputs], _workspace);
        Refused<ArgumentException>("parameterGradients", ["overlap"], () => _model.Backward(_workspace, _outputs, _model.Parameters));
    }

    [Theory]
    [MemberData(nameof(WrongOutputLengths))]
    public void Output_gradients_of_a_wrong_length_are_refused(int length)
    {
        _model.ForwardTraining(_inputs, new float[Outputs], _workspace);
        Refused<ArgumentException>("outputGradients", [$"{Outputs}", $"{length}"], () => _model.Backward(_workspace, new float[length], _parameterGradients, _inputGradients));
    }

    [Theory]
    [MemberData(nameof(WrongGradientLengths))]
    public void Parameter_gradients_of_a_wrong_length_are_refused(int length)
    {
        float[] gradients = Numbers.Sentinels(length);
        _model.ForwardTraining(_inputs, new float[Outputs], _workspace);
        Refused<ArgumentException>("parameterGradients", [$"{Classifier.ParameterCount}", $"{length}"], () => _model.Backward(_workspace, _outputs, gradients, _inputGradients));
        Refused<ArgumentException>("parameterGradients", [$"{Classifier.ParameterCount}", $"{length}"], () => _model.LossAndGradient(_inputs, _targets, gradients, _workspace));
        Assert.All(gradients, value => Assert.Equal(Numbers.Untouched, value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Inputs - 1)]
    [InlineData(Inputs + 1)]
    public void Input_gradients_of_a_wrong_length_are_refused(int length)
    {
        float[] gradients = Numbers.Sentinels(length);
        _model.ForwardTraining(_inputs, new float[Outputs], _workspace);
        Refused<ArgumentException>("inputGradients", [$"{Inputs}", $"{length}"], () => _model.Backward(_workspace, _outputs, _parameterGradients, gradients));
        Assert.All(gradients, value => Assert.Equal(Numbers.Untouched, value));
    }

    [Fact]
    public void Gradients_that_overlap_are_refused()
    {
        float[] shared = Numbers.Some(Outputs + Classifier.ParameterCount + Inputs);
        float[] before = [.. shared];
        _model.ForwardTraining(_inputs, new float[Outputs], _workspace);
        Check<ArgumentException>(null, ["overlap", "outputGradients", "parameterGradients"], () => _model.Backward(_workspace, shared.AsSpan(0, Outputs), shared.AsSpan(Outputs - 1, Classifier.ParameterCount)));
        Check<ArgumentException>(null, ["overlap", "outputGradients", "inputGradients"], () => _model.Backward(_workspace, shared.AsSpan(0, Outputs), default, shared.AsSpan(Outputs - 1, Inputs)));
        Check<ArgumentException>(null, ["overlap", "parameterGradients", "inputGradients"], () => _model.Backward(_workspace, _outputs, shared.AsSpan(0, Classifier.ParameterCount), shared.AsSpan(1, Inputs)));
        Assert.Equal(before, shared);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Batch - 1)]
    [InlineData(Batch + 1)]
    public void Targets_of_a_wrong_length_are_refused(int length)
    {
        var targets = new float[length];
        Refused<ArgumentException>("targets", [$"{Batch}", $"{length}"], () => _model.LossAndGradient(_inputs, targets, _parameterGradients, _workspace));
        Refused<ArgumentException>("targets", [$"{Batch}", $"{length}"], () => _model.Loss(_inputs, targets, _workspace));
    }

    [Theory]
    [InlineData(4, "4")]
    [InlineData(-1, "-1")]
    [InlineData(0.5, "0.5")]
    [InlineData(1e9, "1000000000")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_target_that_is_no_class_is_refused(float target, string given)
    {
        _targets[1] = target;
        Refused<ArgumentException>("targets", ["0 to 3", given, "sample 1"], () => _model.LossAndGradient(_inputs, _targets, _parameterGradients, _workspace));
        Refused<ArgumentException>("targets", ["0 to 3", given, "sample 1"], () => _model.Loss(_inputs, _targets, _workspace));
    }

    [Theory]
    [InlineData(-1f, "-1")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_sample_weight_that_is_negative_or_not_finite_is_refused(float weight, string given) =>
        Refused<ArgumentException>("context", ["sample weights", given, "sample 2"], () =>
            _model.LossAndGradient(_inputs, _targets, _parameterGradients, _workspace, new TrainingContext<float> { SampleWeights = new float[] { 1, 1, weight } }));

    [Theory]
    [InlineData(1)]
    [InlineData(Batch + 1)]
    public void Sample_weights_of_a_wrong_number_are_refused(int count) =>
        Refused<ArgumentException>("SampleWeights", [$"{Batch}", $"{count}"], () =>
            _model.LossAndGradient(_inputs, _targets, _parameterGradients, _workspace, new TrainingContext<float> { SampleWeights = new float[count] }));

    [Theory]
    [InlineData(-1, "-1")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_divisor_that_is_negative_or_not_finite_is_refused(double divisor, string given) =>
        Refused<ArgumentException>("context", ["divisor", given], () =>
            _model.LossAndGradient(_inputs, _targets, _parameterGradients, _workspace, new TrainingContext<float> { Divisor = divisor }));

    [Theory]
    [InlineData(0)]
    [InlineData(Classifier.ParameterCount - 1)]
    [InlineData(Classifier.ParameterCount + 1)]
    public void Parameters_of_a_wrong_number_are_refused(int length) =>
        Check<ArgumentException>("parameters", [$"{Classifier.ParameterCount}", $"{length}"], () => new Classifier(new float[length]));

    [Fact]
    public void A_network_without_a_loss_has_none_to_compute()
    {
        Assert.Null(typeof(WithoutLoss).GetMethod("Loss"));
        Assert.Null(typeof(WithoutLoss).GetMethod("LossAndGradient"));
        Assert.Null(typeof(WithoutLoss).GetField("TargetSize"));
        Assert.Throws<NotSupportedException>(() => Loss<WithoutLoss>(new WithoutLoss()));

        static float Loss<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork, float>
        {
            Assert.Equal(0, TNetwork.TargetSize);
            return network.Loss(new float[TNetwork.InputSize], [], TNetwork.CreateWorkspace(1));
        }
    }

    [Fact]
    public void A_refused_call_leaves_the_next_one_as_it_would_have_been()
    {
        var expected = new float[Classifier.ParameterCount];
        float loss = new Classifier(seed: 1).LossAndGradient(_inputs, _targets, expected, Classifier.CreateWorkspace(Batch));

        Assert.Throws<ArgumentException>(() => _model.LossAndGradient(_inputs, [0, 1, 9], _parameterGradients, _workspace));
        Assert.Equal(loss, _model.LossAndGradient(_inputs, _targets, _parameterGradients, _workspace));
        Assert.Equal(expected, _parameterGradients);
    }

    private void RefusedInference(string parameter, string[] words, float[] inputs, float[] outputs)
    {
        Refused<ArgumentException>(parameter, words, () => _model.Forward(inputs, outputs));
        Refused<ArgumentException>(parameter, words, () => _model.Forward(inputs, outputs, _workspace));
        Refused<ArgumentException>(parameter, words, () => _model.Prepare().Forward(inputs, outputs));
    }

    private void RefusedByAll(Workspace workspace, params string[] words)
    {
        Refused<ArgumentException>("workspace", words, () => _model.Forward(_inputs, _outputs, workspace));
        Refused<ArgumentException>("workspace", words, () => _model.ForwardTraining(_inputs, _outputs, workspace));
        Refused<ArgumentException>("workspace", words, () => _model.LossAndGradient(_inputs, _targets, _parameterGradients, workspace));
        Refused<ArgumentException>("workspace", words, () => _model.Loss(_inputs, _targets, workspace));
    }

    /// <summary>A refused call on the fixture's own spans, none of which it may have written to.</summary>
    private void Refused<TException>(string? parameter, string[] words, Action call)
        where TException : Exception
    {
        float[] parameters = _model.Parameters.ToArray();
        Check<TException>(parameter, words, call);
        Assert.All([.. _outputs, .. _parameterGradients, .. _inputGradients], value => Assert.Equal(Numbers.Untouched, value));
        Assert.Equal(parameters, _model.Parameters.ToArray());
    }

    private static void Check<TException>(string? parameter, string[] words, Action call)
        where TException : Exception
    {
        TException refusal = Assert.Throws<TException>(call);
        if (parameter is not null)
            Assert.Equal(parameter, Assert.IsAssignableFrom<ArgumentException>(refusal).ParamName);
        foreach (string word in words)
            Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }
}
