using System.Reflection;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Inputs that are indices are checked, wherever they are read: directly, or behind layers that move them and compute nothing.</summary>
public sealed class IndexTests
{
    /// <summary>Networks of samples that begin with three indices below 5.</summary>
    private static readonly string[] s_networks =
    [
        "[Input(3)] [Embedding(5, 2), Flatten] [Dense(1)] [MeanSquaredError]",
        "[Input(3)] [Reshape(3, 1), Embedding(5, 2), Flatten] [Dense(1)] [MeanSquaredError]",
        "[Input(3)] [Linear, Concat(\"Input\"), Embedding(5, 2), Flatten] [Dense(1)] [MeanSquaredError]",
        "[Input(3, Name = \"words\")] [Embedding(5, 2), Flatten(Name = \"seen\")] [Input(4)] [Concat(\"seen\"), Dense(1)] [MeanSquaredError]",
        "[Input(3, Name = \"words\")] [Input(4, Name = \"more\")] [Concat(\"words\", Name = \"all\")] [Embedding(5, 2, From = \"words\"), Flatten] [Concat(\"all\"), Dense(1)] [MeanSquaredError]",
        "[Input(1, 5, 1)] [Crop2D(0, 0, 0, 2), Flatten, Embedding(5, 2), Flatten] [Dense(1)] [MeanSquaredError]",
    ];

    private static readonly Lazy<Assembly> s_compiled = new(() => GeneratorDriverHarness.Compile(s_networks.Select((network, i) => $"using NetGen;\n[Network]\n{network}\npublic sealed partial class N{i};")));

    public static TheoryData<int> Networks => [.. Enumerable.Range(0, s_networks.Length)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void An_input_that_is_no_index_is_refused_by_every_pass(int index)
    {
        CompiledNetwork network = CompiledNetwork.Create(s_compiled.Value.GetType($"N{index}", throwOnError: true)!);
        double[] sample = [.. Enumerable.Repeat(0.5, network.InputSize)];
        new double[] { 0, 4, 2 }.CopyTo(sample, 0);
        double[] valid = [.. sample, .. sample], targets = [1, 2];
        foreach (Action<double[]> pass in new Action<double[]>[]
        {
            inputs => network.Forward(inputs), inputs => network.ForwardPrepared(inputs), inputs => network.ForwardWithWorkspace(inputs),
            inputs => network.ForwardTraining(inputs), inputs => network.Loss(inputs, targets), inputs => network.LossAndGradient(inputs, targets),
        })
        {
            pass(valid);
            foreach (double wrong in new[] { 5, 7, -1, 1.5, double.NaN })
            {
                double[] inputs = [.. valid];
                inputs[network.InputSize + 1] = wrong;
                ArgumentException refused = Assert.Throws<ArgumentException>(() => pass(inputs));
                Assert.Contains($"Expected an index from 0 to 4, got {wrong.ToString(System.Globalization.CultureInfo.InvariantCulture)} at place {network.InputSize + 1}.", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Lengths_of_samples_that_are_no_sequences_are_refused_in_every_pass()
    {
        CompiledNetwork network = CompiledNetwork.Create(s_compiled.Value.GetType("N0", throwOnError: true)!);
        network.Lengths = [1, 1];
        double[] inputs = [0, 1, 2, 3, 4, 0];
        Assert.Contains("neither Lengths nor InitialState", Assert.Throws<ArgumentException>(() => network.ForwardTraining(inputs)).Message, StringComparison.Ordinal);
        Assert.Contains("neither Lengths nor InitialState", Assert.Throws<ArgumentException>(() => network.LossAndGradient(inputs, [1, 2])).Message, StringComparison.Ordinal);
    }
}
