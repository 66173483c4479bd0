namespace NetGen.Tests.Contract;

/// <summary>Networks on sequences that take their steps as they come.</summary>
public sealed class StepTests
{
    [Fact]
    public void The_receptive_field_counts_the_steps_that_an_output_depends_on()
    {
        Assert.Equal(1, Pointwise.ReceptiveField);
        Assert.Equal(1 + 4 + 1, Dilated.ReceptiveField);
        Assert.Equal(0, Streaming.ReceptiveField);
    }

    [Fact]
    public void A_convolution_of_one_step_alone_streams()
    {
        var network = new Pointwise(seed: 1);
        float[] inputs = Numbers.Some(18), expected = new float[30], outputs = new float[30];
        network.Forward(inputs, expected);
        Pointwise.State state = default;
        for (int step = 0; step < 6; step++)
            network.Step(inputs.AsSpan(3 * step, 3), outputs.AsSpan(5 * step, 5), ref state);
        Assert.Equal(expected, outputs);
        Assert.Equal(0, state.Values.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    public void Any_number_of_steps_at_once_gives_the_bits_of_the_whole_sequence(int atOnce)
    {
        var network = new Dilated(seed: 1);
        Dilated.Prepared prepared = network.Prepare();
        float[] inputs = Numbers.Some(18), expected = new float[12], outputs = new float[12], others = new float[12];
        network.Forward(inputs, expected);
        Dilated.State state = default, other = default;
        for (int step = 0; step < 6; step += atOnce)
        {
            int count = Math.Min(atOnce, 6 - step);
            network.Steps(inputs.AsSpan(3 * step, 3 * count), outputs.AsSpan(2 * step, 2 * count), ref state);
            prepared.Steps(inputs.AsSpan(3 * step, 3 * count), others.AsSpan(2 * step, 2 * count), ref other);
        }

        Assert.Equal(expected, outputs);
        Assert.Equal(expected, others);
        Assert.Equal(state.Values, other.Values);
        float[] before = state.Values.ToArray();
        network.Steps([], [], ref state);
        Assert.Equal(before, state.Values);
    }

    [Fact]
    public void Nothing_is_allocated_by_steps()
    {
        var network = new Dilated(seed: 1);
        Dilated.Prepared prepared = network.Prepare();
        float[] inputs = Numbers.Some(18), outputs = new float[12];
        Dilated.State state = default;
        Assert.Equal(0, Allocation.Of(() => network.Steps(inputs, outputs, ref state)));
        Assert.Equal(0, Allocation.Of(() => prepared.Steps(inputs, outputs, ref state)));
        Assert.Equal(0, Allocation.Of(() => network.Step(inputs.AsSpan(0, 3), outputs.AsSpan(0, 2), ref state)));
    }

    [Fact]
    public void Spans_of_steps_that_do_not_fit_are_refused()
    {
        var network = new Dilated(seed: 1);
        Dilated.State state = default;
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => network.Steps(new float[4], new float[2], ref state)).ParamName);
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => network.Steps(new float[6], new float[2], ref state)).ParamName);
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => network.Steps([], new float[2], ref state)).ParamName);
        Assert.Throws<ArgumentException>(() => network.Step(new float[3], network.Parameters[..2], ref state));
        Assert.Throws<ArgumentException>(() => network.Steps(new float[3], network.Parameters[..2], ref state));
        Assert.Throws<ArgumentException>(() =>
        {
            Dilated.State own = default;
            network.Step(new float[3], own.Values[..2], ref own);
        });
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(-1e30f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_state_of_any_content_stays_within_its_memory(float content)
    {
        var network = new Dilated(seed: 1);
        Dilated.Prepared prepared = network.Prepare();
        float[] inputs = Numbers.Some(18), outputs = new float[12], expected = new float[12];
        network.Forward(inputs, expected);
        for (int i = 0; i < 100; i++)
        {
            Dilated.State state = default;
            state.Values.Fill(content);
            network.Steps(inputs, outputs, ref state);
            state.Values.Fill(content);
            prepared.Steps(inputs, outputs, ref state);
        }

        network.Forward(inputs, outputs);
        Assert.Equal(expected, outputs);
    }
}
