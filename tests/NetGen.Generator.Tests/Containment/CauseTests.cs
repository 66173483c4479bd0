using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Containment;

/// <summary>Declarations that the generator once failed at, and what is right for each.</summary>
public sealed class CauseTests
{
    [Fact]
    public void An_input_below_a_layer_is_reported_at_the_layer() => AnalyzerHarness.Reports("NETGEN128", """
        using NetGen;
        [Network, {|Dense(8)|}, Relu, Input(4), Dense(2), MeanSquaredError]
        public partial class Net;
        """, "Dense 'Dense1' stands above every input, so nothing says what comes into it; move [Input] above it", "Input(4)");

    [Fact]
    public async Task An_input_below_a_layer_moves_above_it() => await AnalyzerHarness.Fixes("""
        using NetGen;
        [Network, Dense(8), Relu, Input(4, Name = "x"), Dense(2), MeanSquaredError]
        public partial class Net;
        """, """
        using NetGen;
        [Network, Input(4, Name = "x"), Dense(8), Relu, Dense(2), MeanSquaredError]
        public partial class Net;
        """, "Insert [Input(4, Name = \"x\")] before it and remove [Input]");

    [Fact]
    public void A_block_calls_its_own_function_before_that_of_the_network()
    {
        CompiledNetwork network = Compile("""
            [Block, Activation(nameof(F))] public class Squares { static double F(double x) => x * x; }
            [Block, Activation("F")] public class Cubes;
            [Network(Precision = Precision.Double), Input(1, Name = "x"), Use<Squares>, Use<Cubes>(From = "x"), Concat("Squares1")]
            public partial class Net { static double F(double x) => x * x * x; }
            """);
        Assert.Equal([27, 9], network.Forward([3]));
    }

    [Fact]
    public void A_function_of_a_block_that_cannot_be_read_is_reported_where_the_block_is_used() => AnalyzerHarness.Reports("NETGEN122", """
        using NetGen;
        [Block, Dense(3), Activation(nameof(F))] public class Hidden { static float F(float x) => MathF.Round(x); }
        [Network, Input(4), {|Use<Hidden>|}, Dense(2)]
        public partial class Net;
        """, Message("""
        using NetGen;
        [Network, Input(4), Dense(3), Activation(nameof(F)), Dense(2)]
        public partial class Net { static float F(float x) => MathF.Round(x); }
        """));

    [Fact]
    public void An_input_after_a_branch_that_nothing_reads_is_one_mistake() => AnalyzerHarness.Reports("NETGEN305", """
        using NetGen;
        [Network, {|Input(6, Name = "a")|}, Dense(3), Relu, Input(4, Name = "b"), Dense(2)]
        public partial class Net;
        """, "No output depends on the input 'a': Dense 'Dense1' reads it, but nothing that follows leads to an output");

    [Fact]
    public async Task A_branch_of_an_input_goes_on_beside_the_next_input() => await AnalyzerHarness.Fixes("""
        using NetGen;
        [Network, Input(6, Name = "a"), Dense(3), Relu, Input(4, Name = "b"), Dense(2)]
        public partial class Net;
        """, """
        using NetGen;
        [Network, Input(6, Name = "a"), Dense(3), Relu, Input(4, Name = "b"), Concat("Relu1"), Dense(2)]
        public partial class Net;
        """, "Insert [Concat(\"Relu1\")] before it");

    [Theory]
    [InlineData("Dense(3)")]
    [InlineData("Dense(40), Tanh, Dense(3), Softmax")]
    [InlineData("Dense(3), BatchNorm")]
    [InlineData("Dense(3), Dropout(0.5)")]
    public void A_loss_that_reads_nothing_is_its_constant_and_has_no_gradient(string layers)
    {
        CompiledNetwork network = Compile($"[Network(Textbook = true), Input(6), {layers}, CustomLoss(nameof(L))] public partial class Net {{ static float L(float y, float target) => 3; }}");
        double[] inputs = [.. Enumerable.Range(0, 12).Select(i => 0.25 * i)], targets = new double[6];
        network.Masks = [.. Enumerable.Repeat(1.0, 2 * network.MaskSize)];
        LossGradient step = network.LossAndGradient(inputs, targets);
        Assert.Equal(3, step.Loss, 1e-6);
        Assert.All(step.Parameters, gradient => Assert.Equal(0, gradient));
        Assert.Equal(3, network.Loss(inputs, targets), 1e-6);
    }

    [Fact]
    public void Names_that_differ_by_case_alone_have_files_of_their_own() => AnalyzerHarness.IsSilent("""
        using NetGen;
        namespace Vision { [Network, Input(2), Dense(1)] public partial class Cnn; [Network, Input(2), Dense(1)] public partial class CNN; }
        namespace vision { [Network, Input(2), Dense(1)] public partial class Cnn; [Network, Input(2), Dense(1)] public partial class Cnn_1; [Network, Input(2), Dense(1)] public partial class Cnn<T>; }
        public static partial class Shapes { [Formula] static double Area(double r) => r * r; [Formula] static double area(double r) => r; }
        """);

