using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Kernels that take the sizes of their layers as parameters, against textbook code.</summary>
public sealed class SharedKernelTests
{
    private const int Batch = 5;

    private const string Smooth = """
        [Input(17, 13, 3)]
        [Conv2D(4, 3, Padding = 1), Tanh]
        [Conv2D(6, 3, Padding = 1), Tanh]
        [Conv2D(10, 3, Padding = 1), Tanh]
        [AvgPool2D(2)]
        [Conv2D(12, 3, Padding = 1), Tanh]
        [Conv2D(14, 3, Padding = 1), Tanh]
        [AvgPool2D(2)]
        [Conv2D(16, 3, Padding = 1), Tanh]
        [Conv2D(18, 3, Padding = 1), Tanh]
        [AvgPool2D(2)]
        [Flatten]
        [Dense(5), Softmax]
        [CategoricalCrossEntropy]
        """;

    // In float, the rounding of a sum now and then decides which of two values is the maximum.
    private const string Kinked = """
        [Input(17, 13, 3)]
        [Conv2D(4, 3, Padding = 1), Relu]
        [Conv2D(6, 3, Padding = 1), Relu]
        [Conv2D(10, 3, Padding = 1), Relu]
        [MaxPool2D(2)]
        [Conv2D(12, 3, Padding = 1), Relu]
        [Conv2D(14, 3, Padding = 1), Relu]
        [MaxPool2D(2)]
        [Conv2D(16, 3, Padding = 1), Relu]
        [Conv2D(18, 3, Padding = 1), Relu]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(5), Softmax]
        [CategoricalCrossEntropy]
        """;

    private const string Wide = """
        [Input(1100)]
        [Dense(1030), Tanh]
        [Dense(1024), Softplus]
        [Dense(1100)]
        [MeanSquaredError]
        """;

    [Theory]
    [InlineData(Smooth, "Single", 2e-6, "nint yCount")]
    [InlineData(Smooth, "Double", 1e-13, "nint yCount")]
    [InlineData(Kinked, "Double", 1e-13, "nint yCount")]
    [InlineData(Wide, "Single", 2e-6, "MatrixTile")]
    [InlineData(Wide, "Double", 1e-13, "MatrixTile")]
    public void Layers_that_share_kernels_agree_with_textbook_code(string layers, string precision, double tolerance, string mark)
    {
        string source = $$"""
            using NetGen;
            [Network(Precision = Precision.{{precision}}, Textbook = true)]
            {{layers}}
            public sealed partial class Shared;
            """;
        Assert.Contains(mark, GeneratorDriverHarness.Run(source).SingleText, StringComparison.Ordinal);

        Type type = GeneratorDriverHarness.Compile([source]).GetType("Shared", throwOnError: true)!;
        ParameterSlot[] slots = [.. ((NetworkDescription)type.GetProperty("Description")!.GetValue(null)!).Layers.SelectMany(layer => layer.Slots)];
        CompiledNetwork network = CompiledNetwork.Create(type);
        double[] inputs = Numbers(1, Batch * network.InputSize, 1), outputGradients = Numbers(2, Batch * network.OutputSize, 1), parameters = network.Parameters;
        double[] targets = [.. Numbers(3, Batch * network.OutputSize, 0.5).Select(value => value + 0.5)];
        Agree(tolerance, network.Forward(inputs), network.TextbookForward(inputs));
        Assert.Equal(network.Forward(inputs), network.ForwardPrepared(inputs));
        int size = network.InputSize;
        double[] alone = [.. Enumerable.Range(0, Batch).SelectMany(k => network.ForwardPrepared(inputs[(k * size)..((k + 1) * size)]))];
        Assert.Equal(network.Forward(inputs), alone);

        LossGradient step = network.LossAndGradient(inputs, targets), textbook = network.TextbookLossAndGradient(inputs, targets);
        Agree(tolerance, [step.Loss], [textbook.Loss]);
        foreach (ParameterSlot slot in slots)
            Agree(tolerance, Of(slot, step.Parameters), Of(slot, textbook.Parameters));
        network.ForwardTraining(inputs);
        Gradients gradients = network.Backward(outputGradients), expected = network.TextbookBackward(inputs, outputGradients);
        foreach (ParameterSlot slot in slots)
            Agree(tolerance, Of(slot, gradients.Parameters), Of(slot, expected.Parameters));
        Agree(tolerance, gradients.Inputs, expected.Inputs);
        Assert.Equal(parameters, network.Parameters);
    }

    private static double[] Of(ParameterSlot slot, double[] parameters) => parameters[slot.Offset..(slot.Offset + slot.Length)];

    private static double[] Numbers(ulong seed, int count, double scale)
    {
        var random = new CounterRandom(seed);
        return [.. Enumerable.Range(0, count).Select(i => scale * ((2 * (double)random.UniformSingle((ulong)i)) - 1))];
    }

    private static void Agree(double tolerance, double[] got, double[] expected)
    {
        double largest = expected.Max(Math.Abs);
        Assert.Equal(expected.Length, got.Length);
        Assert.InRange(got.Zip(expected).Max(pair => Math.Abs(pair.First - pair.Second)) / largest, 0, tolerance);
    }
}
