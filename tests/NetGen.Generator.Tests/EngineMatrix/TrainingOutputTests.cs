using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>A layer that hands on what a dropout made hands on something else in inference: each pass and each loss has its own.</summary>
public sealed class TrainingOutputTests
{
    [Theory]
    [InlineData("Input(6), Dropout(0.5), Linear, Huber(0.5)")]
    [InlineData("Input(2, 5, 3), Dropout(0.5), Flatten, MeanSquaredError")]
    [InlineData("Input(2, 5, 3), BatchNorm, Dropout(0.5), Reshape(30, 1), MeanSquaredError")]
    [InlineData("Input(6), Dense(3), Tanh, Dropout(0.5), Linear, MeanAbsoluteError")]
    [InlineData("Input(6), Dense(3), Dropout(0.5), Linear, Softmax, CategoricalCrossEntropy")]
    public void Every_pass_reads_the_row_that_its_own_layers_wrote(string layers)
    {
        CompiledNetwork network = CompiledNetwork.Create(GeneratorDriverHarness.Compile(
        [
            $"using NetGen; [Network(Precision = Precision.Double, Textbook = true), {layers}] public partial class Net;",
        ]).GetType("Net", throwOnError: true)!);
        Random random = new(1);
        double[] inputs = [.. Enumerable.Range(0, 3 * network.InputSize).Select(_ => random.NextDouble())];
        double[] targets = [.. Enumerable.Range(0, 3 * network.TargetSize).Select(_ => random.NextDouble())];
        network.Masks = [.. Enumerable.Range(0, 3 * network.MaskSize).Select(_ => random.Next(3) == 0 ? 0.0 : 1)];
        network.KeepBuffers = true;

        Close(network.TextbookForwardTraining(inputs).Outputs, network.ForwardTraining(inputs));
        Close(network.TextbookForward(inputs), network.Forward(inputs));
        LossGradient expected = network.TextbookLossAndGradient(inputs, targets), step = network.LossAndGradient(inputs, targets);
        Close([expected.Loss, .. expected.Parameters], [step.Loss, .. step.Parameters]);
        Close([network.TextbookLoss(inputs, targets)], [network.Loss(inputs, targets)]);
    }

    private static void Close(double[] expected, double[] got) => Assert.All(expected.Zip(got), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
}
