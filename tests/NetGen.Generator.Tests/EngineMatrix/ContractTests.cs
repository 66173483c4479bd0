using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>What the members of one network promise about each other.</summary>
public sealed class ContractTests
{
    [Theory]
    [InlineData(NetworkFamily.Dense, Precision.Single)]
    [InlineData(NetworkFamily.Dense, Precision.Double)]
    [InlineData(NetworkFamily.Convolutional, Precision.Single)]
    [InlineData(NetworkFamily.Convolutional, Precision.Double)]
    [InlineData(NetworkFamily.Graphs, Precision.Single)]
    [InlineData(NetworkFamily.Graphs, Precision.Double)]
    [InlineData(NetworkFamily.Recurrent, Precision.Single)]
    [InlineData(NetworkFamily.Recurrent, Precision.Double)]
    [InlineData(NetworkFamily.Cells, Precision.Single)]
    [InlineData(NetworkFamily.Cells, Precision.Double)]
    public void Every_way_to_infer_gives_the_same_bits(NetworkFamily family, Precision precision) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork model = network.Network;
        double[] outputs = model.Forward(network.Inputs);
        network.Same("Forward with a workspace", model.ForwardWithWorkspace(network.Inputs), outputs);
        network.Same("Prepared", model.ForwardPrepared(network.Inputs), outputs);
        for (int sample = 0; sample < network.Reference.Batch; sample++)
        {
            double[] input = network.Sample(network.Inputs, sample), output = network.Sample(outputs, sample);
            network.Same($"Forward of sample {sample} alone", model.Forward(input), output);
            if (sample % 8 != 0)
                continue;
            network.Same($"Forward of sample {sample} alone with a workspace", model.ForwardWithWorkspace(input), output);
            network.Same($"Prepared on sample {sample} alone", model.ForwardPrepared(input), output);
        }
    });

    [Theory]
    [InlineData(NetworkFamily.Dense, Precision.Single)]
    [InlineData(NetworkFamily.Dense, Precision.Double)]
    [InlineData(NetworkFamily.Convolutional, Precision.Single)]
    [InlineData(NetworkFamily.Convolutional, Precision.Double)]
    [InlineData(NetworkFamily.Graphs, Precision.Single)]
    [InlineData(NetworkFamily.Graphs, Precision.Double)]
    [InlineData(NetworkFamily.Recurrent, Precision.Single)]
    [InlineData(NetworkFamily.Recurrent, Precision.Double)]
    [InlineData(NetworkFamily.Cells, Precision.Single)]
    [InlineData(NetworkFamily.Cells, Precision.Double)]
    public void A_training_step_gives_the_same_bits_again_and_in_any_number_of_pieces(NetworkFamily family, Precision precision) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork model = network.Network;
        LossGradient whole = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
        LossGradient again = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
        network.Same("loss again", [again.Loss], [whole.Loss]);
        network.Same("gradient again", again.Parameters, whole.Parameters);
        LossGradient more = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights, ofInputs: true);
        network.Same("loss beside the gradient of the inputs", [more.Loss], [whole.Loss]);
        network.Same("gradient beside that of the inputs", more.Parameters, whole.Parameters);
        foreach (int pieces in new[] { 1, 2, 3, 7 })
        {
            LossGradient parts = model.LossAndGradientInPieces(pieces, network.Inputs, network.Targets, network.SampleWeights);
            network.Same($"loss in {pieces} pieces", [parts.Loss], [whole.Loss]);
            network.Same($"gradient in {pieces} pieces", parts.Parameters, whole.Parameters);
        }
    });

    // The sum over samples may start from what is there, which rounds it otherwise.
    [Theory]
    [InlineData(NetworkFamily.Dense, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Dense, Precision.Double, 1e-12)]
    [InlineData(NetworkFamily.Convolutional, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Convolutional, Precision.Double, 1e-12)]
    [InlineData(NetworkFamily.Graphs, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Graphs, Precision.Double, 1e-12)]
    [InlineData(NetworkFamily.Recurrent, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Recurrent, Precision.Double, 1e-12)]
    [InlineData(NetworkFamily.Cells, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Cells, Precision.Double, 1e-12)]
    public void Accumulate_adds_to_the_gradients(NetworkFamily family, Precision precision, double tolerance) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork model = network.Network;
        LossGradient once = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
        LossGradient twice = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights, accumulateOn: once.Parameters);
        network.Same("loss", [twice.Loss], [once.Loss]);
        network.CloseByTensor("gradient", tolerance, twice.Parameters, [.. once.Parameters.Select(value => 2 * value)]);
    });

    [Theory]
    [InlineData(NetworkFamily.Dense, Precision.Single)]
    [InlineData(NetworkFamily.Dense, Precision.Double)]
    [InlineData(NetworkFamily.Convolutional, Precision.Single)]
    [InlineData(NetworkFamily.Convolutional, Precision.Double)]
    [InlineData(NetworkFamily.Graphs, Precision.Single)]
    [InlineData(NetworkFamily.Graphs, Precision.Double)]
    [InlineData(NetworkFamily.Recurrent, Precision.Single)]
    [InlineData(NetworkFamily.Recurrent, Precision.Double)]
    [InlineData(NetworkFamily.Cells, Precision.Single)]
    [InlineData(NetworkFamily.Cells, Precision.Double)]
    public void Backward_gives_the_same_bits_when_one_of_its_results_is_skipped(NetworkFamily family, Precision precision) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork model = network.Network;
        model.ForwardTraining(network.Inputs);
        Gradients both = model.Backward(network.OutputGradients);
        network.Same("parameters only", model.Backward(network.OutputGradients, inputs: false).Parameters, both.Parameters);
        network.Same("inputs only", model.Backward(network.OutputGradients, parameters: false).Inputs, both.Inputs);
    });
}
