using NetGen.Generator.Tests.Harness;
using static NetGen.Generator.Tests.EngineMatrix.SmallNetworks;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Steps whose class is the ignored one: the loss is the mean over all other steps of the batch, as PyTorch's <c>cross_entropy</c> with <c>ignore_index</c> has it.</summary>
public sealed class IgnoredStepTests
{
    private const int Steps = 3;
    private const int Classes = 4;

    // Two steps of the first sample count, none of the second, all of the third.
    private static readonly double[] s_targets = [1, -1, 3, -1, -1, -1, 0, 2, 2];

    [Theory]
    [InlineData("")]
    [InlineData(", LabelSmoothing = 0.1")]
    [InlineData(", Batch = Reduction.Sum")]
    public void The_mean_is_over_the_steps_that_count(string arguments)
    {
        CompiledNetwork network = Compile($"[Input({Steps}, {Classes})] [Softmax] [SparseCategoricalCrossEntropy(IgnoreIndex = -1{arguments})]").Double;
        double[] logits = Numbers(7, s_targets.Length * Classes);
        double smoothing = arguments.Contains("Smoothing", StringComparison.Ordinal) ? 0.1 : 0;
        double[] losses = [.. Enumerable.Range(0, s_targets.Length).Select(step => s_targets[step] < 0 ? 0 : CrossEntropy(logits.AsSpan(step * Classes, Classes), (int)s_targets[step], smoothing))];
        // A sum is over samples, each the mean over its own steps.
        double expected = arguments.Contains("Sum", StringComparison.Ordinal) ? (losses[..Steps].Sum() / 2) + (losses[^Steps..].Sum() / Steps) : losses.Sum() / 5;

        LossGradient step = network.LossAndGradient(logits, s_targets, ofInputs: true), textbook = network.TextbookLossAndGradient(logits, s_targets);
        Assert.Equal(expected, step.Loss, 1e-14);
        Assert.Equal(expected, textbook.Loss, 1e-14);
        Assert.Equal(expected, network.Loss(logits, s_targets), 1e-14);
        Assert.Equal(expected, network.TextbookLoss(logits, s_targets), 1e-14);
        Assert.All(textbook.Inputs.Zip(step.Inputs), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        for (int i = 0; i < logits.Length; i++)
        {
            if (s_targets[i / Classes] < 0)
                Assert.Equal(0, step.Inputs[i]);
            else
                Assert.Equal(Slope(network, logits, i), step.Inputs[i], 1e-8);
        }
    }

    [Fact]
    public void Where_no_step_counts_there_is_no_loss_and_no_gradient()
    {
        CompiledNetwork network = Compile($"[Input({Steps}, {Classes})] [Softmax] [SparseCategoricalCrossEntropy(IgnoreIndex = -1)]").Double;
        LossGradient step = network.LossAndGradient(Numbers(7, Steps * Classes), [-1, -1, -1], ofInputs: true);
        Assert.Equal(0, step.Loss);
        Assert.All(step.Inputs, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void Sums_of_several_steps_are_those_of_the_whole_batch()
    {
        CompiledNetwork network = Compile($"[Input({Steps}, {Classes})] [Dense({Classes}), Softmax] [SparseCategoricalCrossEntropy(IgnoreIndex = -1)]").Double;
        double[] inputs = Numbers(7, s_targets.Length * Classes);
        LossGradient whole = network.LossAndGradient(inputs, s_targets), pieces = network.LossAndGradientInPieces(3, inputs, s_targets);
        Assert.Equal(whole.Loss, pieces.Loss);
        Assert.Equal(whole.Parameters, pieces.Parameters);
    }

    private static double CrossEntropy(ReadOnlySpan<double> logits, int label, double smoothing)
    {
        double[] scores = [.. logits];
        double logSum = Math.Log(scores.Sum(Math.Exp));
        return logSum - ((1 - smoothing) * scores[label]) - (smoothing * scores.Average());
    }

    private static double Slope(CompiledNetwork network, double[] inputs, int index)
    {
        const double step = 1e-5;
        double[] up = [.. inputs], down = [.. inputs];
        up[index] += step;
        down[index] -= step;
        return (network.Loss(up, s_targets) - network.Loss(down, s_targets)) / (2 * step);
    }
}
