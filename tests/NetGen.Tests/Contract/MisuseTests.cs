namespace NetGen.Tests.Contract;

/// <summary>Misuse that would give wrong numbers, or touch memory that is not the caller's, is refused.</summary>
public sealed class MisuseTests
{
    private const int Batch = 6;

    private readonly Normalized _model = new(seed: 1);
    private readonly Workspace _workspace = Normalized.CreateWorkspace(Batch);
    private readonly float[] _inputs = Numbers.Some(Batch * Normalized.InputSize);
    private readonly float[] _outputs = new float[Batch * Normalized.OutputSize];
    private readonly float[] _targets = [0, 1, 2, 0, 1, 2];
    private readonly float[] _gradients = new float[Normalized.ParameterCount];

    private IEnumerable<(string Member, Action Call)> Calls =>
    [
        ("Forward", () => _model.Forward(_inputs, _outputs, _workspace)),
        ("ForwardTraining", () => _model.ForwardTraining(_inputs, _outputs, _workspace)),
        ("Backward", () => _model.Backward(_workspace, _outputs, _gradients)),
        ("LossAndGradient", () => _model.LossAndGradient(_inputs, _targets, _gradients, _workspace)),
        ("Loss", () => _model.Loss(_inputs, _targets, _workspace)),
        ("BeginStep", () => Begin(_model)),
        ("RunPhase", () => Run(_model, 0, 0, 1, _inputs, _targets, _gradients)),
        ("EndStep", () => End(_model)),
    ];

    [Fact]
    public void A_workspace_that_another_call_is_using_is_refused_and_is_free_afterwards()
    {
        using (_workspace.Use())
        {
            foreach ((string member, Action call) in Calls)
                Assert.Contains("in use by another call", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal);
        }

        foreach ((_, Action call) in Calls.Take(5))
            call();
    }

    [Fact]
    public void A_workspace_is_free_again_after_a_call_that_failed()
    {
        Assert.Throws<InvalidOperationException>(() => _model.Backward(_workspace, _outputs, _gradients));
        Assert.Throws<ArgumentException>(() => _model.LossAndGradient(_inputs, [0, 1, 2, 0, 1, 9], _gradients, _workspace));
        _model.ForwardTraining(_inputs, _outputs, _workspace);
        Assert.Throws<ArgumentException>(() => _model.Backward(_workspace, new float[1], _gradients));
        _model.Backward(_workspace, _outputs, _gradients);
    }

