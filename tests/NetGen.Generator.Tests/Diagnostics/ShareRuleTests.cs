namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN313 to NETGEN316: names of <c>Share</c> that share nothing, or not what they seem to.</summary>
public class ShareRuleTests
{
    private const string Blocks = "[Block, Dense(4), Relu] public sealed class Tower;\n[Block, Dense(4), Tanh] public sealed class Other;\n[Block, Relu, Tanh] public sealed class Bare;\n";

    [Fact]
    public void A_misspelt_name_is_reported_once_with_the_name_that_was_meant() => AnalyzerHarness.Reports(
        "NETGEN313", Network("[Dense(4, Share = \"tower\"), Relu(Name = \"a\")]\n[Dense(4, From = \"x\", {|Share = \"towr\"|}), Add(\"a\")]"),
        "Dense 'Dense2' has Share = \"towr\", and nothing else has, so nothing is shared; did you mean \"tower\"?", "Dense(4, Share = \"tower\")");

    [Fact]
    public void A_misspelt_name_among_three_is_reported() => AnalyzerHarness.Reports(
        "NETGEN313", Network("[Dense(4, {|Share = \"Towre\"|}), Relu]\n[Dense(4, Share = \"tower\"), Relu]\n[Dense(4, Share = \"tower\")]"),
        "Dense 'Dense1' has Share = \"Towre\", and nothing else has, so nothing is shared; did you mean \"tower\"?", "Dense(4, Share = \"tower\")");

    [Theory]
    [InlineData("[Dense(4, {|Share = \"alone\"|}), Relu]\n[Dense(2)]", "Dense 'Dense1'")]
    [InlineData("[Use<Tower>({|Share = \"alone\"|}), Dense(2)]", "Use 'Tower1'")]
    public void A_name_that_is_given_once_is_reported(string layers, string title) => AnalyzerHarness.Reports(
        "NETGEN313", Network(layers), $"{title} has Share = \"alone\", and nothing else has, so nothing is shared");

    [Theory]
    [InlineData("[Dense(4, Share = \"s\"), Relu({|Share = \"r\"|})]\n[Dense(4, Share = \"s\")]", "Relu 'Relu1' has Share = \"r\" and no parameters that could be shared")]
    [InlineData("[Use<Bare>({|Share = \"b\"|}), Dense(2)]", "Use 'Bare1' has Share = \"b\" and no parameters that could be shared")]
    public void A_name_on_what_has_no_parameters_is_reported(string layers, string message) => AnalyzerHarness.Reports("NETGEN314", Network(layers), message);

    [Fact]
    public void A_use_and_a_layer_of_one_name_are_reported() => AnalyzerHarness.Reports(
        "NETGEN315", Network("[Use<Tower>(Share = \"e\")]\n[Dense(4, {|Share = \"e\"|})]"),
        "Dense 'Dense1' cannot share parameters with Use 'Tower1': one is a layer, Dense, the other a use of the block 'Tower'; blocks share layer by layer with other uses of the same block, and layers with layers",
        "Use<Tower>(Share = \"e\")");

    [Fact]
    public void Uses_of_two_blocks_of_one_name_are_reported() => AnalyzerHarness.Reports(
        "NETGEN315", Network("[Use<Tower>(Share = \"e\"), Use<Other>({|Share = \"e\"|})]"),
        "Use 'Other1' cannot share parameters with Use 'Tower1': one is a use of the block 'Other', the other a use of the block 'Tower'; blocks share layer by layer with other uses of the same block, and layers with layers",
        "Use<Tower>(Share = \"e\")");

    [Theory]
    [InlineData("Dense(4, Share = \"s\")", "Dense(4, Share = \"s\", {|Frozen = true|})", "Dense", "Frozen")]
    [InlineData("Dense(4, Share = \"s\", Frozen = true)", "Dense(4, Share = \"s\", {|Frozen = false|})", "Dense", "Frozen")]
    [InlineData("Dense(4, Share = \"s\")", "Dense(4, Share = \"s\", {|Initializer = Initializer.HeNormal|})", "Dense", "Initializer")]
    [InlineData("PRelu(0.1, Share = \"s\")", "PRelu({|0.3|}, Share = \"s\")", "PRelu", "slope")]
    public void What_a_later_twin_says_of_its_parameters_is_reported(string first, string second, string kind, string argument) => AnalyzerHarness.Reports(
        "NETGEN316", Network($"[{first}, Relu]\n[{second}]"),
        $"{kind} '{kind}2': {argument} has no effect, because its parameters are those of {kind} '{kind}1', which says how they start and whether they learn", first);

    [Theory]
    [InlineData("[Dense(4, Share = \"s\", Frozen = true), Relu]\n[Dense(4, Share = \"s\"), Tanh]\n[Dense(4, Share = \"s\", Frozen = true, Name = \"last\")]")]
    [InlineData("[Dense(4, Share = \"a\"), Relu]\n[Dense(4, Share = \"b\"), Tanh]\n[Dense(4, Share = \"a\"), Relu]\n[Dense(4, Share = \"b\")]")]
    [InlineData("[Use<Tower>(Repeat = 2, Share = \"again\")]")]
    [InlineData("[Use<Tower>(Share = \"t\"), Use<Other>(Share = \"o\"), Use<Tower>(Share = \"t\"), Use<Other>(Share = \"o\")]")]
    [InlineData("[PRelu(0.1, Share = \"s\"), Dense(4), PRelu(0.1, Share = \"s\")]\n[BatchNorm(Share = \"n\"), Dense(4, Bias = false), BatchNorm(Share = \"n\")]")]
    [InlineData("[Dense(4, Share = \"s\", InitializerScale = 2), Relu]\n[Dense(4, Share = \"s\", InitializerScale = 2)]")]
    public void What_is_shared_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers));

    [Fact]
    public async Task A_misspelt_name_is_corrected_or_removed()
    {
        IReadOnlyDictionary<string, string> fixes = await AnalyzerHarness.Offered(Network("[Dense(4, Share = \"tower\"), Relu]\n[Dense(4, Share = \"towr\"), Relu]\n[Dense(4, Share = \"tower\")]"));
        Assert.Equal(["Set Share to \"tower\"", "Remove Share"], fixes.Keys);
    }

    private static string Network(string layers) => $$"""
        using NetGen;
        [Network]
        [Input(4, Name = "x")]
        {{layers}}
        public partial class Net;
        {{Blocks}}
        """;
}
