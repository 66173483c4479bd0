using System.Reflection;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>A layer may be called whatever the generated code calls something of its own.</summary>
public sealed class LayerNameTests
{
    // Names of locals, parameters, methods and types in generated code, and words of the language.
    private static readonly (string Dense, string Activation)[] Names =
    [
        ("memory", "packed"), ("total", "sample"), ("Class", "Ref"), ("value", "field"), ("record", "input"), ("target", "output"), ("loss", "weight"), ("weights", "count"),
        ("divisor", "parameters"), ("first", "capacity"), ("i", "o"), ("k", "unit"), ("inputs", "outputs"), ("inputGradients", "sampleWeights"), ("inputGradient", "dense2Gradient"),
        ("Vector", "Unsafe"), ("Math", "VectorMath"), ("Sigmoid", "Softplus"), ("Panels", "Span"), ("dense2", "dense2Weights"), ("total_", "totals"), ("exponential", "start"), ("buffers", "masks"), ("activations", "Trace"),
    ];

    private static readonly Lazy<Assembly> Compiled = new(() => GeneratorDriverHarness.Compile(Names.Prepend(("Plain", "Nonlinear")).Select(names => $$"""
        using NetGen;
        namespace Called_{{names.Item1}};

        [Network(Textbook = true, Trace = true)]
        [Input(3)]
        [Dense(4, Name = "{{names.Item1}}"), Elu(Name = "{{names.Item2}}")]
        [Dense(2), Sigmoid]
        [BinaryCrossEntropy]
        public sealed partial class Net;
        """)));

    public static TheoryData<string> All => [.. Names.Select(names => names.Dense)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_network_computes_the_same_under_any_layer_name(string name)
    {
        double[] inputs = [0.5, -1, 2, 1, 0.25, -0.75], targets = [1, 0, 0.5, 1];
        CompiledNetwork plain = Create("Plain"), named = Create(name);
        named.Parameters = plain.Parameters;
        Assert.Equal(plain.Forward(inputs), named.Forward(inputs));
        Assert.Equal(plain.Trace(inputs[..3]), named.Trace(inputs[..3]));
        Assert.Equal(plain.LossAndGradient(inputs, targets).Parameters, named.LossAndGradient(inputs, targets).Parameters);
        Assert.Equal(plain.TextbookLossAndGradient(inputs, targets).Parameters, named.TextbookLossAndGradient(inputs, targets).Parameters);
        Assert.Equal(plain.TextbookBackward(inputs, targets).Inputs, named.TextbookBackward(inputs, targets).Inputs);
        Assert.Equal(plain.ForwardTraining(inputs), named.ForwardTraining(inputs));
        Gradients expected = plain.Backward(targets), got = named.Backward(targets);
        Assert.Equal(expected.Parameters, got.Parameters);
        Assert.Equal(expected.Inputs, got.Inputs);
    }

    private static CompiledNetwork Create(string name) => CompiledNetwork.Create(Compiled.Value.GetType($"Called_{name}.Net", throwOnError: true)!);
}
