using System.Reflection;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.Functions;

/// <summary>A hundred methods as a user may write them: value and derivatives of the generated code against PyTorch and finite differences.</summary>
public sealed class ActivationFunctionTests
{
    private const double Step = 1e-5;

    private static readonly Lazy<Assembly> s_compiled = new(() => GeneratorDriverHarness.Compile(
        from precision in new[] { Precision.Single, Precision.Double }
        from function in ReferenceFunction.All
        select $$"""
            using NetGen;
            namespace {{precision}};

            [Network(Precision = Precision.{{precision}}, Textbook = true)]
            [Input({{function.Points.Length}})]
            [Activation("F")]
            public sealed partial class {{function.Name}}
            {
                {{function.SourceIn(precision)}}
            }
            """,
        analyzeNullability: false));

    [Fact]
    public void There_are_a_hundred() => Assert.Equal(100, ReferenceFunction.All.Select(function => function.Name).Distinct().Count());

    [Theory]
    [InlineData(Precision.Single, 1e-5)]
    [InlineData(Precision.Double, 1e-10)]
    public void Values_and_derivatives_agree_with_PyTorch(Precision precision, double tolerance) => ForEach(precision, (function, network, compare) =>
    {
        compare("value", tolerance, network.Forward(function.Points), function.Values);
        compare("value, prepared", tolerance, network.ForwardPrepared(function.Points), function.Values);
        compare("value, textbook", tolerance, network.TextbookForward(function.Points), function.Values);

        network.ForwardTraining(function.Points);
        double[] ones = [.. function.Points.Select(_ => 1.0)];
        Gradients gradients = network.Backward(ones);
        compare("derivative", tolerance, gradients.Inputs, function.Slopes);
        compare("derivative, textbook", tolerance, network.TextbookBackward(function.Points, ones).Inputs, function.Slopes);
        for (int scalar = 0; scalar < network.ParameterCount; scalar++)
            compare($"derivative of scalar {scalar}", tolerance, [gradients.Parameters[scalar]], [function.Partials.Sum(partials => partials[scalar])]);
    });

    [Fact]
    public void Derivatives_agree_with_finite_differences() => ForEach(Precision.Double, (function, network, compare) =>
    {
        double[] above = network.Forward([.. function.Points.Select(x => x + Step)]), below = network.Forward([.. function.Points.Select(x => x - Step)]);
        network.ForwardTraining(function.Points);
        double[] ones = [.. function.Points.Select(_ => 1.0)];
        Gradients gradients = network.Backward(ones);
        compare("derivative", 1e-6, gradients.Inputs, [.. above.Zip(below, (a, b) => (a - b) / (2 * Step))]);

        for (int scalar = 0; scalar < network.ParameterCount; scalar++)
        {
            double start = network.Parameters[scalar];
            network.SetParameter(scalar, start + Step);
            double upper = network.Forward(function.Points).Sum();
            network.SetParameter(scalar, start - Step);
            double lower = network.Forward(function.Points).Sum();
            network.SetParameter(scalar, start);
            compare($"derivative of scalar {scalar}", 1e-6, [gradients.Parameters[scalar]], [(upper - lower) / (2 * Step)]);
        }
    });

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void A_trained_exponent_gets_no_gradient_where_its_base_is_zero(Precision precision)
    {
        Assembly compiled = GeneratorDriverHarness.Compile([$$"""
            using NetGen;
            [Network(Precision = Precision.{{precision}}), Input(3), Activation(nameof(F))]
            public sealed partial class Rectified
            {
                private static number F(number x, [Parameter(1.5)] number p) => number.Pow(number.Max(x, 0), p);
            }
            """.Replace("number", precision == Precision.Single ? "float" : "double", StringComparison.Ordinal)]);
        CompiledNetwork network = CompiledNetwork.Create(compiled.GetType("Rectified", throwOnError: true)!);
        network.ForwardTraining([-1, 0, 4]);
        Gradients gradients = network.Backward([1, 1, 1]);
        Assert.Equal([0, 0, 3], gradients.Inputs, (expected, got) => Math.Abs(expected - got) < 1e-6);
        Assert.Equal(8 * Math.Log(4), Assert.Single(gradients.Parameters), 1e-5);
    }

    /// <summary>Calls <paramref name="check"/> for every method and fails with all that it finds.</summary>
    private static void ForEach(Precision precision, Action<ReferenceFunction, CompiledNetwork, Action<string, double, double[], double[]>> check)
    {
        List<string> failures = [];
        foreach (ReferenceFunction function in ReferenceFunction.All)
        {
            CompiledNetwork network = CompiledNetwork.Create(s_compiled.Value.GetType($"{precision}.{function.Name}", throwOnError: true)!);
            check(function, network, (what, tolerance, got, expected) =>
            {
                double scale = Math.Max(precision == Precision.Double ? 1e-12 : 1e-7, expected.Max(Math.Abs));
                double error = got.Zip(expected, (a, b) => Math.Abs(a - b) / scale).Aggregate(0.0, Math.Max);
                if (!(error <= tolerance))
                    failures.Add(FormattableString.Invariant($"{function.Name}, {what}: relative error {error:0.0e+0} instead of {tolerance:0.0e+0}"));
            });
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }
}
