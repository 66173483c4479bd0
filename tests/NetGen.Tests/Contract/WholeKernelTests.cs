namespace NetGen.Tests.Contract;

/// <summary>A convolution whose kernel covers its whole input is a dense layer, down to the order of its weights.</summary>
public sealed class WholeKernelTests
{
    [Fact]
    public void A_kernel_that_covers_the_image_answers_and_learns_as_a_dense_layer()
    {
        var convolution = new WholeKernel(seed: 4);
        var dense = new DenseOnPixels(convolution.Parameters.ToArray());
        const int batch = 5;
        double[] inputs = [.. Enumerable.Range(0, batch * WholeKernel.InputSize).Select(i => ((i * 37 % 101) - 50) / 40.0)];
        double[] targets = [.. Enumerable.Range(0, batch * WholeKernel.TargetSize).Select(i => i % 7 / 8.0)];
        double[] outputs = new double[batch * WholeKernel.OutputSize], expected = new double[outputs.Length];
        convolution.Forward(inputs, outputs);
        dense.Forward(inputs, expected);
        Close(expected, outputs);

        double[] gradients = new double[WholeKernel.ParameterCount], expectedGradients = new double[gradients.Length];
        double loss = convolution.LossAndGradient(inputs, targets, gradients, WholeKernel.CreateWorkspace(batch));
        Assert.Equal(dense.LossAndGradient(inputs, targets, expectedGradients, DenseOnPixels.CreateWorkspace(batch)), loss, 1e-14);
        Close(expectedGradients, gradients);
    }

    private static void Close(double[] expected, double[] got) =>
        Assert.All(expected.Zip(got), pair => Assert.InRange(pair.Second, pair.First - 1e-13, pair.First + 1e-13));
}
