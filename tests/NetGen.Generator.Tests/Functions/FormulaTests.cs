using System.Reflection;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Functions;

/// <summary>Gradients and second derivatives of formulas of several numbers, against finite differences.</summary>
public sealed class FormulaTests
{
    private static readonly string[] s_formulas =
    [
        "Math.Pow(a * a * b - c, 2) / 2",
        "Math.Exp(-(a * a + b * b)) * Math.Cos(c)",
        "a * b * c",
        "Math.Log(1 + Math.Exp(a + b)) - c * a",
        "(a - b) / (1 + c * c)",
        "Math.Sqrt(a * a + b * b + c * c)",
        "a > b ? a * a * c : b * b * c",
        "100 * (b - a * a) * (b - a * a) + (1 - a) * (1 - a) + c",
        "Math.Sin(a * b) + Math.Tanh(b * c) * VectorMath.Sigmoid(a)",
        "Math.Abs(a) * Math.Max(b, c)",
        "Math.Pow(1.5 + a * a, b) + Helper(c, a)",
        "2 * a",
        "Math.Pow(Math.Abs(a), 1.5) * b + c",
    ];

    private static readonly Lazy<Assembly> s_compiled = new(() => GeneratorDriverHarness.Compile([$$"""
        using NetGen;
        public static partial class Formulas
        {
            private static double Helper(double x, double y) => x * x * y;
            [Formula] static double Power(double b, double p) => Math.Pow(b, p);
            [Formula] static double SesquialteralPower(double b) => Math.Pow(b, 1.5);
            {{string.Join("\n", s_formulas.Select((formula, index) => $"[Formula] static double F{index}(double a, double b, double c) => {formula};"))}}
        }
        """]));

    private delegate double GradientOfTwo(double a, double b, Span<double> gradient);

    private delegate void HessianOfTwo(double a, double b, Span<double> hessian);

    private delegate double GradientOfOne(double a, Span<double> gradient);

    private delegate double GradientOf(double a, double b, double c, Span<double> gradient);

    private delegate void HessianOf(double a, double b, double c, Span<double> hessian);

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, s_formulas.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Gradient_and_Hessian_are_those_of_the_formula(int index)
    {
        Type type = s_compiled.Value.GetType("Formulas", throwOnError: true)!;
        GradientOf gradient = type.GetMethod($"F{index}Gradient")!.CreateDelegate<GradientOf>();
        HessianOf hessian = type.GetMethod($"F{index}Hessian")!.CreateDelegate<HessianOf>();
        Func<double, double, double, double> value = type.GetMethod($"F{index}", BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<Func<double, double, double, double>>();
        const double step = 1e-5;
        foreach (double[] at in new double[][] { [0.7, -0.4, 1.2], [-1.1, 0.3, 0.5], [0.2, 0.9, -0.8] })
        {
            double[] slopes = new double[3], second = new double[9];
            Assert.Equal(value(at[0], at[1], at[2]), gradient(at[0], at[1], at[2], slopes), 1e-12);
            hessian(at[0], at[1], at[2], second);
            for (int i = 0; i < 3; i++)
            {
                double[] up = [.. at], down = [.. at];
                up[i] += step;
                down[i] -= step;
                Assert.Equal((value(up[0], up[1], up[2]) - value(down[0], down[1], down[2])) / (2 * step), slopes[i], 1e-6 * Math.Max(1, Math.Abs(slopes[i])));
                double[] above = new double[3], below = new double[3];
                gradient(up[0], up[1], up[2], above);
                gradient(down[0], down[1], down[2], below);
                for (int k = 0; k < 3; k++)
                {
                    Assert.Equal((above[k] - below[k]) / (2 * step), second[(i * 3) + k], 1e-5 * Math.Max(1, Math.Abs(second[(i * 3) + k])));
                    Assert.Equal(second[(k * 3) + i], second[(i * 3) + k]);
                }
            }
        }
    }

    [Theory]
    [InlineData(2.5, 0, 0, 0)]
    [InlineData(3.25, 0, 0, 0)]
    [InlineData(1, 0, 1, 0)]
    [InlineData(0, 1, 0, 0)]
    public void A_power_of_zero_has_the_derivative_zero_by_its_exponent(double exponent, double value, double byBase, double byExponent)
    {
        Type type = s_compiled.Value.GetType("Formulas", throwOnError: true)!;
        double[] slopes = new double[2], second = new double[4];
        Assert.Equal(value, type.GetMethod("PowerGradient")!.CreateDelegate<GradientOfTwo>()(0, exponent, slopes));
        Assert.Equal([byBase, byExponent], slopes);
        type.GetMethod("PowerHessian")!.CreateDelegate<HessianOfTwo>()(0, exponent, second);
        if (exponent > 2)
            Assert.Equal([0, 0, 0, 0], second);
        else
            Assert.Equal(0, second[3]);
    }

    [Fact]
    public void A_power_of_one_and_a_half_has_the_slope_zero_at_zero()
    {
        double[] slope = new double[1];
        Assert.Equal(0, s_compiled.Value.GetType("Formulas", throwOnError: true)!.GetMethod("SesquialteralPowerGradient")!.CreateDelegate<GradientOfOne>()(0, slope));
        Assert.Equal([0], slope);
    }

    [Fact]
    public void A_span_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() =>
        s_compiled.Value.GetType("Formulas")!.GetMethod("F0Hessian")!.CreateDelegate<HessianOf>()(1, 2, 3, new double[8]));

