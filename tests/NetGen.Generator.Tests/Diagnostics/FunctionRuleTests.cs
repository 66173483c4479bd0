namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN120 to 122: methods of the author's that cannot be read, each at the expression that stops it.</summary>
public sealed class FunctionRuleTests
{
    [Fact]
    public void A_method_that_is_not_there_is_reported_at_the_argument() => AnalyzerHarness.Reports("NETGEN120", """
        using NetGen;
        [Network, Input(4)]
        [Dense(2), Activation({|"Swosh"|})]
        public partial class Net
        {
            static float Swish(float x) => x;
        }
        """, "Activation: 'Swosh' is no method that 'Net' declares");

    [Fact]
    public void What_is_no_method_is_reported_at_the_argument() => AnalyzerHarness.Reports("NETGEN120", """
        using NetGen;
        [Network, Input(4)]
        [Dense(2), CustomLoss({|nameof(Scale)|})]
        public partial class Net
        {
            const float Scale = 2;
        }
        """, "CustomLoss: 'Scale' is no method that 'Net' declares");

    [Fact]
    public void A_name_that_the_compiler_does_not_know_is_its_to_report() => Assert.Equal("CS0103", Assert.Single(AnalyzerHarness.Everything("""
        using NetGen;
        [Network, Input(4)]
        [Dense(2), Activation(nameof(Swosh))]
        public partial class Net
        {
            static float Swish(float x) => x;
        }
        """)).Id);

    [Fact]
    public void A_method_that_the_compiler_rejects_is_its_to_report() => Assert.Equal("CS0103", Assert.Single(AnalyzerHarness.Everything("""
        using NetGen;
        [Network, Input(4)]
        [Dense(2), Activation(nameof(Swish))]
        public partial class Net
        {
            static float Swish(float x) => x * y;
        }
        """)).Id);

    [Theory]
    [InlineData("float {|F|}(float x) => x;", "must be static and take one float and return float")]
    [InlineData("static double {|F|}(double x) => x;", "must take one float and return float")]
    [InlineData("static float {|F|}(float x, float y) => x;", "must take one float and return float")]
    [InlineData("static float {|F|}() => 1;", "must take one float and return float")]
    [InlineData("static float {|F|}(ref float x) => x;", "must take one float and return float")]
    [InlineData("static float {|F|}<T>(float x) => x;", "must take one float and return float")]
    [InlineData("static float {|F|}([Parameter] float x) => x;", "must take one float and return float")]
    public void A_method_that_cannot_be_an_activation_is_reported_at_its_name(string method, string message) =>
        AnalyzerHarness.Reports("NETGEN121", Activation(method), $"'F', the function of Activation, {message}");

    [Theory]
    [InlineData("static float {|F|}(float x) => x;", "must take two floats, an output and its target, and return float")]
    [InlineData("static float {|F|}(float y, float target, [Parameter] float scale) => y;", "has no layer to train 'scale' with: only the method of an [Activation] has trained scalars")]
    public void A_method_that_cannot_be_a_loss_is_reported_at_its_name(string method, string message) =>
        AnalyzerHarness.Reports("NETGEN121", $$"""
            using NetGen;
            [Network, Input(4), Dense(2), CustomLoss("F")]
            public partial class Net
            {
                {{method}}
            }
            """, $"'F', the function of CustomLoss, {message}");

