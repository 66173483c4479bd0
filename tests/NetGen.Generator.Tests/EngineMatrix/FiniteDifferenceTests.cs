using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Gradients of generated code against central differences of its own forward pass, in double.</summary>
public sealed class FiniteDifferenceTests
{
    [Theory]
    [InlineData(NetworkFamily.Dense)]
    [InlineData(NetworkFamily.Convolutional)]
    [InlineData(NetworkFamily.Graphs)]
    [InlineData(NetworkFamily.Outputs)]
    public void Gradient_of_the_loss_agrees_with_finite_differences(NetworkFamily family) => NetworkMatrix.ForEach(family, Precision.Double, network =>
    {
        int samples = network.Reference.FiniteDifferenceSamples;
        CompiledNetwork model = network.Network;
        double[] inputs = network.Samples(network.Inputs, 0, samples), targets = network.Samples(network.Targets, 0, samples);
        double[]? weights = network.SampleWeights is null ? null : network.Samples(network.SampleWeights, 0, samples);
        Func<double> loss = weights is null ? () => model.Loss(inputs, targets) : () => model.LossAndGradient(inputs, targets, weights).Loss;

        double[] parameters = network.Reference.MakeParameters();
        double[] gradient = model.LossAndGradient(inputs, targets, weights).Parameters;
        DifferenceComparison comparison = new(network);
        int offset = 0;
        foreach ((double[] tensor, int index) in network.Reference.Split(gradient).Select((tensor, index) => (tensor, index)))
        {
            // A frozen tensor's gradient is zero by decree; that it is zero, the comparison with PyTorch sees.
            int first = offset;
            offset += tensor.Length;
            if (network.Reference.LossGradients[index][0] > 0)
                comparison.Check($"tensor {index}", tensor, loss, (element, step) => model.SetParameter(first + element, parameters[first + element] + step));
        }

        comparison.CheckRedrawn();
    });

    [Theory]
    [InlineData(NetworkFamily.Dense)]
    [InlineData(NetworkFamily.Convolutional)]
    [InlineData(NetworkFamily.Graphs)]
    [InlineData(NetworkFamily.Outputs)]
    public void Gradient_of_the_inputs_agrees_with_finite_differences(NetworkFamily family) => NetworkMatrix.ForEach(family, Precision.Double, network =>
    {
        int samples = network.Reference.FiniteDifferenceSamples;
        CompiledNetwork model = network.Network;
        double[] inputs = network.Samples(network.Inputs, 0, samples), original = [.. inputs];
        double[] outputGradients = network.Samples(network.OutputGradients, 0, samples);

        model.ForwardTraining(inputs);
        double[] gradient = model.Backward(outputGradients).Inputs;
        DifferenceComparison comparison = new(network);
        comparison.Check(
            "inputs",
            gradient,
            () => model.Forward(inputs).Zip(outputGradients, (output, weight) => output * weight).Sum(),
            (element, step) => inputs[element] = original[element] + step);
        comparison.CheckRedrawn();
    });
}
