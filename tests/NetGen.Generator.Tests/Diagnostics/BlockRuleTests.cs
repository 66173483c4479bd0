namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN308 to NETGEN312: blocks, their arguments, and what they share. What is wrong in a block is reported where it is used.</summary>
public class BlockRuleTests
{
    private const string Residual = "[Block]\n[Dense(Arg.First), Relu]\n[Dense(Arg.First), Add(\"Input\", Project = Projection.Linear), Tanh]\npublic sealed class Residual;\n";

    [Fact]
    public void A_class_that_is_no_block_is_reported() => AnalyzerHarness.Reports(
        "NETGEN308", Network("[{|Use<Plain>|}]\n[Dense(2)]", "public sealed class Plain;"),
        "'Plain' cannot be used as a block: it is not marked with [Block]");

    [Fact]
    public void An_empty_block_is_reported() => AnalyzerHarness.Reports(
        "NETGEN308", Network("[Use<Empty>]\n[Use<Empty>, Dense(2)]", "[Block] public sealed class {|Empty|};"),
        "'Empty' cannot be used as a block: it has no layer");

    [Fact]
    public void A_block_with_a_loss_is_reported() => AnalyzerHarness.Reports(
        "NETGEN308", Network("[Use<Head>]", "[Block, Dense(2), {|MeanSquaredError|}] public sealed class Head;"),
        "'Head' cannot be used as a block: it holds [MeanSquaredError], and a block is made of layers alone");

    [Fact]
    public void A_network_as_a_block_is_reported() => AnalyzerHarness.Reports(
        "NETGEN308", Network("[{|Use<Other>|}]", "[Network, Input(4), Dense(2)] public sealed partial class Other;"),
        "'Other' cannot be used as a block: it is not marked with [Block]");

    [Fact]
    public void A_block_that_uses_itself_is_reported() => AnalyzerHarness.Reports(
        "NETGEN309", Network("[Use<Loop>]", "[Block, Dense(4), {|Use<Loop>|}] public sealed class Loop;"),
        "The block 'Loop' uses itself: Loop -> Loop");

    [Fact]
    public void Blocks_that_use_each_other_are_reported_at_both() => Assert.Equal(
        ["The block 'A' uses itself: A -> B -> A", "The block 'B' uses itself: B -> A -> B"],
        AnalyzerHarness.Everything(Network("[Use<A>]", "[Block, Dense(4), Use<B>] public sealed class A;\n[Block, Relu, Use<A>] public sealed class B;"))
            .Select(found => $"{found.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}").Order());

    [Theory]
    [InlineData("", "the block takes 1 argument, and 0 are given")]
    [InlineData("(4, 5)", "the block takes 1 argument, and 2 are given")]
    [InlineData("(0.5)", "units of Dense takes a whole number, not 0.5")]
    [InlineData("(4, Repeat = 0)", "Repeat must be at least 1, not 0")]
    [InlineData("(4, Repeat = 1000000)", "Repeat makes more than 20,000 layers")]
    public void Arguments_that_do_not_fit_are_reported(string arguments, string reason) => AnalyzerHarness.Reports(
        "NETGEN310", Network($"[{{|Use<Residual>{arguments}|}}]\n[Dense(2)]", Residual), $"Use of 'Residual': {reason}");

    [Fact]
    public void Arguments_to_a_block_without_placeholders_are_reported() => AnalyzerHarness.Reports(
        "NETGEN310", Network("[{|Use<Fixed>(3)|}]", "[Block, Dense(4), Relu] public sealed class Fixed;"),
        "Use of 'Fixed': the block takes no arguments, and 1 is given");

    [Theory]
    [InlineData("Dense(Arg.First + 1)", "units of Dense")]
    [InlineData("Dense(Arg.Second / 2)", "units of Dense")]
    [InlineData("Dropout(1.0 / Arg.First)", "rate of Dropout")]
    public void Computing_with_an_argument_is_reported_in_the_block(string layer, string what) => AnalyzerHarness.Reports(
        "NETGEN310", Network("[Use<Wider>(3)]\n[Use<Wider>(4)]\n[Dense(2)]", $$"""[Block, {|{{layer}}|}, Relu] public sealed class Wider;"""),
        $"'Wider': {what} is computed from an Arg, and there is no arithmetic on arguments: give the result as an argument of its own");

    [Fact]
    public void An_argument_outside_of_a_block_is_reported() => AnalyzerHarness.Reports(
        "NETGEN311", Network("[{|Dense(Arg.Second)|}]", string.Empty),
        "Dense 'Dense1': Arg stands for the arguments of a block, and this is the network itself");

    [Fact]
    public void Twins_of_different_shapes_are_reported() => AnalyzerHarness.Reports(
        "NETGEN312", Network("[Dense(3, Share = \"s\"), Relu]\n[Dense(3, {|Share = \"s\"|})]", string.Empty),
        "Dense 'Dense2' cannot share the parameters of Dense 'Dense1': it has weights 3x3, bias 3, and that has weights 4x3, bias 3", "Dense(3, Share = \"s\")");

    [Fact]
    public void A_wrong_shape_in_a_block_is_reported_where_it_is_used_by_the_name_of_the_layer() => AnalyzerHarness.Reports(
        "NETGEN201", Network("[{|Use<Seen>|}]", "[Block, Relu, Conv2D(2, 3)] public sealed class Seen;"),
        "Conv2D 'Seen1Conv1': a convolution slides over an image (height, width, channels), not the 4 input made by 'Seen1Relu1' (4 -> Seen1Relu1 4)", "Use<Seen>");

