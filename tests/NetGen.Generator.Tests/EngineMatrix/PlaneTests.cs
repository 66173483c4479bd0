using System.Reflection;
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
    private const int RandomImages = 16;

    public static TheoryData<string, string> Networks => new()
    {
        { "colours", "[Input(32, 32, 3)] [Conv2D(10, 5), Relu] [MaxPool2D(2)] [Conv2D(5, 3), Relu] [MaxPool2D(2)] [Flatten] [Dense(4)] [MeanSquaredError]" },
        { "borders", "[Input(20, 22, 3)] [Conv2D(5, 3, Padding = Padding.Same), LeakyRelu(0.1)] [MaxPool2D(2)] [Conv2D(3, 3), Tanh] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "means", "[Input(19, 24, 2)] [Conv2D(3, 3), Sigmoid] [AvgPool2D(3, Stride = 2)] [Conv2D(9, 2)] [GlobalAvgPool] [Dense(2)] [MeanSquaredError]" },
        { "grey", "[Input(30, 29, 1)] [Conv2D(3, 4, Dilation = 2), Elu] [MaxPool2D(2)] [Flatten] [Dense(2)] [MeanSquaredError]" },
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
        Assert.True(UsesPlanes(layers), $"{name}: no product of one sample has its vectors along pixels.");
    }

    [GeneratedRegex("for one sample; a tile of .* vectors? along [xt] stays in registers")]
    private static partial Regex AlongPixels();

    [Fact]
    public void Random_images_have_the_same_bits_alone_and_in_a_batch()
    {
        string[] layers = [.. Enumerable.Range(0, RandomImages).Select(RandomNetwork)];
        Assembly assembly = GeneratorDriverHarness.Compile(layers.SelectMany((own, i) => new[] { Precision.Single, Precision.Double }.Select(precision =>
            $"using NetGen; namespace {precision}; [Network(Precision = Precision.{precision}, Textbook = true)] {own} public sealed partial class Net{i};")), analyzeNullability: false);
        List<string> failures = [];
        int inPlanes = 0;
        for (int i = 0; i < layers.Length; i++)
        {
            inPlanes += UsesPlanes(layers[i]) ? 1 : 0;
            foreach ((Precision precision, double tolerance) in new[] { (Precision.Single, 1e-5), (Precision.Double, 1e-13) })
            {
                CompiledNetwork network = CompiledNetwork.Create(assembly.GetType($"{precision}.Net{i}", throwOnError: true)!);
                double[] inputs = Numbers((ulong)i, Batch * network.InputSize), outputs = network.Forward(inputs), textbook = network.TextbookForward(inputs);
                if (!outputs.SequenceEqual(Alone(network, inputs, network.Forward)) || !outputs.SequenceEqual(Alone(network, inputs, network.ForwardPrepared)) || !outputs.SequenceEqual(network.ForwardTraining(inputs)))
                    failures.Add($"{precision}, other bits: {layers[i]}");
                double error = outputs.Zip(textbook, (got, expected) => Math.Abs(got - expected)).Max() / Math.Max(textbook.Max(Math.Abs), 1e-7);
                if (!(error <= tolerance))
                    failures.Add($"{precision}, {error} from the textbook: {layers[i]}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {2 * layers.Length} fail:\n{string.Join("\n", failures.Take(10))}");
        Assert.True(inPlanes >= RandomImages / 4, $"Only {inPlanes} of {RandomImages} have planes.");
    }

    /// <summary>Layers on images of few channels, some of which fit planes: the rest must not be spoilt by being near them.</summary>
    private static string RandomNetwork(int seed)
    {
        Random random = new(seed);
        int Of(int least, int most) => random.Next(least, most + 1);
        (int height, int width) = (Of(11, 18), Of(24, 44));
        List<string> layers = [$"[Input({height}, {width}, {Of(1, 3)})]"];
        static int Sized(int size, int kernel, int stride, int pad) => ((size + (2 * pad) - kernel) / stride) + 1;
        for (int layer = Of(1, 3); layer > 0 && height >= 6; layer--)
        {
            int kernel = Of(3, 5), pad = Of(0, (kernel - 1) / 2), stride = Of(0, 7) == 0 ? 2 : 1, filters = Of(2, 7);
            string border = pad == 0 ? string.Empty : $", Padding = {pad}", step = stride == 1 ? string.Empty : $", Stride = {stride}";
            layers.Add(Of(0, 6) == 0
                ? $"[DepthwiseConv2D({kernel}, Multiplier = 2{border}{step})]"
                : $"[Conv2D({filters}, {kernel}{border}{step}{(Of(0, 2) == 0 ? ", Bias = false" : string.Empty)})]");
            (height, width) = (Sized(height, kernel, stride, pad), Sized(width, kernel, stride, pad));
            layers.Add(Of(0, 5) switch { 0 => "[Tanh]", 1 => "[LeakyRelu(0.1)]", 2 => "[Softplus]", _ => "[Relu]" });
            switch (Of(0, 8))
            {
                case 0 or 1 or 2 or 3:
                    int pool = Of(2, 3), slide = Of(1, 2);
                    layers.Add($"[{(Of(0, 1) == 0 ? "Max" : "Avg")}Pool2D({pool}, Stride = {slide})]");
                    (height, width) = (Sized(height, pool, slide, 0), Sized(width, pool, slide, 0));
                    break;
                case 4:
                    layers.Add("[Upsample2D(2)]");
                    (height, width) = (2 * height, 2 * width);
                    break;
                case 5:
                    layers.Add("[ZeroPad2D(1)]");
                    (height, width) = (height + 2, width + 2);
                    break;
                case 6:
                    layers.Add("[Crop2D(1)]");
                    (height, width) = (height - 2, width - 2);
                    break;
                case 7:
                    layers.Add("[LayerNorm]");
                    break;
            }
        }

        layers.Add(Of(0, 3) == 0 ? "[GlobalAvgPool]" : "[Flatten]");
        return string.Join(" ", layers) + " [Dense(3)] [MeanSquaredError]";
    }

    private static bool UsesPlanes(string layers)
    {
        GeneratorOutcome outcome = GeneratorDriverHarness.Run($"using NetGen; [Network] {layers} public sealed partial class Model;");
        return outcome.Sources.Any(source => AlongPixels().IsMatch(source.SourceText.ToString()));
    }

    private static double[] Alone(CompiledNetwork network, double[] inputs, Func<double[], double[]> forward) =>
        [.. Enumerable.Range(0, Batch).SelectMany(sample => forward(inputs[(sample * network.InputSize)..((sample + 1) * network.InputSize)]))];
}
