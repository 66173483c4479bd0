using System.Reflection;
using NetGen.Generator.Tests.Harness;
using static NetGen.Generator.Tests.EngineMatrix.SmallNetworks;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Steps one at a time, and several at once, have the bits of the whole sequence: of networks drawn with joins around and behind recurrent layers and causal convolutions.</summary>
public sealed class StreamTests
{
    private static readonly string[] s_skips =
    [
        "[Input(3, 1)] [Gru(2)] [Dense(2)] [Add(\"Gru1\")] [Dense(1)]",
        "[Input(3, 1)] [Lstm(2)] [Dense(2)] [Multiply(\"Lstm1\")] [Dense(1)]",
        "[Input(3, 1)] [SimpleRnn(2)] [Dense(2)] [Average(\"Rnn1\")] [Dense(1)]",
        "[Input(4, 2, Name = \"x\")] [Dense(2), Add(\"x\")] [Gru(5)] [Dense(5), Add(\"Gru1\")] [Dense(2), Tanh] [Dense(2), Maximum(\"Tanh1\")]",
        "[Input(5, 1)] [CausalConv1D(5, 1)]",
        "[Input(5, 3)] [Linear]",
        "[Input(2, 1, Name = \"x\")] [Softplus] [Add(\"x\")]",
        "[Input(3, 9)] [Gru(5)] [Relu] [Dense(5)] [Dense(9)]",
        "[Input(5, 3)] [Dense(7), BatchNorm, Tanh] [LayerNorm]",
    ];

    private static readonly RandomStream[] s_drawn = [.. Enumerable.Range(0, FullRun.IsOn ? 400 : 48).Select(seed => new RandomStream(seed))];

    [Fact]
    public void Steps_give_the_bits_of_the_whole_sequence()
    {
        (string Name, string Attributes)[] networks = [.. s_skips.Select((text, index) => ($"Skip{index}", text)), .. s_drawn.Select(stream => (stream.Name, stream.Attributes))];
        Assembly assembly = GeneratorDriverHarness.Compile(
            networks.Select((network, index) => $$"""
                using NetGen;
                [Network(Precision = Precision.{{(index % 2 == 0 ? "Single" : "Double")}})]
                {{network.Attributes}}
                public sealed partial class {{network.Name}};
                """),
            analyzeNullability: false);
        string[] failures = [.. networks.SelectMany(network => Check(CompiledNetwork.Create(assembly.GetType(network.Name, throwOnError: true)!))
            .Select(failure => $"{network.Name}: {failure}{Environment.NewLine}{network.Attributes}"))];
        Assert.True(failures.Length == 0, $"{failures.Length} failures:{Environment.NewLine}{string.Join(Environment.NewLine, failures.Take(10))}");
    }

    [Theory]
    [InlineData("[Input(6, 2)] [Conv1D(3, 2)]")]
    [InlineData("[Input(6, 2)] [Gru(3, Bidirectional = true, ReturnSequence = true)]")]
    [InlineData("[Input(6, 2)] [Gru(6)] [Reshape(3, 2)] [Gru(2)]")]
    [InlineData("[Input(6)] [Dense(2)]")]
    public void What_sees_more_than_the_past_does_not_stream(string layers) => Assert.False(Compile(layers + " [MeanSquaredError]").Double.Streams);

    private static IEnumerable<string> Check(CompiledNetwork network)
    {
        if (!network.Streams)
        {
            yield return "Step is missing";
            yield break;
        }

        network.Parameters = [.. Numbers(4, network.ParameterCount).Select(value => 0.7 * value)];
        double[] inputs = Numbers(1, network.InputSize), whole = network.Forward(inputs);
        if (!whole.SequenceEqual(network.ForwardPrepared(inputs)) || !whole.SequenceEqual(network.ForwardWithWorkspace(inputs)))
            yield return "Forward has other bits prepared or with a workspace";
        foreach (bool prepared in new[] { false, true })
        {
            // A network that hands on its last value only does so at every step.
            if (!whole.SequenceEqual(network.Stream(inputs, prepared)[^whole.Length..]))
                yield return $"Step has other bits, prepared: {prepared}";
            foreach (int[] counts in new int[][] { [1], [2, 1, 3], [100] })
            {
                if (!whole.SequenceEqual(network.StreamTogether(inputs, counts, prepared)[^whole.Length..]))
                    yield return $"Steps has other bits, {string.Join(", ", counts)} at once, prepared: {prepared}";
            }
        }

        double[] all = network.Stream(inputs, prepared: false);
        int steps = StepsOf(network, inputs), width = all.Length / steps, features = inputs.Length / steps;
        if (network.ReceptiveField == 0 || network.ReceptiveField >= steps)
            yield break;
        // What lies further back than the receptive field is not seen any more.
        double[] other = [.. inputs];
        other.AsSpan(0, (steps - network.ReceptiveField) * features).Fill(0.25);
        if (!network.Stream(other, prepared: false)[^width..].SequenceEqual(all[^width..]))
            yield return $"the last step depends on more than {network.ReceptiveField} steps";
    }

    private static int StepsOf(CompiledNetwork network, double[] inputs) => inputs.Length / network.StepInputSize;
}
