using System.Reflection;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.Functions;

/// <summary>Formulas of textbooks at points where they overflow as they are written, against values of 60 digits.</summary>
public sealed class StableFormTests
{
    private static readonly Lazy<Assembly> s_compiled = new(() => GeneratorDriverHarness.Compile(
    [
        .. from precision in new[] { Precision.Single, Precision.Double }
           from function in ReferenceFunction.Overflowing
           select $$"""
               using NetGen;
               namespace {{precision}};

               [Network(Precision = Precision.{{precision}})]
               [Input({{function.Points.Length}})]
               [Activation("F")]
               public sealed partial class {{function.Name}}
               {
                   {{function.SourceIn(precision)}}
               }
               """,
        $$"""
        using NetGen;
        public static partial class Formulas
        {
            {{string.Join("\n", ReferenceFunction.Overflowing.Select(function => "[Formula] " + function.SourceIn(Precision.Double).Replace(" F(", $" {function.Name}(", StringComparison.Ordinal)))}}
        }
        """,
    ],
    analyzeNullability: false));

    private delegate double GradientOf(double x, Span<double> gradient);

    private delegate void HessianOf(double x, Span<double> hessian);

    [Theory]
    [InlineData(Precision.Single, 2e-6)]
    [InlineData(Precision.Double, 1e-13)]
    public void Values_and_slopes_are_right_where_the_formula_overflows(Precision precision, double tolerance)
    {
        List<string> failures = [];
        foreach (ReferenceFunction function in ReferenceFunction.Overflowing)
        {
            CompiledNetwork network = CompiledNetwork.Create(s_compiled.Value.GetType($"{precision}.{function.Name}", throwOnError: true)!);
            Compare(failures, $"{function.Name}, value", tolerance, function, network.Forward(function.Points), function.Values);
            network.ForwardTraining(function.Points);
            Compare(failures, $"{function.Name}, slope", tolerance, function, network.Backward([.. function.Points.Select(_ => 1.0)]).Inputs, function.Slopes);
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    [Fact]
    public void Second_derivatives_are_right_where_the_formula_overflows()
    {
        List<string> failures = [];
        Type formulas = s_compiled.Value.GetType("Formulas", throwOnError: true)!;
        foreach (ReferenceFunction function in ReferenceFunction.Overflowing)
        {
            GradientOf gradient = formulas.GetMethod(function.Name + "Gradient")!.CreateDelegate<GradientOf>();
            HessianOf hessian = formulas.GetMethod(function.Name + "Hessian")!.CreateDelegate<HessianOf>();
            double[] values = new double[function.Points.Length], slopes = new double[values.Length], curvatures = new double[values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = gradient(function.Points[i], slopes.AsSpan(i, 1));
                hessian(function.Points[i], curvatures.AsSpan(i, 1));
            }

            Compare(failures, $"{function.Name}, value", 1e-13, function, values, function.Values);
            Compare(failures, $"{function.Name}, slope", 1e-13, function, slopes, function.Slopes);
            Compare(failures, $"{function.Name}, curvature", 1e-12, function, curvatures, function.Curvatures);
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    private static void Compare(List<string> failures, string what, double tolerance, ReferenceFunction function, double[] got, double[] expected)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(got[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]))))
                failures.Add(FormattableString.Invariant($"{what} at {function.Points[i]}: {got[i]:R} instead of {expected[i]:R}"));
        }
    }
}
