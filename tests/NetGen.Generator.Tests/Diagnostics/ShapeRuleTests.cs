namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN2xx: the arithmetic is in the message, and what made the shape is the second location.</summary>
public class ShapeRuleTests
{
    [Fact]
    public void Dense_on_an_image_is_reported_with_the_layer_that_made_it() => AnalyzerHarness.Reports("NETGEN201", """
        using NetGen;
        [Network]
        [Input(28, 28, 1)]
        [Relu]
        [{|Dense(10)|}, Softmax]
        [SparseCategoricalCrossEntropy]
        public partial class Net;
        """, "Dense 'Dense1': a dense layer takes a vector or a sequence, not the 28x28x1 input made by 'Relu1' (28x28x1 -> Relu1 28x28x1)", "Relu");

    [Fact]
    public void A_recurrent_layer_on_a_vector_is_reported_with_the_input() => AnalyzerHarness.Reports("NETGEN201", """
        using NetGen;
        [Network]
        [Input(12)]
        [{|Lstm(10, Name = "Memory")|}, Dense(2)]
        public partial class Net;
        """, "Lstm 'Memory': a recurrent layer takes a sequence (steps, features), not the 12 input made by 'Input' (12)", "Input(12)");

    [Theory]
    [InlineData("SelfAttention(4)", "Attention1", "SelfAttention 'Attention1': 4 heads do not divide the 6 features of the 8x6 input made by 'Input' (8x6)")]
    [InlineData("Embedding(10, 4)", "Embedding1", "Embedding 'Embedding1': an embedding takes a vector of indices, or a sequence with one in each step, not the 8x6 input made by 'Input' (8x6)")]
    public void Layers_on_sequences_say_what_they_take(string layer, string name, string message)
    {
        Assert.Contains($"'{name}'", message, StringComparison.Ordinal);
        AnalyzerHarness.Reports("NETGEN201", $$"""
            using NetGen;
            [Network]
            [Input(8, 6)]
            [{|{{layer}}|}]
            public partial class Net;
            """, message, "Input(8, 6)");
    }

    [Fact]
    public void Flatten_of_a_vector_is_reported() => AnalyzerHarness.Reports("NETGEN202", """
        using NetGen;
        [Network, Input(784)]
        [Dense(10), {|Flatten|}, Softmax]
        public partial class Net;
        """, "Flatten 'Flatten1' has no effect, because its input is the vector 10 already (784 -> Dense1 10)", "Dense(10)");

    [Theory]
    [InlineData("{|0|}", "Input: size must be at least 1, not 0")]
    [InlineData("12, {|-3|}", "Input: features must be at least 1, not -3")]
    [InlineData("{|int.MinValue|}, 28, 1", "Input: height must be at least 1, not -2147483648")]
    [InlineData("channels: {|0|}, height: 28, width: 3", "Input: channels must be at least 1, not 0")]
    public void An_extent_below_one_is_reported_at_the_argument(string arguments, string message) => AnalyzerHarness.Reports("NETGEN203", $$"""
        using NetGen;
        [Network]
        [Input({{arguments.Replace("channels: {|0|}", "{|channels: 0|}")}})]
        [Dense(2)]
        public partial class Net;
        """, message);

    [Theory]
    [InlineData("{|Input(int.MaxValue)|}", "Dense(1)", "Input: 2,147,483,647 = 2,147,483,647 values a sample, and at most 2,147,483,511 can be indexed (2147483647)")]
    [InlineData("{|Input(65536, 65536)|}", "Flatten", "Input: 65,536 x 65,536 = 4,294,967,296 values a sample, and at most 2,147,483,511 can be indexed (65536x65536)")]
    [InlineData("{|Input(int.MaxValue, int.MaxValue, int.MaxValue)|}", "Flatten", "Input: 2,147,483,647 x 2,147,483,647 x 2,147,483,647 = 9,903,520,300,447,984,150,353,281,023 values a sample, and at most 2,147,483,511 can be indexed (2147483647x2147483647x2147483647)")]
    [InlineData("Input(100000)", "{|Dense(100000)|}", "Dense 'Dense1': 100000x100000 weights = 10,000,000,000 parameters, and at most 2,147,483,511 can be indexed (100000)", "Input(100000)")]
    [InlineData("Input(1)", "{|Dense(2000000000)|}", "Dense 'Dense1': 2,000,000,000 parameters before + 2000000000 bias = 4,000,000,000 parameters, and at most 2,147,483,511 can be indexed (1)", "Input(1)")]
    [InlineData("Input(2000000000)", "{|Relu|}", "Relu 'Relu1': 2,000,000,000 values before + 2000000000 = 4,000,000,000 values a sample, and at most 2,147,483,511 can be indexed (2000000000)", "Input(2000000000)")]
    public void What_no_array_can_hold_is_reported_with_the_sum(string input, string layer, string message, params string[] related)
    {
        using HostileCulture culture = new();
        AnalyzerHarness.Reports("NETGEN204", $$"""
            using NetGen;
            [Network]
            [{{input}}]
            [{{layer}}]
            public partial class Net;
            """, message, related);
    }

    [Fact]
    public void A_class_index_for_an_image_of_outputs_is_reported() => AnalyzerHarness.Reports("NETGEN205", """
        using NetGen;
        [Network, Input(8, 8, 10), Relu]
        [{|SparseCategoricalCrossEntropy|}]
        public partial class Net;
        """, "SparseCategoricalCrossEntropy: one class index needs a vector of classes, or a sequence of them, not the 8x8x10 output made by 'Relu1' (8x8x10 -> Relu1 8x8x10)", "Relu");
}
