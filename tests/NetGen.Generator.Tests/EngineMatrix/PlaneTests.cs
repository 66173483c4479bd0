using System.Text.RegularExpressions;
using NetGen.Generator.Tests.Harness;
using static NetGen.Generator.Tests.EngineMatrix.SmallNetworks;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>
/// Images of few channels, which lie plane by plane for one sample: the same bits as samples in lanes compute, which know no planes, and
/// the numbers of the textbook.
/// </summary>
public sealed partial class PlaneTests
{
    private const int Batch = 21;

    public static TheoryData<string, string> Networks => new()
    {
        { "colours", "[Input(32, 32, 3)] [Conv2D(10, 5), Relu] [MaxPool2D(2)] [Conv2D(5, 3), Relu] [MaxPool2D(2)] [Flatten] [Dense(4)] [MeanSquaredError]" },
        { "borders", "[Input(20, 22, 3)] [Conv2D(5, 3, Padding = Padding.Same), LeakyRelu(0.1)] [MaxPool2D(2)] [Conv2D(3, 3), Tanh] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "means", "[Input(19, 24, 2)] [Conv2D(3, 3), Sigmoid] [AvgPool2D(3, Stride = 2)] [Conv2D(9, 2)] [GlobalAvgPool] [Dense(2)] [MeanSquaredError]" },
        { "grey", "[Input(30, 29, 1)] [Conv2D(5, 4, Dilation = 2), Elu] [MaxPool2D(3, Stride = 2)] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "normalized", "[Input(18, 25, 3)] [Conv2D(5, 3, Bias = false), BatchNorm, Relu] [MaxPool2D(2)] [Conv2D(3, 3), BatchNorm, Tanh] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "overlapping pools", "[Input(17, 26, 3)] [Conv2D(3, 2), Relu] [MaxPool2D(2, Stride = 1)] [Conv2D(5, 3), Relu] [MaxPool2D(3, Stride = 2)] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "a sequence", "[Input(120, 3)] [Conv1D(5, 7), Tanh] [MaxPool1D(2)] [Conv1D(3, 5), Softplus] [AvgPool1D(2)] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "wide pictures of many channels", "[Input(12, 40, 5)] [Conv2D(17, 3), Relu] [Conv2D(3, 3), Relu] [Crop2D(1)] [Flatten] [Dense(2)] [MeanSquaredError]" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Planes_change_no_bits(string name, string layers)
    {
        (CompiledNetwork wide, CompiledNetwork narrow) = Compile(layers);
        foreach ((CompiledNetwork network, double tolerance) in new[] { (wide, 1e-13), (narrow, 2e-6) })
        {
            double[] inputs = Numbers(1, Batch * network.InputSize);
            network.Parameters = [.. Numbers(2, network.ParameterCount).Select(value => 0.5 * value)];
            double[] outputs = network.Forward(inputs);
            Agree(name, tolerance, outputs, network.TextbookForward(inputs));
            Assert.Equal(outputs, network.ForwardPrepared(inputs));
            Assert.Equal(outputs, Alone(network, inputs, network.Forward));
            Assert.Equal(outputs, Alone(network, inputs, network.ForwardPrepared));
            if (!network.DiffersInTraining)
                Assert.Equal(network.ForwardTraining(inputs), outputs);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void They_are_there(string name, string layers)
    {
        GeneratorOutcome outcome = GeneratorDriverHarness.Run($"using NetGen; [Network] {layers} public sealed partial class Model;");
        string text = string.Concat(outcome.Sources.Select(source => source.SourceText.ToString()));
        Assert.True(AlongPixels().IsMatch(text), $"{name}: no product of one sample has its vectors along pixels.");
    }

    [GeneratedRegex("for one sample; a tile of .* vectors? along [xt] stays in registers")]
    private static partial Regex AlongPixels();

    private static double[] Alone(CompiledNetwork network, double[] inputs, Func<double[], double[]> forward) =>
        [.. Enumerable.Range(0, Batch).SelectMany(sample => forward(inputs[(sample * network.InputSize)..((sample + 1) * network.InputSize)]))];
}
