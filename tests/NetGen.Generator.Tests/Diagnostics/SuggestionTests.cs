namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Fixes that are found by looking at the whole network: names, sequences, heads, functions.</summary>
public class SuggestionTests
{
    [Theory]
    [InlineData("[Dense(4), Relu]\n[Dense(4), Add(\"Relu2\")]", "[Dense(4), Relu]\n[Dense(4), Add(\"Relu1\")]", "Replace \"Relu2\" by \"Relu1\"")]
    [InlineData("[Dense(4, Name = \"body\"), Relu]\n[Dense(4, From = \"boddy\")]\n[Add(\"Relu1\")]", "[Dense(4, Name = \"body\"), Relu]\n[Dense(4, From = \"body\")]\n[Add(\"Relu1\")]", "Set From to \"body\"")]
    [InlineData("[Dense(4), Relu]\n[Dense(4), Average(\"x\", \"relu1\")]", "[Dense(4), Relu]\n[Dense(4), Average(\"x\", \"Relu1\")]", "Replace \"relu1\" by \"Relu1\"")]
    [InlineData("[Dense(4), Relu]\n[Dense(4), Add(names: new[] { \"x\", \"Rleu1\" })]", "[Dense(4), Relu]\n[Dense(4), Add(names: new[] { \"x\", \"Relu1\" })]", "Replace \"Rleu1\" by \"Relu1\"")]
    [InlineData("[Dense(4), Softmax(Name = \"policy\")]\n[Output(\"polcy\"), CategoricalCrossEntropy]", "[Dense(4), Softmax(Name = \"policy\")]\n[Output(\"policy\"), CategoricalCrossEntropy]", "Set name to \"policy\"")]
    public Task The_nearest_name_is_offered(string layers, string result, string title) => AnalyzerHarness.Fixes(Named(layers), Named(result), title);

    [Fact]
    public async Task A_name_that_is_near_none_has_no_fix() => Assert.Empty(await AnalyzerHarness.Offered(Named("[Dense(4), Add(\"encoder\")]")));

    [Theory]
    [InlineData("[Gru(64), Gru(64)]", "[Gru(64, ReturnSequence = true), Gru(64)]", "Set ReturnSequence to true on 'Gru1'")]
    [InlineData("[Lstm(8), Dropout(0.1), Gru(8), SimpleRnn(8)]", "[Lstm(8, ReturnSequence = true), Dropout(0.1), Gru(8, ReturnSequence = true), SimpleRnn(8)]", "Set ReturnSequence to true on 'Lstm1' and 'Gru1'")]
    [InlineData("[Gru(6, Bidirectional = true)]\n[SelfAttention(3), Flatten]", "[Gru(6, Bidirectional = true, ReturnSequence = true)]\n[SelfAttention(3), Flatten]", "Set ReturnSequence to true on 'Gru1'")]
    [InlineData("[Gru(6)]\n[Conv1D(4, 3), Relu, Flatten]", "[Gru(6, ReturnSequence = true)]\n[Conv1D(4, 3), Relu, Flatten]", "Set ReturnSequence to true on 'Gru1'")]
    public Task Whole_sequences_are_returned_where_the_next_layer_takes_them(string layers, string result, string title) =>
        AnalyzerHarness.Fixes(Network("28, 28", layers), Network("28, 28", result), title);

    [Fact]
    public void The_message_says_what_becomes_of_the_steps() => AnalyzerHarness.Reports(
        "NETGEN201", Network("28, 28", "[Gru(64)]\n[{|Gru(64)|}]"),
        "Gru 'Gru2': a recurrent layer takes a sequence (steps, features), not the 64 input made by 'Gru1' (28x28 -> Gru1 64); 'Gru1' returns its last step alone, and with ReturnSequence = true all of them", "Gru(64)");

    [Theory]
    [InlineData("8, 6", "SelfAttention(4)", "SelfAttention(3)", "Set heads to 3")]
    [InlineData("8, 64", "SelfAttention(13)", "SelfAttention(16)", "Set heads to 16")]
    public Task Heads_become_a_divisor(string input, string layer, string result, string title) =>
        AnalyzerHarness.Fixes(Network(input, $"[{layer}, Flatten]"), Network(input, $"[{result}, Flatten]"), title);

    [Theory]
    [InlineData("50", "0.5")]
    [InlineData("12.5", "0.125")]
    public Task A_percentage_of_dropout_becomes_a_rate(string rate, string result) =>
        AnalyzerHarness.Fixes(Network("4", $"[Dropout({rate})]"), Network("4", $"[Dropout({result})]"), $"Set rate to {result}");

