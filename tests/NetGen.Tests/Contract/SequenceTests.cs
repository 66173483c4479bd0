namespace NetGen.Tests.Contract;

/// <summary>What members promise that only networks on sequences have.</summary>
public sealed class SequenceTests
{
    private static readonly float[] s_words = [3, 0, 8, 8, 1, 5];

    [Fact]
    public void A_step_allocates_nothing()
    {
        var model = new Streaming(seed: 3);
        Streaming.Prepared prepared = model.Prepare();
        Streaming.State state = default;
        double[] input = [0.5, -0.25], output = new double[Streaming.StepOutputSize];
        Assert.Equal(0, Allocation.Of(() => model.Step(input, output, ref state)));
        Assert.Equal(0, Allocation.Of(() => prepared.Step(input, output, ref state)));
    }

    [Fact]
    public void A_copy_of_a_state_is_a_point_to_return_to()
    {
        var model = new Streaming(seed: 3);
        double[] inputs = [.. Enumerable.Range(0, Streaming.InputSize).Select(i => Math.Sin(i))], whole = new double[Streaming.OutputSize], first = new double[2], again = new double[2];
        model.Forward(inputs, whole);
        Streaming.State state = default;
        for (int step = 0; step < 6; step++)
        {
            Streaming.State before = state;
            model.Step(inputs.AsSpan(2 * step, 2), first, ref state);
            Assert.Equal(whole[(2 * step)..((2 * step) + 2)], first);
            model.Step([9, 9], again, ref before);
            Assert.NotEqual(first, again);
            Assert.False(before.Values.SequenceEqual(state.Values));
        }

        double[] saved = state.Values.ToArray();
        Streaming.State restored = default;
        saved.CopyTo(restored.Values);
        model.Step([1, 2], first, ref state);
        model.Step([1, 2], again, ref restored);
        Assert.Equal(first, again);
    }

    [Fact]
    public void A_step_refuses_spans_of_another_length()
    {
        var model = new Streaming();
        Assert.Contains("Expected 2 numbers", Assert.Throws<ArgumentException>(() => Step(model, new double[3], new double[2])).Message, StringComparison.Ordinal);
        Assert.Contains("Expected 2 numbers", Assert.Throws<ArgumentException>(() => Step(model, new double[2], new double[12])).Message, StringComparison.Ordinal);

        static void Step(Streaming model, double[] input, double[] output)
        {
            Streaming.State state = default;
            model.Step(input, output, ref state);
        }
    }

    [Fact]
    public void Windows_that_carry_their_state_are_one_sequence()
    {
        var model = new Attentive(seed: 1);
        Assert.Equal(8, Attentive.StateSize);
        Workspace workspace = Attentive.CreateWorkspace(2);
        float[] inputs = [.. Enumerable.Range(0, 2 * Attentive.InputSize).Select(i => MathF.Cos(i))], outputs = new float[8];
        model.ForwardTraining(inputs, outputs, workspace);
        Assert.Equal(outputs[..4], workspace.FinalState<float>(0)[..4].ToArray());
        Assert.Equal(outputs[4..], workspace.FinalState<float>(1)[..4].ToArray());

        float[] carried = [.. workspace.FinalState<float>(0), .. workspace.FinalState<float>(1)], next = new float[8];
        model.ForwardTraining(inputs, next, workspace, new TrainingContext<float> { InitialState = carried });
        Assert.NotEqual(outputs, next);
    }

    [Fact]
    public void What_lies_behind_the_end_of_a_sequence_does_not_count()
    {
        var model = new Recurrent(seed: 5);
        Workspace workspace = Recurrent.CreateWorkspace(1);
        float[] inputs = [.. Enumerable.Range(0, Recurrent.InputSize).Select(i => MathF.Sin(i))], others = [.. inputs[..9], .. new float[] { 7, 7, 7, 7, 7, 7 }];
        float[] first = new float[Recurrent.ParameterCount], second = new float[Recurrent.ParameterCount];
        var context = new TrainingContext<float> { Lengths = [3] };
        float loss = model.LossAndGradient(inputs, [1], first, workspace, context);
        Assert.Equal(loss, model.LossAndGradient(others, [1], second, workspace, context));
        Assert.Equal(first, second);
        Assert.NotEqual(loss, model.LossAndGradient(others, [1], second, workspace));
    }

