using System.Reflection;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Every activation at the inputs where implementations part: kinks, NaN, and far from zero.</summary>
public sealed class ActivationTests
{
    private const double SeluScale = 1.0507009873554804934;
    private const double SeluAlpha = 1.6732632423543772848;

    // Wide enough for whole vectors and a rest at every width.
    private const int Width = 37;

    private static readonly string[] Activations =
    [
        "Linear", "Step", "Sigmoid", "Tanh", "Relu", "LeakyRelu", "PRelu", "PRelu(PerChannel = true)", "Elu", "Elu(1.5)", "Selu", "Softmax", "Gelu",
        "Gelu(Approximate = true)", "Silu", "Softplus", "Softsign", "HardSigmoid", "HardTanh", "Mish", "Dense(37)",
        "HardSwish", "Relu6", "Clip(-2, 3)", "LogSoftmax", "Exp", "Log", "Sqrt", "Abs",
    ];

    private static readonly Lazy<Assembly> Compiled = new(() => GeneratorDriverHarness.Compile(
        from precision in new[] { Precision.Single, Precision.Double }
        from activation in Activations.Select((text, index) => (text, index))
        select $$"""
            using NetGen;
            namespace {{precision}};

            [Network(Precision = Precision.{{precision}}, Textbook = true)]
            [Input({{Width}})]
            [{{activation.text}}]
            public sealed partial class Activation{{activation.index}};
            """));

    public static TheoryData<Precision, string> All()
    {
        TheoryData<Precision, string> data = [];
        foreach (string activation in Activations)
        {
            data.Add(Precision.Single, activation);
            data.Add(Precision.Double, activation);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void NaN_in_gives_NaN_out_and_touches_no_other_element(Precision precision, string activation)
    {
        CompiledNetwork network = Create(precision, activation);
        bool mixes = activation is "Softmax" or "LogSoftmax" or "Dense(37)";
        foreach (int place in new[] { 0, 17, Width - 1 })
        {
            double[] inputs = Inputs(0.5);
            inputs[place] = double.NaN;
            double[][] results = [network.Forward(inputs), network.ForwardTraining(inputs), network.ForwardPrepared(inputs), network.TextbookForward(inputs)];
            foreach (double[] outputs in results)
                Assert.All(outputs, (output, index) => Assert.Equal(mixes || index == place, double.IsNaN(output)));
        }
    }

    [Theory]
    [InlineData("Step", 0, 0)]
    [InlineData("Relu", 0, 0)]
    [InlineData("LeakyRelu", 0, 0.01)]
    [InlineData("PRelu", 0, 0.25)]
    [InlineData("PRelu(PerChannel = true)", 0, 0.25)]
    [InlineData("Elu", 0, 1)]
    [InlineData("Elu(1.5)", 0, 1.5)]
    [InlineData("Selu", 0, SeluScale * SeluAlpha)]
    [InlineData("Relu6", 0, 0)]
    [InlineData("HardSwish", 0, 0.5)]
    [InlineData("Abs", 0, 0)]
    public void At_zero_an_activation_takes_its_lower_branch(string activation, double value, double derivative)
    {
        Check(Precision.Single, activation, 0, value, derivative, 1e-7);
        Check(Precision.Double, activation, 0, value, derivative, 1e-15);
    }

    [Theory]
    [InlineData("Linear", 1, 1, 1, 1, 0, 0)]
    [InlineData("Step", 0, 0, 0, 0, 1, 0)]
    [InlineData("Sigmoid", 0, 0, 0, 0, 1, 0)]
    [InlineData("Tanh", 0, 0, 0, 0, 1, -1)]
    [InlineData("Relu", 1, 0, 1, 0, 0, 0)]
    [InlineData("LeakyRelu", 1, 0.01, 1, 0.01, 0, 0)]
    [InlineData("PRelu", 1, 0.25, 1, 0.25, 0, 0)]
    [InlineData("Elu(1.5)", 1, 0, 1, 0, 0, -1.5)]
    [InlineData("Selu", SeluScale, 0, SeluScale, 0, 0, -SeluScale * SeluAlpha)]
    [InlineData("Gelu", 1, 0, 1, 0, 0, 0)]
    [InlineData("Gelu(Approximate = true)", 1, 0, 1, 0, 0, 0)]
    [InlineData("Silu", 1, 0, 1, 0, 0, 0)]
    [InlineData("Softplus", 1, 0, 1, 0, 0, 0)]
    [InlineData("HardSigmoid", 0, 0, 0, 0, 1, 0)]
    [InlineData("HardTanh", 0, 0, 0, 0, 1, -1)]
    [InlineData("Mish", 1, 0, 1, 0, 0, 0)]
    [InlineData("HardSwish", 1, 0, 1, 0, 0, 0)]
    [InlineData("Relu6", 0, 0, 0, 0, 6, 0)]
    [InlineData("Clip(-2, 3)", 0, 0, 0, 0, 3, -2)]
    [InlineData("Abs", 1, -1, 1, -1, 0, 0)]
    public void Far_from_zero_an_activation_reaches_its_asymptote(
        string activation, double slopeAbove, double slopeBelow, double derivativeAbove, double derivativeBelow, double offsetAbove, double offsetBelow)
    {
        foreach (double far in new[] { 100.0, 1e4 })
        {
            foreach ((Precision precision, double tolerance) in new[] { (Precision.Single, 1e-6), (Precision.Double, 1e-14) })
            {
                Check(precision, activation, far, (slopeAbove * far) + offsetAbove, derivativeAbove, tolerance);
                Check(precision, activation, -far, (slopeBelow * -far) + offsetBelow, derivativeBelow, tolerance);
            }
        }
    }

    private static void Check(Precision precision, string activation, double input, double value, double derivative, double tolerance)
    {
        CompiledNetwork network = Create(precision, activation);
        double[] inputs = Inputs(input), ones = Inputs(1);
        double allowed = tolerance * Math.Max(1, Math.Abs(value));
        Assert.All(network.Forward(inputs), output => Assert.Equal(value, output, allowed));
        Assert.All(network.TextbookForward(inputs), output => Assert.Equal(value, output, allowed));
        network.ForwardTraining(inputs);
        Assert.All(network.Backward(ones).Inputs, gradient => Assert.Equal(derivative, gradient, 2 * tolerance));
        Assert.All(network.TextbookBackward(inputs, ones).Inputs, gradient => Assert.Equal(derivative, gradient, 2 * tolerance));
    }

    private static CompiledNetwork Create(Precision precision, string activation) =>
        CompiledNetwork.Create(Compiled.Value.GetType($"{precision}.Activation{Array.IndexOf(Activations, activation)}", throwOnError: true)!);

    private static double[] Inputs(double value) => [.. Enumerable.Repeat(value, Width)];
}