    [Theory]
    [InlineData("[Use<Residual>(4)]\n[Use<Residual>(4), Dense(2)]")]
    [InlineData("[Dense(2)]")]
    public void A_wrong_argument_in_a_block_is_reported_there_once_however_often_it_is_used(string layers) => AnalyzerHarness.Reports(
        "NETGEN109", Network(layers, Residual.Replace("Relu", "LeakyRelu({|double.NaN|})", StringComparison.Ordinal)),
        "LeakyRelu 'LeakyRelu1': slope must be a finite number, not NaN");

    [Fact]
    public void An_argument_that_a_use_makes_wrong_is_reported_at_the_use() => AnalyzerHarness.Reports(
        "NETGEN109", Network("[{|Use<Residual>(0)|}]\n[Dense(2)]", "[Block, Dense(Arg.First), Relu] public sealed class Residual;"),
        "Dense 'Residual1Dense1': units must be at least 1, not 0");

    [Fact]
    public void A_wrong_name_in_a_block_is_reported_there() => AnalyzerHarness.Reports(
        "NETGEN110", Network("[Use<Named>]\n[Dense(2)]", "[Block, Dense(4, {|Name = \"a b\"|}), Relu] public sealed class Named;"),
        "'a b' cannot be the name of Dense, because members are named after it and it is no C# identifier");

    [Fact]
    public void A_block_within_a_block_is_judged_where_it_is_declared() => AnalyzerHarness.Reports(
        "NETGEN109", Network("[Use<Outer>]\n[Dense(2)]", "[Block, Use<Inner>(3), Relu] public sealed class Outer;\n[Block, Dense({|0|}), Tanh, Dense(Arg.First)] public sealed class Inner;"),
        "Dense 'Dense1': units must be at least 1, not 0");

    [Fact]
    public void A_name_that_a_block_does_not_have_is_reported() => AnalyzerHarness.Reports(
        "NETGEN301", Network("[Dense(4, Name = \"outside\")]\n[Use<Reader>]", "[Block, Relu, {|Add(\"outside\")|}] public sealed class Reader;"),
        "Add 'Add1' reads from 'outside', which names nothing; before it stand Input, Relu1");

    [Fact]
    public void A_source_that_nothing_has_is_reported_at_the_use() => AnalyzerHarness.Reports(
        "NETGEN301", Network("[Dense(4)]\n[{|Use<Residual>(4, From = \"Dense2\")|}]", Residual),
        "Use 'Residual1' reads from 'Dense2', which names nothing; before it stand x, Dense1");

    [Fact]
    public void A_sum_that_no_projection_can_make_is_reported() => AnalyzerHarness.Reports(
        "NETGEN302",
        """
        using NetGen;
        [Network]
        [Input(9, 9, 2)]
        [Conv2D(2, 3)]
        [{|Add("Input", Project = Projection.Linear)|}]
        public partial class Net;
        """,
        "Add 'Add1' takes inputs of one shape, got 7x7x2 from 'Conv1' and 9x9x2 from 'Input' (9x9x2 -> Conv1 7x7x2)", "Conv2D(2, 3)", "Input(9, 9, 2)");

    [Fact]
    public void Uses_of_one_name_are_reported_once() => AnalyzerHarness.Reports(
        "NETGEN111", Network("[Use<Residual>(4, Name = \"r\")]\n[Use<Residual>(4, {|Name = \"r\"|})]", Residual),
        "'r' is the name of Use<Residual> and of another Use<Residual>; each name can be given once", "Use<Residual>(4, Name = \"r\")");

    [Theory]
    [InlineData("[Use<Residual>(4)]\n[Use<Residual>(3, From = \"x\"), Concat(\"Residual1\")]")]
    [InlineData("[Use<Residual>(4, Repeat = 3, Name = \"stage\")]\n[Dense(4), Add(\"stage\", \"stage2\")]")]
    [InlineData("[Use<Residual>(4, Share = \"s\")]\n[Use<Residual>(4, From = \"x\", Share = \"s\"), Subtract(\"Residual1\")]")]
    [InlineData("[Use<Residual>(4, Repeat = 2, Share = \"again\")]")]
    public void What_fits_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers, Residual));

    [Fact]
    public async Task A_class_of_layers_becomes_a_block_from_either_side()
    {
        string before = Network("[Use<Plain>]\n[Use<Plain>, Dense(2)]", "[Dense(3), Relu]\npublic sealed class Plain;");
        Assert.Equal(["NETGEN308", "NETGEN118"], AnalyzerHarness.Findings(before).OrderBy(found => found.Location.SourceSpan.Start).Select(found => found.Id));
        foreach (string title in new[] { "Mark 'Plain' with [Block]", "Insert [Block] before it" })
            AnalyzerHarness.IsSilent((await AnalyzerHarness.AllOffered(before)).First(fix => fix.Title == title).Result);
    }

    private static string Network(string layers, string blocks) => $$"""
        using NetGen;
        [Network]
        [Input(4, Name = "x")]
        {{layers}}
        public partial class Net;
        {{blocks}}
        """;
}
