namespace NetGen.Tests.Contract;

public sealed class InferenceTests
{
    public static TheoryData<string> AllNetworks => Subjects.Names(Subjects.All);

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void A_sample_of_a_batch_gets_the_bits_of_the_sample_alone(string network) => Subjects.Named(network).AnswersSampleBySample();

    [Fact]
    public void Many_threads_may_ask_one_model()
    {
        var model = new Wide(seed: 3);
        Wide.Prepared prepared = model.Prepare();
        const int batch = 50;
        float[] inputs = Numbers.Some(batch * Wide.InputSize), expected = new float[batch * Wide.OutputSize];
        model.Forward(inputs, expected);

        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var outputs = new float[expected.Length];
            if (i % 2 == 0)
                model.Forward(inputs, outputs);
            else
                prepared.Forward(inputs, outputs);
            Assert.Equal(expected, outputs);
        });
    }

    [Fact]
    public void A_prepared_network_keeps_the_parameters_it_was_made_of()
    {
        var model = new Classifier(seed: 3);
        float[] inputs = Numbers.Some(4 * Classifier.InputSize), before = new float[4 * Classifier.OutputSize], outputs = new float[before.Length];
        model.Forward(inputs, before);
        Classifier.Prepared prepared = model.Prepare();

        model.Parameters.Fill(0.25f);
        prepared.Forward(inputs, outputs);
        Assert.Equal(before, outputs);
        model.Forward(inputs, outputs);
        Assert.NotEqual(before, outputs);
    }

    [Fact]
    public void A_write_to_the_parameters_counts_at_the_next_call()
    {
        var model = new Wide(seed: 3);
        var other = new Wide(seed: 4);
        Workspace workspace = Wide.CreateWorkspace(8);
        float[] inputs = Numbers.Some(8 * Wide.InputSize), outputs = new float[8 * Wide.OutputSize], expected = new float[outputs.Length];
        model.Forward(inputs, outputs);
        model.Forward(inputs, outputs, workspace);

        other.Parameters.CopyTo(model.Parameters);
        other.Forward(inputs, expected);
        model.Forward(inputs, outputs);
        Assert.Equal(expected, outputs);
        model.Forward(inputs, outputs, workspace);
        Assert.Equal(expected, outputs);
    }

    [Fact]
    public void An_image_is_read_row_by_row_channels_last()
    {
        var image = new ImageRegressor(seed: 5);
        var vector = new VectorRegressor();
        image.Parameters.CopyTo(vector.Parameters);
        float[] pixels = Numbers.Some(3 * ImageRegressor.InputSize), expected = new float[3 * VectorRegressor.OutputSize], outputs = new float[expected.Length];
        vector.Forward(pixels, expected);
        image.Forward(pixels, outputs);
        Assert.Equal(expected, outputs);
        Assert.Equal((int[])[2, 3, 2], ImageRegressor.Description.InputShape.ToArray());
    }
}
