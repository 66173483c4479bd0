namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN301 to NETGEN303: layers that name their inputs.</summary>
public class GraphRuleTests
{
    [Fact]
    public void A_name_that_nothing_has_is_reported() => AnalyzerHarness.Reports(
        "NETGEN301", Network("[Dense(4), Relu]\n[Dense(4), {|Add(\"Relu2\")|}]"),
        "Add 'Add1' reads from 'Relu2', which names nothing; before it stand x, Dense1, Relu1, Dense2");

    [Fact]
    public void A_name_that_stands_behind_is_reported() => AnalyzerHarness.Reports(
        "NETGEN301", Network("[{|Dense(4, From = \"late\")|}, Relu]\n[Dense(4, Name = \"late\")]"),
        "Dense 'Dense1' reads from 'late', which does not stand before it; before it stand x");

    [Fact]
    public void A_sum_of_different_shapes_is_reported_with_both_origins() => AnalyzerHarness.Reports(
        "NETGEN302", Network("[Dense(5), Relu]\n[Dense(4), {|Add(\"Relu1\")|}]"),
        "Add 'Add1' takes inputs of one shape, got 4 from 'Dense2' and 5 from 'Relu1' (4 -> Dense1 5 -> Relu1 5 -> Dense2 4)", "Dense(4)", "Relu");

    [Fact]
    public void A_concatenation_of_an_image_and_a_vector_is_reported() => AnalyzerHarness.Reports(
        "NETGEN302",
        """
        using NetGen;
        [Network]
        [Input(4, 4, 2)]
        [GlobalAvgPool]
        [{|Concat("Input")|}]
        public partial class Net;
        """,
        "Concat 'Concat1' takes inputs that differ in the last extent at most, got 2 from 'Pool1' and 4x4x2 from 'Input' (4x4x2 -> Pool1 2)", "GlobalAvgPool", "Input(4, 4, 2)");

    [Fact]
    public void A_layer_that_nothing_reads_is_reported() => AnalyzerHarness.Reports(
        "NETGEN303", Network("[Dense(4), {|Relu|}]\n[Dense(3, From = \"x\")]"),
        "Nothing reads what Relu 'Relu1' computes: Dense 'Dense2' reads another layer, and no other names 'Relu1'");

    [Fact]
    public void A_join_without_names_is_reported() => AnalyzerHarness.Reports(
        "NETGEN109", Network("[Dense(4), {|Add|}]"), "Add 'Add1': names must be at least one name, not none");

    [Theory]
    [InlineData("[Dense(4), Relu]\n[Dense(4), Add(\"x\", \"Relu1\"), Relu]")]
    [InlineData("[Dense(4), Sigmoid(Name = \"gate\")]\n[Dense(4, From = \"x\"), Multiply(\"gate\"), Concat(\"x\")]")]
    public void What_fits_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers));

    private static string Network(string layers) => $$"""
        using NetGen;
        [Network]
        [Input(4, Name = "x")]
        {{layers}}
        public partial class Net;
        """;
}