    [Theory]
    [InlineData("static float F(float x) => x + {|MathF.Floor(x)|};", "MathF.Floor(x)", "'MathF.Floor' has no derivative here")]
    [InlineData("static float F(float x) => x * {|Other.G(x)|};", "Other.G(x)", "a call of something other than a static method of the class or a function of mathematics")]
    [InlineData("static float F(float x) => (float)(x * {|2.0|} + x);", null, null)]
    [InlineData("static float F(float x) => {|x % 2|};", "x % 2", "an operator without a derivative")]
    [InlineData("static float F(float x) { {|for (int i = 0; i < 3; i++) x *= x;|} return x; }", "for (int i = 0; i < 3; i++) x *= x;", "a loop")]
    [InlineData("static float F(float x) { {|System.Console.WriteLine();|} return x; }", "System.Console.WriteLine();", "a statement that computes nothing of the result")]
    [InlineData("static float s_scale = 2; static float F(float x) => {|s_scale|} * x;", "s_scale", "a field that is no constant; write const")]
    [InlineData("static float Scale => 2; static float F(float x) => {|Scale|} * x;", "Scale", "a property; a constant or a static method can be read")]
    [InlineData("static float F(float x) => x > 0 ? x : {|F(x + 1)|};", "F(x + 1)", "'F' calls itself")]
    [InlineData("static float F(float x) => {|(int)x|} * 0.5f;", "(int)x", "it is computed in int, and everything here in float")]
    [InlineData("static float F(float x) => {|new float[] { x }[0]|};", "new float[] { x }[0]", "an expression of this kind")]
    [InlineData("static float F(float x) => G(x); static float G(float z) => z * {|MathF.Round(z)|};", "MathF.Round(z)", "'MathF.Round' has no derivative here")]
    [InlineData("static float F(float x) { int n = 1; float half = {|n / 2|}; return half * x; }", "n / 2", "it is computed in int, and everything here in float")]
    [InlineData("static float F(float x) => {|BufferSize|} + x;", "BufferSize", "a member that the generator writes")]
    public void What_has_no_derivative_is_reported_where_it_stands(string method, string? text, string? reason)
    {
        if (text is null)
        {
            // Arithmetic in double within a network of float rounds otherwise than the network would.
            AnalyzerHarness.Reports("NETGEN122", Activation("static float F(float x) => (float)({|x * 2.0 + x|});"), "'x * 2.0 + x' in 'F' cannot be differentiated: it is computed in double, and everything here in float");
            return;
        }

        string owner = method.Contains("G(float z)", StringComparison.Ordinal) ? "G" : "F";
        AnalyzerHarness.Reports("NETGEN122", Activation(method), $"'{text}' in '{owner}' cannot be differentiated: {reason}");
    }

    [Fact]
    public void A_formula_that_doubles_with_every_line_is_refused_before_it_is_long() => AnalyzerHarness.Reports("NETGEN122", Activation(
        $"static float F(float x) {{ {string.Concat(Enumerable.Repeat("x = x * x + 1; ", 7))} x = {{|x * x|}} + 1; {string.Concat(Enumerable.Repeat("x = x * x + 1; ", 60))} return x; }}"),
        "'x * x' in 'F' cannot be differentiated: its formula is longer than 600 operations, locals put in their places");

    [Fact]
    public void Two_layers_of_one_method_make_one_mistake() => AnalyzerHarness.Reports("NETGEN122", """
        using System;
        using NetGen;
        [Network, Input(4), Dense(3), Activation("F"), Dense(3), Activation("F"), Dense(2)]
        public partial class Net
        {
            static float F(float x) => {|MathF.Ceiling(x)|};
        }
        """, "'MathF.Ceiling(x)' in 'F' cannot be differentiated: 'MathF.Ceiling' has no derivative here");

    [Theory]
    [InlineData("static float F(float x) { if (x > 0) return x; }")]
    [InlineData("static float F(float x) => ")]
    [InlineData("static float F(float x) => x switch { }; ")]
    [InlineData("static float F(float x) { return }")]
    [InlineData("static extern float F(float x);")]
    [InlineData("static partial float F(float x);")]
    [InlineData("static float F(float x) => F(;")]
    [InlineData("static float F(float x, [Parameter(")]
    [InlineData("static float F(float x, [Parameter(\"a\")] float y) => x * y;")]
    [InlineData("static float F(float x) { float y; return y; }")]
    [InlineData("static float F(float x) { goto A; A: return x; }")]
    [InlineData("static float F(float x) => x is var y ? y : x;")]
    public void Half_written_methods_crash_nothing(string method) => AnalyzerHarness.Survives(Activation(method));

    private static string Activation(string method) => $$"""
        using System;
        using NetGen;
        public static class Other { public static float G(float x) => x; }
        [Network, Input(4), Dense(2), Activation("F")]
        public partial class Net
        {
            {{method}}
        }
        """;
}
