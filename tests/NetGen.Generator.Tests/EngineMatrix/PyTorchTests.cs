using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Generated code against float64 results of PyTorch.</summary>
public sealed class PyTorchTests
{
    [Theory]
    [InlineData(NetworkFamily.Dense, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Dense, Precision.Double, 1e-10)]
    [InlineData(NetworkFamily.Convolutional, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Convolutional, Precision.Double, 1e-10)]
    [InlineData(NetworkFamily.Graphs, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Graphs, Precision.Double, 1e-10)]
    [InlineData(NetworkFamily.Outputs, Precision.Double, 1e-10)]
    public void Vector_code_agrees_with_PyTorch(NetworkFamily family, Precision precision, double tolerance) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork vector = network.Network;
        network.CloseToSummary("Forward", tolerance, vector.Forward(network.Inputs), network.Reference.Outputs);
        network.Close("Loss", tolerance, vector.Loss(network.Inputs, network.Targets), network.Reference.UnweightedLoss ?? network.Reference.Loss);

        LossGradient step = vector.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights, ofInputs: true);
        network.Close("LossAndGradient, loss", tolerance, step.Loss, network.Reference.Loss);
        network.CloseToSummaries("LossAndGradient", tolerance, step.Parameters, network.Reference.LossGradients);
        network.CloseToSummary("LossAndGradient, inputs", tolerance, step.Inputs, network.Reference.LossInputGradient);

        network.CloseToSummary("ForwardTraining", tolerance, vector.ForwardTraining(network.Inputs), network.Reference.Outputs);
        Gradients gradients = vector.Backward(network.OutputGradients);
        network.CloseToSummaries("Backward", tolerance, gradients.Parameters, network.Reference.Backward);
        network.CloseToSummary("Backward, inputs", tolerance, gradients.Inputs, network.Reference.BackwardInputGradient);
    });

    [Theory]
    [InlineData(NetworkFamily.Dense, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Dense, Precision.Double, 1e-10)]
    [InlineData(NetworkFamily.Convolutional, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Convolutional, Precision.Double, 1e-10)]
    [InlineData(NetworkFamily.Graphs, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Graphs, Precision.Double, 1e-10)]
    public void Textbook_code_agrees_with_PyTorch(NetworkFamily family, Precision precision, double tolerance) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork textbook = network.Network;
        network.CloseToSummary("Forward", tolerance, textbook.TextbookForward(network.Inputs), network.Reference.Outputs);
        network.Close("Loss", tolerance, textbook.TextbookLoss(network.Inputs, network.Targets, network.SampleWeights), network.Reference.Loss);

        LossGradient step = textbook.TextbookLossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
        network.Close("LossAndGradient, loss", tolerance, step.Loss, network.Reference.Loss);
        network.CloseToSummaries("LossAndGradient", tolerance, step.Parameters, network.Reference.LossGradients);
        network.CloseToSummary("LossAndGradient, inputs", tolerance, step.Inputs, network.Reference.LossInputGradient);

        Gradients gradients = textbook.TextbookBackward(network.Inputs, network.OutputGradients);
        network.CloseToSummaries("Backward", tolerance, gradients.Parameters, network.Reference.Backward);
        network.CloseToSummary("Backward, inputs", tolerance, gradients.Inputs, network.Reference.BackwardInputGradient);
    });
}
