using System.Reflection;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Losses where a naive formula takes the logarithm of zero, loses a NaN, or misses a kink.</summary>
public sealed class LossTests
{
    private static readonly (string Name, string Layers)[] Networks =
    [
        ("CategoricalFused", "[Input(3)]\n[Softmax]\n[CategoricalCrossEntropy]"),
        ("SparseFused", "[Input(3)]\n[Softmax]\n[SparseCategoricalCrossEntropy]"),
        ("BinaryFused", "[Input(3)]\n[Sigmoid]\n[BinaryCrossEntropy]"),
        ("CategoricalUnfused", "[Input(3)]\n[HardSigmoid]\n[CategoricalCrossEntropy]"),
        ("SparseUnfused", "[Input(3)]\n[HardSigmoid]\n[SparseCategoricalCrossEntropy]"),
        ("BinaryUnfused", "[Input(3)]\n[HardSigmoid]\n[BinaryCrossEntropy]"),
        ("Squared", "[Input(3)]\n[Linear]\n[MeanSquaredError]"),
        ("Absolute", "[Input(3)]\n[Linear]\n[MeanAbsoluteError]"),
        ("Huber", "[Input(3)]\n[Linear]\n[Huber]"),
    ];

    private static readonly Lazy<Assembly> Compiled = new(() => GeneratorDriverHarness.Compile(
        from precision in new[] { Precision.Single, Precision.Double }
        from network in Networks
        select $$"""
            using NetGen;
            namespace {{precision}};

            [Network(Precision = Precision.{{precision}}, Textbook = true)]
            {{network.Layers}}
            public sealed partial class {{network.Name}};
            """));

    public static TheoryData<Precision, string> All()
    {
        TheoryData<Precision, string> data = [];
        foreach ((string name, _) in Networks)
        {
            data.Add(Precision.Single, name);
            data.Add(Precision.Double, name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_NaN_input_makes_the_loss_NaN(Precision precision, string name)
    {
        CompiledNetwork network = Create(precision, name);
        double[] inputs = [0.5, double.NaN, -0.5], targets = network.TargetSize == 1 ? [1] : [0, 1, 0];
        Assert.Equal(double.NaN, network.Loss(inputs, targets));
        Assert.Equal(double.NaN, network.LossAndGradient(inputs, targets).Loss);
        Assert.Equal(double.NaN, network.TextbookLoss(inputs, targets));
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void A_fused_pair_is_exact_where_the_probability_underflows(Precision precision)
    {
        double[] logits = [1000, -1000, 0];
        Check(Create(precision, "CategoricalFused"), logits, [0, 1, 0], 2000, [1, -1, 0]);
        Check(Create(precision, "SparseFused"), logits, [1], 2000, [1, -1, 0]);
        Check(Create(precision, "BinaryFused"), logits, [0, 1, 1], (2000 + Math.Log(2)) / 3, [1 / 3.0, -1 / 3.0, -0.5 / 3]);
    }

    [Theory]
    [InlineData(Precision.Single, "CategoricalUnfused")]
    [InlineData(Precision.Double, "CategoricalUnfused")]
    [InlineData(Precision.Single, "SparseUnfused")]
    [InlineData(Precision.Double, "SparseUnfused")]
    [InlineData(Precision.Single, "BinaryUnfused")]
    [InlineData(Precision.Double, "BinaryUnfused")]
    public void A_loss_without_its_partner_stays_finite_at_probability_zero(Precision precision, string name)
    {
        CompiledNetwork network = Create(precision, name);
        double[] targets = network.TargetSize == 1 ? [1] : [0, 1, 0];
        Assert.True(double.IsFinite(network.Loss([5, -5, 0], targets)));
        LossGradient textbook = network.TextbookLossAndGradient([5, -5, 0], targets);
        Assert.True(double.IsFinite(textbook.Loss));
        Assert.All(textbook.Inputs, gradient => Assert.True(double.IsFinite(gradient)));
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void At_no_error_the_gradient_of_the_absolute_error_is_zero(Precision precision) =>
        Check(Create(precision, "Absolute"), [0.5, 2, -1], [0.5, 1, 1], 1, [0, 1 / 3.0, -1 / 3.0]);

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void Huber_turns_linear_beyond_delta(Precision precision) =>
        Check(Create(precision, "Huber"), [1, -3, 0.5], [0, 0, 0], (0.5 + 2.5 + 0.125) / 3, [1 / 3.0, -1 / 3.0, 0.5 / 3]);

    private static void Check(CompiledNetwork network, double[] inputs, double[] targets, double loss, double[] inputGradient)
    {
        double tolerance = 2e-7 * Math.Max(1, loss);
        Assert.Equal(loss, network.Loss(inputs, targets), tolerance);
        Assert.Equal(loss, network.LossAndGradient(inputs, targets).Loss, tolerance);
        LossGradient textbook = network.TextbookLossAndGradient(inputs, targets);
        Assert.Equal(loss, textbook.Loss, tolerance);
        Assert.All(textbook.Inputs, (gradient, index) => Assert.Equal(inputGradient[index], gradient, 2e-7));
    }

    private static CompiledNetwork Create(Precision precision, string name) =>
        CompiledNetwork.Create(Compiled.Value.GetType($"{precision}.{name}", throwOnError: true)!);
}