    [Fact]
    public void Threads_that_share_a_workspace_get_right_answers_or_an_exception()
    {
        const int calls = 500;
        var expected = new float[_outputs.Length];
        _model.Forward(_inputs, expected);
        int answered = 0, wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            var outputs = new float[expected.Length];
            for (int call = 0; call < calls; call++)
            {
                try
                {
                    _model.Forward(_inputs, outputs, _workspace);
                    Interlocked.Increment(ref answered);
                    if (!outputs.AsSpan().SequenceEqual(expected))
                        Interlocked.Increment(ref wrong);
                }
                catch (InvalidOperationException)
                {
                    // Refused: another thread was in it.
                }
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Equal(0, wrong);
        Assert.True(answered > 0);
        _model.Forward(_inputs, _outputs, _workspace);
        Assert.Equal(expected, _outputs);
    }

    [Fact]
    public void Outputs_and_gradients_over_parameters_or_buffers_are_refused()
    {
        float[] parameters = _model.Parameters.ToArray(), buffers = _model.Buffers.ToArray(), one = _inputs[..Normalized.InputSize];
        Refused(() => _model.Forward(one, _model.Parameters[..3]));
        Refused(() => _model.Forward(one, _model.Buffers[..3]));
        Refused(() => _model.Forward(one, _model.Parameters[..3], _workspace));
        Refused(() => _model.Forward(one, _model.Buffers[..3], _workspace));
        Refused(() => _model.ForwardTraining(_inputs, _model.Parameters[..18], _workspace));
        Refused(() => _model.ForwardTraining(_inputs, _model.Buffers[..18], _workspace));
        Refused(() => _model.LossAndGradient(_inputs, _targets, _model.Parameters, _workspace));
        Refused(() => _model.LossAndGradient(_inputs, _targets, _gradients, _workspace, default, _model.Parameters[..(Batch * Normalized.InputSize)]));
        Refused(() => _model.LossAndGradient(_inputs, _targets, _gradients, _workspace, default, _inputs));
        _model.ForwardTraining(_inputs, _outputs, _workspace, new TrainingContext<float> { KeepBuffers = true });
        Refused(() => _model.Backward(_workspace, _outputs, _model.Parameters));
        Refused(() => _model.Backward(_workspace, _outputs, _gradients, _model.Parameters[..(Batch * Normalized.InputSize)]));
        Assert.Equal(parameters, _model.Parameters);
        Assert.Equal(buffers, _model.Buffers);

        var actor = new Actor(seed: 1);
        Refused(() => actor.Forward(new float[40], new float[4], actor.Parameters[..3], new float[1]));
        Refused(() => actor.Forward(new float[40], new float[4], new float[3], actor.Parameters[..1], Actor.CreateWorkspace(1)));

        void Refused(Action call) => Assert.Contains("overlap", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_workspace_holds_is_set_within_its_bounds_only()
    {
        Assert.Null(typeof(Workspace).GetProperty(nameof(Workspace.KeptSamples))!.GetSetMethod());
        Assert.Null(typeof(Workspace).GetProperty(nameof(Workspace.StepSamples))!.GetSetMethod());
        Assert.Throws<ArgumentOutOfRangeException>(() => _workspace.Keep(100_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => _workspace.Keep(-1));
        Assert.Throws<InvalidOperationException>(() => _workspace.OpenStep(1));
        Assert.Equal(Normalized.CreateWorkspace(100).Bytes, Workspace.Create<float>(Normalized.Description, 100).Bytes);
        Assert.Throws<ArgumentException>(() => Workspace.Create<double>(Normalized.Description, 100));
    }

    [Fact]
    public void A_phase_without_the_beginning_of_a_step_is_refused()
    {
        Assert.Contains("BeginStep", Assert.Throws<InvalidOperationException>(() => Run(_model, 0, 0, 1, _inputs, _targets, _gradients)).Message, StringComparison.Ordinal);
        Assert.Contains("BeginStep", Assert.Throws<InvalidOperationException>(() => End(_model)).Message, StringComparison.Ordinal);
        Begin(_model);
        _model.Forward(_inputs, _outputs, _workspace);
        Assert.Throws<InvalidOperationException>(() => Run(_model, 0, 0, 1, _inputs, _targets, _gradients));
    }

    [Fact]
    public void A_phase_on_other_spans_than_the_step_began_with_is_refused()
    {
        Begin(_model);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => Run(_model, 1, 0, 1, _inputs.AsSpan(Normalized.InputSize), _targets, _gradients)).ParamName);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => Run(_model, 1, 0, 1, new float[1000 * Normalized.InputSize], _targets, _gradients)).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => Run(_model, 1, 0, 1, _inputs, _targets.AsSpan(1), _gradients)).ParamName);
        Assert.Equal("parameterGradients", Assert.Throws<ArgumentException>(() => Run(_model, 1, 0, 1, _inputs, _targets, _gradients.AsSpan(1))).ParamName);
    }

    [Theory]
    [InlineData(0, 1_000_000, 1)]
    [InlineData(0, -1, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, -3)]
    [InlineData(-1, 0, 1)]
    [InlineData(1_000, 0, 1)]
    public void A_phase_or_piece_that_there_is_not_is_refused(int phase, int piece, int pieces)
    {
        Begin(_model);
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(_model, phase, piece, pieces, _inputs, _targets, _gradients));
    }

    [Fact]
    public void Targets_that_change_after_the_check_stay_within_their_memory()
    {
        var model = new Classifier(seed: 1);
        Workspace workspace = Classifier.CreateWorkspace(3);
        float[] inputs = Numbers.Some(3 * Classifier.InputSize), targets = [0, 3, 1], gradients = new float[Classifier.ParameterCount];
        for (int i = 0; i < 100; i++)
            Changed(model, workspace, inputs, targets, gradients);

        static void Changed<TNetwork>(TNetwork model, Workspace workspace, float[] inputs, float[] targets, float[] gradients)
            where TNetwork : class, INetwork<TNetwork, float>
        {
            model.BeginStep(inputs, targets, gradients, workspace, default);
            for (int phase = 0; phase < TNetwork.TrainingPhases; phase++)
                model.RunPhase(phase, 0, 1, inputs, new float[] { 1e9f, -1e9f, float.NaN }, gradients, workspace, default);
            model.EndStep(workspace, default);
        }
    }

    [Fact]
    public void Masks_of_another_size_are_refused()
    {
        ArgumentException wrong = Assert.Throws<ArgumentException>(() =>
            _model.LossAndGradient(_inputs, _targets, _gradients, _workspace, new TrainingContext<float> { Masks = new float[5] }));
        Assert.Equal("Masks", wrong.ParamName);
    }

    private void Begin<TNetwork>(TNetwork model)
        where TNetwork : class, INetwork<TNetwork, float> => model.BeginStep(_inputs, _targets, _gradients, _workspace, default);

    private void Run<TNetwork>(TNetwork model, int phase, int piece, int pieces, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients)
        where TNetwork : class, INetwork<TNetwork, float> => model.RunPhase(phase, piece, pieces, inputs, targets, gradients, _workspace, default);

    private float End<TNetwork>(TNetwork model)
        where TNetwork : class, INetwork<TNetwork, float> => model.EndStep(_workspace, default);
}
