using System.Runtime.CompilerServices;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary><c>[Network(Trace = true)]</c>: what every layer hands on, by plain loops.</summary>
public sealed class TraceTests
{
    /// <summary>Between them, these have layers whose output is another's, layers with buffers and masks, tables and windows.</summary>
    private static readonly (string Input, string[] Layers)[] s_networks =
    [
        ("Input(8, 8, 2)",
        [
            "ZeroPad2D(1)", "Conv2D(4, 3, Bias = false)", "BatchNorm(Epsilon = 0.01)", "Relu", "Dropout(0.3)", "MaxPool2D(2)", "AvgPool2D(3, Stride = 1, Padding = 1)", "Linear",
            "DepthwiseConv2D(2, Multiplier = 2)", "LocalResponseNorm(3)", "Reshape(9, 8)", "Conv1D(4, 3, Padding = Padding.Same)", "BatchNorm", "Silu", "Flatten", "Dense(5)", "Softmax",
        ]),
        ("Input(6)", ["Dropout(0.5)", "Linear", "Dense(7)", "LayerNorm", "Gelu", "PRelu(PerChannel = true)", "Dropout(0.5)", "Dense(4)", "Softplus", "BatchNorm", "Sigmoid"]),
        ("Input(5, 3)", ["Flatten", "Reshape(3, 5)", "GlobalMaxPool", "Selu", "Dropout(0.1)"]),
    ];

    [Theory]
    [InlineData(NetworkFamily.Dense, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Dense, Precision.Double, 1e-13)]
    [InlineData(NetworkFamily.Convolutional, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Convolutional, Precision.Double, 1e-13)]
    [InlineData(NetworkFamily.Normalized, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Normalized, Precision.Double, 1e-13)]
    [InlineData(NetworkFamily.Recurrent, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Recurrent, Precision.Double, 1e-13)]
    [InlineData(NetworkFamily.Cells, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Cells, Precision.Double, 1e-13)]
    public void It_ends_with_the_outputs(NetworkFamily family, Precision precision, double tolerance) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork model = network.Network;
        // Running statistics that are not those of the start.
        model.LossAndGradient(network.Inputs, network.Targets);
        double[] ends = [.. Enumerable.Range(0, network.Reference.Batch).SelectMany(sample => model.Trace(network.Sample(network.Inputs, sample))[^model.OutputSize..])];
        network.Close("Trace", tolerance, ends, model.Forward(network.Inputs));
    });

    [Theory]
    [InlineData(Precision.Single, 2e-6)]
    [InlineData(Precision.Double, 1e-13)]
    public void Every_part_is_what_the_network_up_to_there_makes(Precision precision, double tolerance)
    {
        string Source(int network, int layers, string arguments) => $"""
            using NetGen;
            [Network(Precision = Precision.{precision}{arguments}), {s_networks[network].Input}, {string.Join(", ", s_networks[network].Layers.Take(layers))}]
            public partial class Net{network}To{layers};
            """;
        var compiled = GeneratorDriverHarness.Compile(
            from network in Enumerable.Range(0, s_networks.Length)
            from layers in Enumerable.Range(1, s_networks[network].Layers.Length)
            select Source(network, layers, layers == s_networks[network].Layers.Length ? ", Trace = true" : string.Empty));
        Random random = new(1);
        for (int network = 0; network < s_networks.Length; network++)
        {
            string[] layers = s_networks[network].Layers;
            CompiledNetwork whole = CompiledNetwork.Create(compiled.GetType($"Net{network}To{layers.Length}", throwOnError: true)!);
            double[] parameters = whole.Parameters = [.. Enumerable.Range(0, whole.ParameterCount).Select(_ => random.NextDouble() - 0.5)];
            double[] buffers = whole.Buffers = [.. whole.Buffers.Select(_ => random.NextDouble() + 0.5)];
            double[] input = [.. Enumerable.Range(0, whole.InputSize).Select(_ => (2 * random.NextDouble()) - 1)];
            double[] trace = whole.Trace(input);
            int start = 0;
            for (int layer = 0; layer < layers.Length; layer++)
            {
                CompiledNetwork part = CompiledNetwork.Create(compiled.GetType($"Net{network}To{layer + 1}", throwOnError: true)!);
                part.Parameters = parameters[..part.ParameterCount];
                part.Buffers = buffers[..part.Buffers.Length];
                double[] expected = part.Forward(input), got = trace[start..(start + expected.Length)];
                double error = got.Zip(expected, (left, right) => Math.Abs(left - right)).Max() / expected.Max(Math.Abs);
                Assert.True(error <= tolerance, $"{layers[layer]} of network {network}: {error:0.0e+0}");
                Assert.Equal(expected.Length, whole.LayerSizes[layer]);
                start += expected.Length;
            }

            Assert.Equal(trace.Length, start);
        }
    }

    [Fact]
    public void Lengths_are_checked()
    {
        CompiledNetwork network = CompiledNetwork.Create(GeneratorDriverHarness.Compile(
        [
            "using NetGen; [Network(Trace = true), Input(3), Dense(4), Relu, Dense(2)] public partial class Net;",
        ]).GetType("Net", throwOnError: true)!);
        Assert.Equal(10, network.Trace([1, 2, 3]).Length);
        ArgumentException input = Assert.Throws<ArgumentException>("input", () => network.Trace([1, 2, 3, 4]));
        Assert.StartsWith("Expected 3 numbers (1 samples of 3), got 4.", input.Message, StringComparison.Ordinal);
        ArgumentException activations = Assert.Throws<ArgumentException>("activations", () => network.Trace([1, 2, 3], room: 9));
        Assert.StartsWith("Expected 10 numbers (1 samples of 10), got 9.", activations.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_it_there_is_none()
    {
        Type network = GeneratorDriverHarness.Compile(["using NetGen; [Network, Input(3), Dense(4)] public partial class Net;"]).GetType("Net", throwOnError: true)!;
        Assert.False(typeof(ITracedNetwork<float>).IsAssignableFrom(network));
        Assert.Null(network.GetMethod("Trace"));
    }

    [Fact]
    public void A_network_with_an_error_has_one_that_throws()
    {
        Type network = GeneratorDriverHarness.Compile(
        [
            """
            using NetGen;
            [Network(Trace = true), Input(3, 3, 1), Conv2D(4, 5)] public partial class Net;
            public static class User { public static void Look(Net net, Span<float> activations) => net.Trace(default, activations); }
            """,
        ]).GetType("Net", throwOnError: true)!;
        ITracedNetwork<float> traced = (ITracedNetwork<float>)RuntimeHelpers.GetUninitializedObject(network);
        Assert.Contains("NETGEN201", Assert.Throws<InvalidOperationException>(() => traced.Trace(new float[9], new float[4])).Message, StringComparison.Ordinal);
    }
}
