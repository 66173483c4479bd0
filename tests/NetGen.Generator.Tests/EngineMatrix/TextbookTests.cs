using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Vector code against textbook code, every element.</summary>
public sealed class TextbookTests
{
    [Theory]
    [InlineData(NetworkFamily.Dense, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Dense, Precision.Double, 1e-13)]
    [InlineData(NetworkFamily.Convolutional, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Convolutional, Precision.Double, 1e-13)]
    [InlineData(NetworkFamily.Graphs, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Graphs, Precision.Double, 1e-13)]
    [InlineData(NetworkFamily.Recurrent, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Recurrent, Precision.Double, 1e-13)]
    [InlineData(NetworkFamily.Cells, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Cells, Precision.Double, 1e-13)]
    public void Vector_code_agrees_with_textbook_code(NetworkFamily family, Precision precision, double tolerance) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork both = network.Network;
        CompiledNetwork Exact()
        {
            CompiledNetwork exact = network.MakeExact();
            (exact.Lengths, exact.InitialStates) = (both.Lengths, both.InitialStates);
            return exact;
        }

        network.Close("Forward", tolerance, both.Forward(network.Inputs), both.TextbookForward(network.Inputs));
        network.Close("Loss", tolerance, both.Loss(network.Inputs, network.Targets), both.TextbookLoss(network.Inputs, network.Targets));

        LossGradient step = both.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
        LossGradient textbookStep = both.TextbookLossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
        network.Close("LossAndGradient, loss", tolerance, step.Loss, textbookStep.Loss);
        network.CloseByTensor("LossAndGradient", tolerance, step.Parameters, textbookStep.Parameters, () => Exact().TextbookLossAndGradient(network.Inputs, network.Targets, network.SampleWeights).Parameters);

        both.ForwardTraining(network.Inputs);
        Gradients gradients = both.Backward(network.OutputGradients);
        Gradients textbookGradients = both.TextbookBackward(network.Inputs, network.OutputGradients);
        network.CloseByTensor("Backward", tolerance, gradients.Parameters, textbookGradients.Parameters, () => Exact().TextbookBackward(network.Inputs, network.OutputGradients).Parameters);
        network.Close("Backward, inputs", tolerance, gradients.Inputs, textbookGradients.Inputs);
    });
}
