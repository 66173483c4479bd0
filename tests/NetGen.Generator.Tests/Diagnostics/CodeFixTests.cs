namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>What each fix makes of a source, to the character.</summary>
public class CodeFixTests
{
    [Theory]
    [InlineData("[Dense(10), Softmax]", "[Flatten]\n    [Dense(10), Softmax]")]
    [InlineData("[Relu, Dense(10), Softmax]", "[Relu, Flatten, Dense(10), Softmax]")]
    [InlineData("[Relu] [Dense(10)] // ten classes", "[Relu] [Flatten] [Dense(10)] // ten classes")]
    [InlineData("// Ten classes.\n    [Dense(10)]", "// Ten classes.\n    [Flatten]\n    [Dense(10)]")]
    public Task Flatten_is_inserted_before_a_layer_that_takes_a_vector(string layers, string result) => AnalyzerHarness.Fixes(
        Nested(layers), Nested(result), "Insert [Flatten] before it");

    [Fact]
    public Task Line_breaks_stay_as_they_are() => AnalyzerHarness.Fixes(
        Nested("[Dense(10)]").Replace("\n", "\r\n"), Nested("[Flatten]\n    [Dense(10)]").Replace("\n", "\r\n"), "Insert [Flatten] before it");

    [Theory]
    [InlineData("[Flatten, Flatten, Dense(10)]", "[Flatten, Dense(10)]")]
    [InlineData("[Flatten]\n    [Flatten]\n    [Dense(10)]", "[Flatten]\n    [Dense(10)]")]
    [InlineData("[Flatten]\n    [Flatten] // again\n    [Dense(10)]", "[Flatten]\n    // again\n    [Dense(10)]")]
    [InlineData("[Flatten] [Flatten] [Dense(10)]", "[Flatten] [Dense(10)]")]
    [InlineData("[Flatten]\n    [Flatten, Dense(10)]", "[Flatten]\n    [Dense(10)]")]
    public Task A_useless_flatten_is_removed(string layers, string result) => AnalyzerHarness.Fixes(
        Nested(layers), Nested(result), "Remove [Flatten]");

    [Theory]
    [InlineData("[Flatten, Dense(10)]\n    [CategoricalCrossEntropy]", "[Flatten, Dense(10), Softmax]\n    [CategoricalCrossEntropy]", "Add Softmax after Dense")]
    [InlineData("[Flatten, Dense(1), BinaryCrossEntropy]", "[Flatten, Dense(1), Sigmoid, BinaryCrossEntropy]", "Add Sigmoid after Dense")]
    [InlineData("[Flatten, Dense(9), LeakyRelu(0.1)]\n    [SparseCategoricalCrossEntropy]", "[Flatten, Dense(9), Softmax]\n    [SparseCategoricalCrossEntropy]", "Replace LeakyRelu by Softmax")]
    public Task The_activation_of_a_loss_is_added_or_takes_the_place_of_another(string layers, string result, string title) =>
        AnalyzerHarness.Fixes(Nested(layers), Nested(result), title);

    [Theory]
    [InlineData("[Network, Input(4), Dense(2)]\n[MeanSquaredError, Huber(0.5)]", "[Network, Input(4), Dense(2)]\n[MeanSquaredError]", "Remove [Huber]")]
    [InlineData("[Network, Input(4), Dense(2, Name = \"\")]", "[Network, Input(4), Dense(2)]", "Remove Name")]
    [InlineData("[Dense(4), Relu]", "[Block]\n[Dense(4), Relu]", "Insert [Block] before it")]
    [InlineData("[Network, Input(4), Relu(Name = \"A\"), Dense(2, Name = \"A\")]", "[Network, Input(4), Relu(Name = \"A\"), Dense(2)]", "Remove Name")]
    [InlineData("[Network(Unroll = Unroll.Full)]\n[Input(784), Dense(128)]", "[Network]\n[Input(784), Dense(128)]", "Remove Unroll")]
    [InlineData("[Input(4)]\n[Dense(2)]", "[Network]\n[Input(4)]\n[Dense(2)]", "Insert [Network] before it")]
    public Task What_is_too_much_goes_and_what_is_missing_comes(string attributes, string result, string title) => AnalyzerHarness.Fixes(
        $"using NetGen;\n{attributes}\npublic partial class Net;\n", $"using NetGen;\n{result}\npublic partial class Net;\n", title);

    [Fact]
    public async Task A_name_is_not_removed_where_the_default_is_taken_as_well() => Assert.Empty(await AnalyzerHarness.Offered(
        "using NetGen;\n[Network, Input(4), Relu(Name = \"Dense2\"), Dense(3, Name = \"A\"), Relu, Dense(2, Name = \"A\")]\npublic partial class Net;\n"));

    [Fact]
    public Task Everything_around_a_network_becomes_partial() => AnalyzerHarness.Fixes(
        """
        using NetGen;
        public static class Outer<T>
        {
            public readonly record struct Middle
            {
                /// <summary>A network.</summary>
                [Network, Input(4), Dense(2)]
                public sealed class Net;
            }
        }
        """,
        """
        using NetGen;
        public static partial class Outer<T>
        {
            public readonly partial record struct Middle
            {
                /// <summary>A network.</summary>
                [Network, Input(4), Dense(2)]
                public sealed partial class Net;
            }
        }
        """,
        "Make it partial");

    private static string Nested(string layers) => $$"""
        using NetGen;
        public static partial class Networks
        {
            [Network]
            [Input(28, 28, 1)]
            {{layers}}
            public sealed partial class Net;
        }
        """;
}
