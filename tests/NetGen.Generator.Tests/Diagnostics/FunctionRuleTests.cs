namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN120 to 124: methods of the author's that cannot be read or do not fit, each at the place that is wrong.</summary>
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

    [Theory]
    [InlineData("Activation", "null!")]
    [InlineData("CustomLoss", "null!")]
    public void A_null_in_place_of_a_method_is_reported(string layer, string name) => AnalyzerHarness.Reports("NETGEN120", $$"""
        using NetGen;
        [Network, Input(4)]
        [Dense(2), {{layer}}({|{{name}}|})]
        public partial class Net;
        """, $"{layer}: it names no method, but null; name one as nameof(F)");

    [Theory]
    [InlineData("static float F(float x) { return {|G(x)|}; static float G(float y) => y * y; }", "G(x)", "'G' is a local function; a static method of the class can be read")]
    [InlineData("static float F(float x) => {|G<int>(x)|}; static float G<T>(float y) => y * y;", "G<int>(x)", "'G' is generic; a method of float alone can be read")]
    [InlineData("static float F(float x) => {|G(ref x)|}; static float G(ref float y) => y * y;", "G(ref x)", "'G' takes its parameters by reference")]
    public void A_helper_that_cannot_be_read_is_called_what_it_is(string method, string text, string reason) =>
        AnalyzerHarness.Reports("NETGEN122", Activation(method), $"'{text}' in 'F' cannot be differentiated: {reason}");

    [Theory]
    [InlineData("private static partial float F(float x); private static partial float F(float x) => x * x;")]
    [InlineData("private static partial float F(float x); private static partial float F(float x) { float z = x; return z * G(x); } private static partial float G(float a); private static partial float G(float a) => a;")]
    [InlineData("static float F(float x) => x switch { < 0 => 0, var v => v * v };")]
    [InlineData("static float F(float x) => x switch { var v when v < 0 => 0.1f * v, > 1 and float v => v, _ => x * x };")]
    [InlineData("static float F(float x) => x is var v && v > 0 ? v : 0.1f * x;")]
    public void Partial_methods_and_named_values_are_read(string method) => AnalyzerHarness.IsSilent(Activation(method));

    [Theory]
    [InlineData("Lstm(3)", "Lstm 'Lstm1'")]
    [InlineData("Gru(3)", "Gru 'Gru1'")]
    public void A_recurrent_layer_before_a_physics_loss_is_not_supported_and_the_message_says_why(string layer, string title) => AnalyzerHarness.Reports("NETGEN124", $$"""
        using NetGen;
        [Network, Input(4), Reshape(4, 1), {|{{layer}}|}, Dense(1), PhysicsLoss(nameof(R))]
        public partial class Net
        {
            static float R(float a, float b, float c, float d, float y, [Derivative(0)] float slope) => slope + y;
        }
        """, $"{title} stands before PhysicsLoss, which takes derivatives with respect to the inputs: derivatives are taken through layers of vectors, and not through the steps of a sequence; use dense layers", "PhysicsLoss(nameof(R))");

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
    [InlineData("static float {|F|}(float y, float target, [Parameter] float scale) => y;", "cannot have 'scale' marked [Parameter]")]
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
        $"static float F(float x) {{ {string.Concat(Enumerable.Repeat("x = x * x + 1; ", 5))} x = {{|x * x|}} + 1; {string.Concat(Enumerable.Repeat("x = x * x + 1; ", 60))} return x; }}"),
        "'x * x' in 'F' cannot be differentiated: its formula is longer than 250 operations, locals put in their places");

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

    [Theory]
    [InlineData("float x, float y, float z", "must take 1 input and 1 output, and takes 3 before its derivatives and targets")]
    [InlineData("float x, [Derivative(0)] float dy", "must take 1 input and 1 output, and takes 1 before its derivatives and targets")]
    [InlineData("float x, float y, [Derivative(1)] float dy", "takes 'dy' by input 1, and there is only input 0")]
    [InlineData("float x, float y, [Derivative(0, -1)] float dy", "takes 'dy' by input -1, and there is only input 0")]
    [InlineData("float x, float y, [Derivative(0, Output = 1)] float dy", "takes 'dy' of output 1, and there is only output 0")]
    [InlineData("float x, float y, [Derivative(0, 0, 0)] float dy", "can take first and second derivatives, and 'dy' is one by 3 inputs")]
    [InlineData("float x, float y, [Derivative] float dy", "can take first and second derivatives, and 'dy' is one by 0 inputs")]
    [InlineData("float x, float y, [Parameter] float a", "cannot have 'a' marked [Parameter]")]
    [InlineData("float x, double y", "must take floats: the inputs, the outputs, derivatives and targets, and return float")]
    public void A_residual_that_does_not_fit_is_reported_at_its_name(string parameters, string message)
    {
        string id = message.Contains("marked", StringComparison.Ordinal) || message.Contains("floats", StringComparison.Ordinal) ? "NETGEN121" : "NETGEN123";
        AnalyzerHarness.Reports(id, $$"""
            using NetGen;
            [Network, Input(1), Dense(3), Tanh, Dense(1), PhysicsLoss(nameof(R))]
            public partial class Net
            {
                static float {|R|}({{parameters}}) => x;
            }
            """, $"'R', the function of PhysicsLoss, {message}");
    }

    [Theory]
    [InlineData("Input(1), Input(2, Name = \"b\"), Concat(\"Input1\"), Dense(1), PhysicsLoss(nameof(R))")]
    [InlineData("Input(1), Dense(1, Name = \"a\"), Output(\"a\"), PhysicsLoss(nameof(R))")]
    public void A_residual_of_one_output_of_several_is_reported(string attributes) => AnalyzerHarness.Reports("NETGEN123", $$"""
        using NetGen;
        [Network, {{attributes}}]
        public partial class Net
        {
            static float {|R|}(float x, float y) => x * y;
        }
        """, "'R', the function of PhysicsLoss, is of all that goes into its network and comes out of it: one input and no [Output]");

    [Fact]
    public void A_residual_of_an_image_is_reported() => AnalyzerHarness.Reports("NETGEN123", """
        using NetGen;
        [Network, Input(2, 2, 1), Flatten, Dense(1), PhysicsLoss(nameof(R))]
        public partial class Net
        {
            static float {|R|}(float x) => x;
        }
        """, "'R', the function of PhysicsLoss, takes derivatives with respect to the inputs, which must be a vector and not 2x2x1");

    [Theory]
    [InlineData("Relu", "Relu 'Relu1'", "it has a kink, where slopes jump")]
    [InlineData("LeakyRelu(0.1)", "LeakyRelu 'LeakyRelu1'", "it has a kink, where slopes jump")]
    [InlineData("Elu", "Elu 'Elu1'", "it has a kink, where slopes jump")]
    [InlineData("Step", "Step 'Step1'", "it has a kink, where slopes jump")]
    [InlineData("Softsign", "Softsign 'Softsign1'", "it has a kink, where slopes jump")]
    [InlineData("HardTanh", "HardTanh 'HardTanh1'", "it has a kink, where slopes jump")]
    [InlineData("Activation(nameof(Own))", "Activation 'Activation1'", "it has a kink, where slopes jump")]
    [InlineData("Dropout(0.5)", "Dropout 'Dropout1'", "in training it is another function than in inference")]
    [InlineData("BatchNorm", "BatchNorm 'BatchNorm1'", "in training it is another function than in inference")]
    public void A_layer_with_a_kink_is_reported_before_a_physics_loss(string layer, string title, string reason) => AnalyzerHarness.Reports("NETGEN124", $$"""
        using System;
        using NetGen;
        [Network, Input(1), Dense(3), {|{{layer}}|}, Dense(3), Tanh, Dense(1), PhysicsLoss(nameof(R))]
        public partial class Net
        {
            static float Own(float x) => MathF.Max(x, 0);
            static float R(float x, float y, [Derivative(0, 0)] float curvature) => curvature + y;
        }
        """, $"{title} stands before PhysicsLoss, which takes derivatives with respect to the inputs: {reason}", "PhysicsLoss(nameof(R))");

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