    [Fact]
    public void Lengths_and_states_that_do_not_fit_are_refused()
    {
        var model = new Recurrent();
        Workspace workspace = Recurrent.CreateWorkspace(2);
        ArgumentException Refused(int[] lengths, float[] states) => Assert.Throws<ArgumentException>(() => model.LossAndGradient(
            new float[2 * Recurrent.InputSize], new float[2], new float[Recurrent.ParameterCount], workspace, new TrainingContext<float> { Lengths = lengths, InitialState = states }));

        Assert.Contains("Expected 2 numbers (2 samples of 1), got 3.", Refused([1, 2, 3], []).Message, StringComparison.Ordinal);
        Assert.Contains("Expected lengths from 1 to 5 steps, got 6 for sample 1.", Refused([5, 6], []).Message, StringComparison.Ordinal);
        Assert.Contains("Expected lengths from 1 to 5 steps, got 0 for sample 0.", Refused([0, 5], []).Message, StringComparison.Ordinal);
        Assert.Contains($"Expected {2 * Recurrent.StateSize} numbers", Refused([], new float[3]).Message, StringComparison.Ordinal);

        var plain = new Classifier();
        Assert.Contains("no recurrent layer", Assert.Throws<ArgumentException>(() => plain.LossAndGradient(
            new float[Classifier.InputSize], new float[1], new float[Classifier.ParameterCount], Classifier.CreateWorkspace(1), new TrainingContext<float> { Lengths = [1] })).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Classifier.CreateWorkspace(1).FinalState<float>(0).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.FinalState<float>(2).Length);
    }

    [Fact]
    public void A_trainer_is_told_how_long_sequences_are()
    {
        const int count = 40;
        int[] lengths = [.. Enumerable.Range(0, count).Select(i => 1 + (i % 5))];
        float[] Train(float behind, int threads, IReadOnlyList<int>? given)
        {
            float[] inputs = [.. Enumerable.Range(0, count * Recurrent.InputSize).Select(i => i % Recurrent.InputSize < 3 * lengths[i / Recurrent.InputSize] ? MathF.Sin(i) : behind)];
            var model = new Recurrent(seed: 5);
            new Trainer<Recurrent>(model, new Adam()).Fit(
                Dataset.FromArrays(inputs, [.. Enumerable.Range(0, count).Select(i => (float)(i % 3))], 5, 3),
                new FitOptions { Epochs = 2, BatchSize = 18, Threads = threads, Lengths = given });
            return model.Parameters.ToArray();
        }

        float[] trained = Train(0, 1, lengths);
        Assert.Equal(trained, Train(9, 2, lengths));
        Assert.NotEqual(trained, Train(0, 1, null));
        Assert.Contains("Expected 40 lengths, one for each sample, got 2.", Assert.Throws<ArgumentException>(() => Train(0, 1, [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("Expected lengths from 1 to 5 steps, got 6", Assert.Throws<ArgumentException>(() => Train(0, 1, [.. lengths[1..], 6])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_looked_up_and_learned()
    {
        var model = new Words(seed: 2);
        Workspace workspace = Words.CreateWorkspace(1);
        float[] gradient = new float[Words.ParameterCount], outputs = new float[2], steps = new float[2];
        model.LossAndGradient(s_words, [1, 0], gradient, workspace);
        for (int word = 0; word < 9; word++)
            Assert.Equal(s_words.Contains(word), gradient.AsSpan(4 * word, 4).ContainsAnyExcept(0f));

        model.Forward(s_words, outputs);
        Words.State state = default;
        foreach (float word in s_words)
            model.Step([word], steps, ref state);
        Assert.Equal(outputs, steps);
        Assert.Equal(0, Allocation.Of(() => model.LossAndGradient(s_words, [1, 0], gradient, workspace)));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void What_is_no_index_is_refused(double word)
    {
        var model = new Words();
        Workspace workspace = Words.CreateWorkspace(1);
        float[] inputs = [0, 1, 2, 3, 4, (float)word], outputs = new float[2];
        foreach (Action call in (Action[])[() => model.Forward(inputs, outputs), () => model.Forward(inputs, outputs, workspace), () => model.Prepare().Forward(inputs, outputs), () => model.Loss(inputs, [0, 0], workspace), () => model.ForwardTraining(inputs, outputs, workspace)])
            Assert.Contains("Expected an index from 0 to 8", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }
}