    [Fact]
    public void A_formula_gives_a_file_like_this() => Snapshot.Match(
        GeneratorDriverHarness.Run("""
            using NetGen;
            namespace Course;
            public static partial class Formulas
            {
                [Formula]
                public static double J(double x1, double x2, [Target] double y) => 0.5 * Math.Pow(x1 * x1 * x2 - y, 2);
            }
            """).Sources.Single().SourceText.ToString(),
        "Squares");

    [Theory]
    [InlineData("public static partial class Own { [Formula] static float F(float @in, float gradient, float hessian) => @in * gradient * hessian; }")]
    [InlineData("public partial struct Own<T> { [Formula] static double F(double x) => x * x; public int Math; public int VectorMath; public static void G(double[] g) => FGradient(1, g); }")]
    [InlineData("public partial class Own { [Formula] static double F(double x) => x * x; [Formula] static double G(double x, double y) => F(x) * Math.Sin(y); }")]
    [InlineData("[Network, Input(2), Dense(1)] public partial class Own { [Formula] static double F(double x) => Math.Exp(x); }")]
    [InlineData("public partial record Own { partial class Inner { [Formula] static double F(double x) => 3; } }")]
    public void A_formula_may_stand_in_any_partial_class(string type) => AnalyzerHarness.IsSilent("using System;\nusing NetGen;\n" + type);

    [Theory]
    [InlineData("NETGEN125", "public static class Own { [Formula] static double {|F|}(double x) => x; }", "'Own' must be partial, because the generator writes the derivatives of the formula 'F' into it")]
    [InlineData("NETGEN125", "public class Outer { public static partial class Own { [Formula] static double {|F|}(double x) => x; } }", "'Outer' must be partial, because the generator writes the derivatives of the formula 'F' into it")]
    [InlineData("NETGEN125", "file static partial class Own { [Formula] static double {|F|}(double x) => x; }", "'Own' must be visible outside its file, because the generator writes the derivatives of the formula 'F' into it")]
    [InlineData("NETGEN126", "public static partial class Own { [Formula] static double {|F|}(double x) => x; static int FHessian; }", "The generated member 'FHessian', a derivative of the formula 'F', clashes with one that 'Own' declares")]
    [InlineData("NETGEN121", "public partial class Own { [Formula] double {|F|}(double x) => x; }", "'F', the function of Formula, must be static and take doubles and return double")]
    [InlineData("NETGEN121", "public partial class Own { [Formula] static double {|F|}(float x) => x; }", "'F', the function of Formula, must take doubles and return double")]
    [InlineData("NETGEN121", "public partial class Own { [Formula] static int {|F|}(int x) => x; }", "'F', the function of Formula, must take doubles and return double")]
    [InlineData("NETGEN121", "public partial class Own { [Formula] static double {|F|}([Target] double x) => x; }", "'F', the function of Formula, must take doubles and return double")]
    [InlineData("NETGEN122", "public static partial class Own { [Formula] static double F(double x) => x + {|Math.Floor(x)|}; static void G(double[] g) => FGradient(1, g); }", "'Math.Floor(x)' in 'F' cannot be differentiated: 'Math.Floor' has no derivative here")]
    public void What_is_wrong_with_a_formula_is_one_message(string id, string type, string message) => AnalyzerHarness.Reports(id, "using System;\nusing NetGen;\n" + type, message);
}