    [Fact]
    public void A_file_has_the_name_of_its_class_where_no_other_has_it()
    {
        Assert.Equal("Vision.Cnn.g.cs", Assert.Single(GeneratorDriverHarness.Run("namespace Vision; [NetGen.Network, NetGen.Input(2), NetGen.Dense(1)] public partial class Cnn;").Sources).HintName);
        string[] first = Hints("class A1; ", "Cnn", "CNN"), second = Hints("class A2; ", "CNN", "Cnn");
        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
        Assert.Equal(2, first.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("NETGEN201", "Input(6, 2), {|Lstm(1 << 30, Bidirectional = true)|}, Dense(3)")]
    [InlineData("NETGEN201", "Input(6, 2), {|Gru(1 << 30)|}, Dense(3)")]
    [InlineData("NETGEN201", "Input(6, 2), {|SimpleRnn(1_500_000_000, Bidirectional = true)|}, Dense(3)")]
    [InlineData("NETGEN308", "Input(6), {|Use<Part[]>|}, Dense(3)")]
    [InlineData("NETGEN308", "Input(6), {|Use<int[]>|}, Dense(3)")]
    [InlineData("NETGEN308", "Input(6), {|Use<int[][,]>|}, Dense(3)")]
    public void What_is_too_large_or_no_block_is_reported(string id, string attributes)
    {
        string marked = $"using NetGen;\n[Block, Dense(3)] public class Part;\n[Network, {attributes}] public partial class Net;";
        Diagnostic found = Assert.Single(AnalyzerHarness.Everything(marked.Replace("{|", string.Empty, StringComparison.Ordinal).Replace("|}", string.Empty, StringComparison.Ordinal)));
        Assert.Equal(id, found.Id);
        Assert.Equal(marked.IndexOf("{|", StringComparison.Ordinal), found.Location.SourceSpan.Start);
    }

    [Theory]
    [InlineData("Dense(1_200_000_000, Name = \"a\", Bias = false), Dense(1_200_000_000, From = \"Input\"), Concat(\"a\")")]
    [InlineData("Reshape(1, 1, 1), Conv2D(2147483647, 1, Groups = 1), DepthwiseConv2D(1, Multiplier = 2147483647)")]
    [InlineData("Reshape(1, 1, 1), Conv2D(2147483647, 2147483647, Padding = 2147483647)")]
    [InlineData("Reshape(1, 1, 1), ConvTranspose2D(2147483647, 2147483647, Stride = 2147483647)")]
    [InlineData("Reshape(1, 1, 1), ConvTranspose2D(1, 46341), ConvTranspose2D(1, 46341)")]
    [InlineData("Reshape(1, 1, 1), ZeroPad2D(2147483647), Upsample2D(2147483647)")]
    [InlineData("Reshape(1, 1), CausalConv1D(2147483647, 2147483647, Dilation = 2147483647)")]
    [InlineData("Reshape(1, 1), Embedding(2147483647, 2147483647), SelfAttention(2147483647)")]
    [InlineData("Reshape(1, 1), Lstm(2147483647), Gru(2147483647)")]
    [InlineData("Reshape(1, 1), Gru(700_000_000), Dense(2147483647)")]
    [InlineData("Dense(2147483647), MaxPool1D(2147483647), Dropout(0.5)")]
    [InlineData("Dense(2147483647), Dense(2147483647), Budget(Parameters = 1)")]
    public void Huge_numbers_are_errors_and_no_failures(string layers)
    {
        Diagnostic[] found = [.. AnalyzerHarness.Everything($"using NetGen;\n[Network, Input(1), {layers}] public partial class Net;")];
        Assert.NotEmpty(found);
        Assert.All(found, diagnostic => Assert.True(diagnostic.Id.StartsWith("NETGEN", StringComparison.Ordinal) && diagnostic.Id != "NETGEN100", $"{diagnostic}"));
    }

    private static string[] Hints(string more, params string[] names) => [.. GeneratorDriverHarness.Run(
        "using NetGen;\n" + more + string.Concat(names.Select(name => $"[Network, Input(2), Dense(1)] public partial class {name};"))).Sources.Select(source => source.HintName)];

    private static string Message(string source) => Assert.Single(AnalyzerHarness.Everything(source)).GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    private static CompiledNetwork Compile(string declaration) =>
        CompiledNetwork.Create(GeneratorDriverHarness.Compile(["using NetGen;\n" + declaration]).GetType("Net", throwOnError: true)!);
}
