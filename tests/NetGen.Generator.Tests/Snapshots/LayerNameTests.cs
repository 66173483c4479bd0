using System.Reflection;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>A layer may be called whatever the generated code calls something of its own.</summary>
public sealed class LayerNameTests
{
    // Names of locals, parameters, methods and types in generated code, and words of the language.
    private static readonly string[] Names =
    [
        "memory", "packed", "total", "sample", "samples", "class", "ref", "value", "field", "record", "input", "inputs", "target", "targets", "output", "outputs", "loss",
        "weight", "weights", "count", "divisor", "parameters", "first", "capacity", "batch", "i", "o", "k", "unit", "start", "store", "sum", "gradients", "inputGradient",
        "parameterGradients", "inputGradients", "sampleWeights", "Math", "MathF", "Vector", "Sigmoid", "Softplus", "VectorMath", "Unsafe", "Panels", "Facts", "dense", "dense1",
        "Dense_1", "relu1", "scratch", "piece", "pieces", "accumulate", "row", "end", "source", "Span", "Run", "Begin", "Losses", "Seeds", "WeightOf", "exponential", "product",
    ];

    private static readonly Lazy<Assembly> Compiled = new(() => GeneratorDriverHarness.Compile(Names.Prepend("Plain").Select(name => $$"""
        using NetGen;
        namespace Called_{{name}};

        [Network(Textbook = true)]
        [Input(3)]
        [Dense(4, Name = "{{name}}"), Elu]
        [Dense(2), Sigmoid]
        [BinaryCrossEntropy]
        public sealed partial class Net;
        """)));

    public static TheoryData<string> All => [.. Names];

    [Theory]
    [MemberData(nameof(All))]
    public void A_network_computes_the_same_under_any_layer_name(string name)
    {
        double[] inputs = [0.5, -1, 2, 1, 0.25, -0.75], targets = [1, 0, 0.5, 1];
        CompiledNetwork plain = Create("Plain"), named = Create(name);
        named.Parameters = plain.Parameters;
        Assert.Equal(plain.Forward(inputs), named.Forward(inputs));
        Assert.Equal(plain.LossAndGradient(inputs, targets).Parameters, named.LossAndGradient(inputs, targets).Parameters);
        Assert.Equal(plain.TextbookLossAndGradient(inputs, targets).Parameters, named.TextbookLossAndGradient(inputs, targets).Parameters);
        Assert.Equal(plain.TextbookBackward(inputs, targets).Inputs, named.TextbookBackward(inputs, targets).Inputs);
    }

    private static CompiledNetwork Create(string name) => CompiledNetwork.Create(Compiled.Value.GetType($"Called_{name}.Net", throwOnError: true)!);
}
