using System.Reflection;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Functions;

/// <summary>Losses that the author writes: against the same losses built in, against finite differences, and vector code against textbook code.</summary>
public sealed class CustomLossTests
{
    private const double Step = 1e-5;

    private static readonly (string Name, string Body, string? BuiltIn)[] s_losses =
    [
        ("Squared", "(y - target) * (y - target)", "MeanSquaredError"),
        ("SquaredByPower", "Math.Pow(y - target, 2)", "MeanSquaredError"),
        ("Absolute", "Math.Abs(y - target)", "MeanAbsoluteError"),
        ("Huber", "Math.Abs(y - target) <= 0.5 ? (y - target) * (y - target) / 2 : 0.5 * (Math.Abs(y - target) - 0.25)", "Huber(0.5)"),
        ("LogCosh", "Math.Log(Math.Cosh(y - target))", "LogCosh"),
        ("Quantile", "y > target ? 0.1 * (y - target) : 0.9 * (target - y)", null),
        ("Charbonnier", "Math.Sqrt((y - target) * (y - target) + 1e-3)", null),
        ("Cauchy", "Math.Log(1 + (y - target) * (y - target))", null),
        ("Poisson", "Math.Exp(y) - target * y", null),
        ("Welsch", "1 - Math.Exp(-(y - target) * (y - target) / 2)", null),
    ];

    private static readonly Lazy<Assembly> s_compiled = new(() => GeneratorDriverHarness.Compile(
        from loss in s_losses
        from reductions in new[] { string.Empty, "Outputs = Reduction.Sum, Batch = Reduction.Sum" }
        from isOwn in new[] { true, false }
        where isOwn || loss.BuiltIn is not null
        let attribute = isOwn ? "CustomLoss(nameof(L))" : loss.BuiltIn!.Contains('(', StringComparison.Ordinal) ? loss.BuiltIn : loss.BuiltIn + "()"
        select $$"""
            using NetGen;
            namespace {{(isOwn ? "Own" : "BuiltIn")}};

            [Network(Precision = Precision.Double, Textbook = true), Input(4), Dense(6), Tanh, Dense(3)]
            [{{(reductions.Length == 0 ? attribute : attribute.Replace("()", "(" + reductions + ")", StringComparison.Ordinal).Replace("(nameof(L))", "(nameof(L), " + reductions + ")", StringComparison.Ordinal).Replace("(0.5)", "(0.5, " + reductions + ")", StringComparison.Ordinal))}}]
            public partial class {{loss.Name}}{{(reductions.Length == 0 ? "Mean" : "Sum")}}
            {
                private static double L(double y, double target) => {{loss.Body}};
            }
            """));

    private static readonly Lazy<Assembly> s_logCosh = new(() => GeneratorDriverHarness.Compile(
        from precision in new[] { Precision.Single, Precision.Double }
        let number = precision == Precision.Single ? "float" : "double"
        select $$"""
            using NetGen;
            [Network(Precision = Precision.{{precision}}), Input(1), Dense(1), CustomLoss(nameof(L))]
            public partial class Own{{precision}}
            {
                private static {{number}} L({{number}} y, {{number}} target) => {{number}}.Log({{number}}.Cosh(y - target));
            }

            [Network(Precision = Precision.{{precision}}), Input(1), Dense(1), LogCosh]
            public partial class BuiltIn{{precision}};
            """));

    public static TheoryData<string> Names => [.. from loss in s_losses from reduction in new[] { "Mean", "Sum" } select loss.Name + reduction];

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_and_gradient_are_those_of_the_method(string name)
    {
        (CompiledNetwork network, double[] inputs, double[] targets) = Create("Own." + name);
        LossGradient step = network.LossAndGradient(inputs, targets), textbook = network.TextbookLossAndGradient(inputs, targets);
        double scale = step.Parameters.Max(Math.Abs);
        Assert.Equal(step.Loss, network.Loss(inputs, targets), 1e-12 * Math.Abs(step.Loss));
        Assert.Equal(step.Loss, textbook.Loss, 1e-12 * Math.Abs(step.Loss));
        Assert.Equal(textbook.Parameters, step.Parameters, (a, b) => Math.Abs(a - b) <= 1e-12 * scale);
        double[] start = network.Parameters;
        for (int index = 0; index < start.Length; index++)
        {
            network.SetParameter(index, start[index] + Step);
            double above = network.Loss(inputs, targets);
            network.SetParameter(index, start[index] - Step);
            double below = network.Loss(inputs, targets);
            network.SetParameter(index, start[index]);
            Assert.Equal((above - below) / (2 * Step), step.Parameters[index], 1e-6 * scale);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_that_is_built_in_is_the_same_written_out(string name)
    {
        if (s_compiled.Value.GetType("BuiltIn." + name) is null)
            return;
        (CompiledNetwork own, double[] inputs, double[] targets) = Create("Own." + name);
        (CompiledNetwork builtIn, _, _) = Create("BuiltIn." + name);
        LossGradient a = own.LossAndGradient(inputs, targets), b = builtIn.LossAndGradient(inputs, targets);
        Assert.Equal(b.Loss, a.Loss, 1e-13 * b.Loss);
        Assert.Equal(b.Parameters, a.Parameters, (x, y) => Math.Abs(x - y) <= 1e-13 * b.Parameters.Max(Math.Abs));
    }

    [Theory]
    [InlineData("OwnSingle", 1e-6)]
    [InlineData("OwnDouble", 1e-15)]
    [InlineData("BuiltInSingle", 1e-6)]
    [InlineData("BuiltInDouble", 1e-15)]
    public void Log_cosh_of_a_thousand_is_a_thousand_less_the_logarithm_of_two(string name, double tolerance)
    {
        CompiledNetwork network = CompiledNetwork.Create(s_logCosh.Value.GetType(name, throwOnError: true)!);
        network.Parameters = [1, 0];
        LossGradient step = network.LossAndGradient([1000], [0]);
        Assert.Equal(999.30685281944, network.Loss([1000], [0]), 1000 * tolerance);
        Assert.Equal(999.30685281944, step.Loss, 1000 * tolerance);
        Assert.Equal([1000, 1], step.Parameters);
        Assert.Equal([-1000, -1], network.LossAndGradient([1000], [2000]).Parameters);
    }

    private static (CompiledNetwork Network, double[] Inputs, double[] Targets) Create(string name)
    {
        const int samples = 21;
        CompiledNetwork network = CompiledNetwork.Create(s_compiled.Value.GetType(name, throwOnError: true)!);
        network.Parameters = [.. Enumerable.Range(0, network.ParameterCount).Select(index => (((index * 37) % 101) - 50) / 64.0)];
        return (network,
            [.. Enumerable.Range(0, samples * network.InputSize).Select(index => (((index * 29) % 97) - 48) / 32.0)],
            [.. Enumerable.Range(0, samples * network.TargetSize).Select(index => (((index * 13) % 31) - 15) / 16.0)]);
    }
}