    [Theory]
    [InlineData("two words", "twoWords")]
    [InlineData("a-b", "aB")]
    [InlineData("1st", "_1st")]
    [InlineData("class", "Class")]
    public async Task A_name_that_is_no_identifier_is_cleaned_or_removed(string name, string clean)
    {
        IReadOnlyDictionary<string, string> fixes = await AnalyzerHarness.Offered(Network("4", $"[Dense(3, Name = \"{name}\"), Relu]"));
        Assert.Equal([$"Set Name to \"{clean}\"", "Remove Name"], fixes.Keys);
        Assert.Equal(Network("4", $"[Dense(3, Name = \"{clean}\"), Relu]"), fixes.Values.First());
    }

    [Theory]
    [InlineData("[MeanSquaredError]\n[Dense(3), Relu]\n[Dense(1)]", "[Dense(3), Relu]\n[Dense(1)]\n[MeanSquaredError]")]
    [InlineData("[Dense(3), MeanSquaredError, Relu]\n[Dense(1)]", "[Dense(3), Relu]\n[Dense(1), MeanSquaredError]")]
    public Task A_loss_moves_to_the_end(string layers, string result) => AnalyzerHarness.Fixes(
        $"using NetGen;\n[Network, Input(4)]\n{layers}\npublic partial class Net;\n", $"using NetGen;\n[Network, Input(4)]\n{result}\npublic partial class Net;\n", "Move MeanSquaredError to the end");

    [Theory]
    [InlineData("float F(float x) => x * x;", "static float F(float x) => x * x;", "Make it static")]
    [InlineData("private float F(float x) => Scale * x;\n    const float Scale = 2;", "private static float F(float x) => Scale * x;\n    const float Scale = 2;", "Make it static")]
    [InlineData("static float F(float x) => x / (1 + (float)Math.Exp(-x));", "static float F(float x) => x / (1 + MathF.Exp(-x));", "Use MathF.Exp")]
    [InlineData("static float F(float x) => (float)(Math.Pow(x, 2.0)) + (float)System.Math.Sin(x);", "static float F(float x) => MathF.Pow(x, 2.0f) + System.MathF.Sin(x);", "Use MathF")]
    public Task A_function_is_put_right(string method, string result, string title) => AnalyzerHarness.Fixes(Function(method), Function(result), title);

    [Theory]
    [InlineData("float F(float x) => x * _scale;\n    float _scale = 2;")]
    [InlineData("float F(float x) => x * this.Scale;\n    float Scale => 2;")]
    [InlineData("double F(float x) => x;")]
    public async Task A_method_of_the_object_is_not_made_static(string method) => Assert.Empty(await AnalyzerHarness.Offered(Function(method)));

    [Fact]
    public Task A_misspelt_function_is_corrected() => AnalyzerHarness.Fixes(
        Function("static float Swish(float x) => x * x;", "\"Swihs\""), Function("static float Swish(float x) => x * x;", "nameof(Swish)"), "Set function to nameof(Swish)");

    [Fact]
    public Task The_class_of_a_formula_becomes_partial() => AnalyzerHarness.Fixes(
        "using NetGen;\npublic static class Outer { public static class Own { [Formula] static double F(double x) => x * x; } }",
        "using NetGen;\npublic static partial class Outer { public static partial class Own { [Formula] static double F(double x) => x * x; } }", "Make it partial");

    [Fact]
    public Task A_hidden_attribute_is_written_with_its_namespace() => AnalyzerHarness.Fixes(
        Game("Dense(8)"), Game("NetGen.Dense(8)"), "Write NetGen.Dense");

    [Fact]
    public async Task What_is_written_with_its_namespace_is_completed_with_it() => Assert.Contains(
        "[NetGen.Network, NetGen.Input(28, 28, 1), NetGen.Flatten, NetGen.Dense(2)]",
        (await AnalyzerHarness.Offered("[NetGen.Network, NetGen.Input(28, 28, 1), NetGen.Dense(2)]\npublic partial class Net;"))["Insert [Flatten] before it"], StringComparison.Ordinal);

    private static string Named(string layers) => $"using NetGen;\n[Network, Input(4, Name = \"x\")]\n{layers}\npublic partial class Net;\n";

    private static string Network(string input, string layers) => $"using NetGen;\n[Network, Input({input})]\n{layers}\n[Dense(1)]\npublic partial class Net;\n";

    private static string Function(string method, string name = "nameof(F)") =>
        $"using System;\nusing NetGen;\n[Network, Input(4), Dense(3), Activation({name}), Dense(1)]\npublic partial class Net\n{{\n    {method}\n}}\n";

    private static string Game(string dense) => $$"""
        using NetGen;
        namespace Game
        {
            public sealed class DenseAttribute(int walls) : System.Attribute { public int Walls => walls; }

            [Network, Input(4), {{dense}}, Relu]
            public partial class Net;
        }
        """;
}
