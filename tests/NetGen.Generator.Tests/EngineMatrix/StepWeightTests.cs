using System.Globalization;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Harness;
using static NetGen.Generator.Tests.EngineMatrix.SmallNetworks;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Weights of single steps: the loss is the sum over all steps of the batch of weight times loss, divided by the sum of the weights, with recurrent layers and without.</summary>
public sealed class StepWeightTests
{
    private const int Batch = 4;
    private const int Steps = 3;
    private const double Step = 1e-5;

    // Whole and broken weights, steps that count for nothing, and a sample that does.
    private static readonly double[] s_weights = [1, 0.25, 0, 0, 0, 0, 0.5, 2, 0.125, 0, 0, 3];

    public static TheoryData<string, string> Networks => new()
    {
        { "no recurrent layer", "[Input(3, 2)] [CausalConv1D(5, 2), Tanh] [Dense(2)] [MeanSquaredError(StepWeights = true)]" },
        { "not causal", "[Input(3, 2)] [Conv1D(4, 3, Padding = Padding.Same), Softplus] [Dense(3), Softmax] [CategoricalCrossEntropy(StepWeights = true)]" },
        { "recurrent", "[Input(3, 2)] [Gru(5, ReturnSequence = true)] [Dense(2)] [Huber(0.5, StepWeights = true)]" },
        { "classes", "[Input(3, 2)] [Lstm(4, ReturnSequence = true)] [Dense(4), Softmax] [SparseCategoricalCrossEntropy(StepWeights = true)]" },
        { "ignored classes", "[Input(3, 2)] [Dense(4), Softmax] [SparseCategoricalCrossEntropy(StepWeights = true, IgnoreIndex = 2, LabelSmoothing = 0.1)]" },
        { "sums of outputs", "[Input(3, 2)] [Dense(2)] [MeanAbsoluteError(StepWeights = true, Outputs = Reduction.Sum, Batch = Reduction.Sum)]" },
        { "sums of outputs in a mean", "[Input(3, 2)] [Gru(3, ReturnSequence = true)] [Dense(2)] [MeanSquaredError(StepWeights = true, Outputs = Reduction.Sum)]" },
        { "weighted whole", "[Input(3, 2)] [Dense(1), Sigmoid] [BinaryCrossEntropy(StepWeights = true, Weight = 0.5)]" },
        { "a named output", "[Input(3, 2, Name = \"x\")] [SimpleRnn(4, ReturnSequence = true)] [Dense(2, Name = \"y\")] [Dense(3)] [Output(\"y\"), LogCosh(StepWeights = true)]" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_agree_with_textbook_code_and_finite_differences(string name, string layers)
    {
        (CompiledNetwork network, CompiledNetwork single) = Compile(layers);
        foreach ((CompiledNetwork each, double tolerance) in new[] { (network, 1e-13), (single, 2e-6) })
        {
            each.Parameters = Numbers(4, each.ParameterCount);
            double[] inputs = Numbers(1, Batch * each.InputSize), targets = Targets(each, layers), samples = [1, 2, 0.5, 1];
            foreach (int[] lengths in each.StateSize > 0 ? new int[][] { [], [3, 1, 2, 3] } : [[]])
            {
                each.Lengths = lengths;
                LossGradient step = each.LossAndGradient(inputs, targets, samples, ofInputs: true), textbook = each.TextbookLossAndGradient(inputs, targets, samples);
                Agree(name, tolerance, [step.Loss], [textbook.Loss]);
                Agree(name, tolerance, step.Parameters, textbook.Parameters);
                Agree(name, tolerance, step.Inputs, textbook.Inputs);
                Assert.Equal(step.Parameters, each.LossAndGradientInPieces(3, inputs, targets, samples).Parameters);
                if (each == network)
                    AgreeWithDifferences(name, network, inputs, targets, samples, step);
            }

            each.Lengths = [];
            Agree(name, tolerance, [each.Loss(inputs, targets)], [each.TextbookLoss(inputs, targets)]);
            Agree(name, tolerance, [each.LossAndGradient(inputs, targets).Loss], [each.Loss(inputs, targets)]);
        }
    }

    [Fact]
    public void The_mean_is_over_the_weights()
    {
        CompiledNetwork network = Compile("[Input(3, 2)] [Dense(1)] [MeanSquaredError(StepWeights = true)]").Double;
        network.Parameters = [2, -1, 0.5];
        double[] inputs = Numbers(1, Batch * Steps * 2), wanted = Numbers(2, Batch * Steps);
        double[] errors = [.. wanted.Select((target, i) => (2 * inputs[2 * i]) - inputs[(2 * i) + 1] + 0.5 - target)];
        double expected = errors.Zip(s_weights, (error, weight) => weight * error * error).Sum() / s_weights.Sum();
        double[] targets = WithWeights(wanted, 1);
        Assert.Equal(expected, network.Loss(inputs, targets), 1e-14);
        Assert.Equal(expected, network.LossAndGradient(inputs, targets).Loss, 1e-14);
        double[] gradient = network.LossAndGradient(inputs, targets).Parameters;
        double ofBias = errors.Zip(s_weights, (error, weight) => 2 * weight * error).Sum() / s_weights.Sum();
        Assert.Equal(ofBias, gradient[2], 1e-14);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(", Outputs = Reduction.Sum", 2)]
    public void The_scale_of_the_weights_does_not_matter(string arguments, double outputs)
    {
        CompiledNetwork network = Compile($"[Input(2, 1)] [Dense(2)] [MeanSquaredError(StepWeights = true{arguments})]").Double;
        network.Parameters = [0, 0, 0, 0];
        // Errors 1 in the first sample, whose second step does not count, and 3 in the second.
        double expected = outputs * (1 + 9 + 9) / 3;
        foreach (double scale in new[] { 1, 2, 0.001 })
        {
            double[] targets = [1, 1, 1, 1, scale, 0, 3, 3, 3, 3, scale, scale];
            Assert.Equal(expected, network.Loss(new double[4], targets), 1e-13);
            Assert.Equal(expected, network.LossAndGradient(new double[4], targets).Loss, 1e-13);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(", IgnoreIndex = 2")]
    public void Steps_of_weight_zero_need_no_class(string arguments)
    {
        (CompiledNetwork network, CompiledNetwork single) = Compile($"[Input(3, 2)] [Gru(3, ReturnSequence = true)] [Dense(4), Softmax] [SparseCategoricalCrossEntropy(StepWeights = true{arguments})]");
        foreach (CompiledNetwork each in new[] { network, single })
        {
            each.Parameters = Numbers(4, each.ParameterCount);
            double[] inputs = Numbers(1, 2 * Steps * 2), targets = [1, 3, 0, 1, 1, 0, 2, 0, 0, 1, 0, 0];
            LossGradient expected = each.LossAndGradient(inputs, targets, ofInputs: true);
            foreach (double padding in new[] { -1, -100, 99, 0.5, double.NaN })
            {
                double[] other = [.. targets];
                other[2] = other[7] = other[8] = padding;
                LossGradient got = each.LossAndGradient(inputs, other, ofInputs: true), textbook = each.TextbookLossAndGradient(inputs, other);
                Assert.Equal((expected.Loss, each.Loss(inputs, targets)), (got.Loss, each.Loss(inputs, other)));
                Assert.Equal(expected.Parameters, got.Parameters);
                Assert.Equal(expected.Inputs, got.Inputs);
                Assert.Equal(expected.Loss, textbook.Loss, each == network ? 1e-13 : 1e-5);
            }

            targets[0] = -1;
            Assert.Contains("got -1 for sample 0", Assert.Throws<ArgumentException>(() => each.LossAndGradient(inputs, targets)).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>What fills up a sequence may be anything, in inference and training, of a network without a recurrent layer.</summary>
    [Theory]
    [InlineData("CausalConv1D(3, 2), Tanh")]
    [InlineData("Gru(3, ReturnSequence = true)")]
    public void Steps_of_weight_zero_may_hold_no_numbers(string layer)
    {
        CompiledNetwork network = Compile($"[Input(3, 2)] [{layer}] [Dense(1)] [MeanSquaredError(StepWeights = true)]").Double;
        network.Parameters = Numbers(4, network.ParameterCount);
        double[] inputs = Numbers(1, 2 * Steps * 2), targets = [0.5, -0.5, 1, 1, 1, 0, 0.25, 1, 1, 1, 0, 0], other = [.. targets];
        (other[2], other[7], other[8]) = (double.NaN, double.PositiveInfinity, 1e300);
        LossGradient expected = network.LossAndGradient(inputs, targets, ofInputs: true), got = network.LossAndGradient(inputs, other, ofInputs: true);
        Assert.True(double.IsFinite(expected.Loss) && expected.Parameters.Any(slope => slope != 0));
        Assert.Equal(expected.Loss, got.Loss);
        Assert.Equal(expected.Parameters, got.Parameters);
        Assert.Equal(expected.Inputs, got.Inputs);
        Assert.Equal(network.Loss(inputs, targets), network.Loss(inputs, other));
    }

    [Theory]
    [InlineData(-1, "got -1 for step 1 of sample 1")]
    [InlineData(double.NaN, "got NaN for step 1 of sample 1")]
    public void Weights_that_are_none_are_refused(double weight, string message)
    {
        CompiledNetwork network = Compile("[Input(2, 1)] [Dense(1)] [MeanSquaredError(StepWeights = true)]").Double;
        double[] targets = [0, 0, 1, 1, 0, 0, 1, weight];
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => network.LossAndGradient([1, 2, 3, 4], targets)).Message, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => network.Loss([1, 2, 3, 4], targets)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_without_steps_have_no_weights_of_steps() => AnalyzerHarness.Reports(
        "NETGEN205",
        """
        using NetGen;
        [Network]
        [Input(3)]
        [Dense(2)]
        [{|MeanSquaredError(StepWeights = true)|}]
        public partial class Net;
        """,
        "MeanSquaredError: StepWeights weighs the steps of a sequence (steps, features), not the 2 output made by 'Dense1' (3 -> Dense1 2)",
        "Dense(2)");

    [Fact]
    public void Several_outputs_have_no_weights_of_steps() => AnalyzerHarness.Reports(
        "NETGEN307",
        """
        using NetGen;
        [Network]
        [Input(3, 2)]
        [Dense(2, Name = "a")]
        [Dense(1, Name = "b")]
        [Output("a"), MeanSquaredError({|StepWeights = true|})]
        [Output("b"), MeanSquaredError]
        public partial class Net;
        """,
        "MeanSquaredError: StepWeights weighs the steps of the only output that has a loss; the loss of a sample is the weighted sum of those of its outputs, so all are reduced alike");

    private static void AgreeWithDifferences(string name, CompiledNetwork network, double[] inputs, double[] targets, double[] samples, LossGradient step)
    {
        double[] parameters = network.Parameters;
        double Loss() => network.LossAndGradient(inputs, targets, samples).Loss;
        for (int i = 0; i < parameters.Length; i++)
        {
            network.SetParameter(i, parameters[i] + Step);
            double above = Loss();
            network.SetParameter(i, parameters[i] - Step);
            double difference = (above - Loss()) / (2 * Step);
            network.SetParameter(i, parameters[i]);
            Assert.True(Math.Abs(difference - step.Parameters[i]) <= 1e-6 * Math.Max(step.Parameters.Max(Math.Abs), 1e-3), string.Create(CultureInfo.InvariantCulture, $"{name}: parameter {i}, gradient {step.Parameters[i]}, difference {difference}"));
        }
    }

    private static double[] Targets(CompiledNetwork network, string layers)
    {
        int width = (network.TargetSize - Steps) / Steps;
        bool isClass = layers.Contains("Sparse", StringComparison.Ordinal);
        return WithWeights([.. Numbers(2, Batch * Steps * width).Select(value => isClass ? Math.Floor(4 * Math.Abs(value)) : Math.Abs(value))], width);
    }

    private static double[] WithWeights(double[] targets, int width) =>
        [.. Enumerable.Range(0, Batch).SelectMany(k => targets.Skip(k * Steps * width).Take(Steps * width).Concat(s_weights.Skip(k * Steps).Take(Steps)))];
}
