namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN301 to NETGEN307: layers that name their inputs, several inputs and several outputs.</summary>
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
        "NETGEN109", Network("[Dense(4), {|Add|}]"), "Add 'Add1': it names nothing to join with; name a layer or an input that stands before it, as [Add(\"Dense1\")]");

    [Fact]
    public void A_last_layer_that_is_no_output_is_reported() => AnalyzerHarness.Reports(
        "NETGEN303", Network("[Dense(4), Relu(Name = \"result\")]\n[{|Dense(3)|}]\n[Output(\"result\")]"),
        "Nothing reads what Dense 'Dense2' computes: it is the last layer, and no other names 'Dense2'");

    [Fact]
    public void An_output_that_nothing_has_is_reported() => AnalyzerHarness.Reports(
        "NETGEN304", Network("[Dense(4), Softmax(Name = \"policy\")]\n[{|Output(\"polcy\")|}, CategoricalCrossEntropy]"),
        "Output names 'polcy', which names nothing; before it stand Dense1, policy");

    [Fact]
    public void An_output_without_a_name_is_reported() => AnalyzerHarness.Reports(
        "NETGEN304", Network("[Dense(4, Name = \"policy\")]\n[{|Output(null!)|}]"),
        "Output is given null in place of a name; before it stand policy");

    [Fact]
    public void An_output_that_stands_behind_is_reported() => AnalyzerHarness.Reports(
        "NETGEN304", Network("[Dense(4, Name = \"a\")]\n[{|Output(\"b\")|}]\n[Dense(3, Name = \"b\")]\n[Output(\"a\")]"),
        "Output names 'b', which does not stand before it; before it stand a");

    [Fact]
    public void An_input_as_output_is_reported() => AnalyzerHarness.Reports(
        "NETGEN304", Network("[Dense(4, Name = \"a\")]\n[Output(\"a\")]\n[{|Output(\"x\")|}]"),
        "Output names 'x', which is an input; before it stand a");

    [Fact]
    public void An_output_that_is_named_twice_is_reported() => AnalyzerHarness.Reports(
        "NETGEN304", Network("[Dense(4, Name = \"a\")]\n[Output(\"a\")]\n[{|Output(\"a\")|}]"),
        "Output names 'a', which is an output already; before it stand a");

    [Fact]
    public void An_input_that_no_layer_reads_is_reported() => AnalyzerHarness.Reports(
        "NETGEN305", "using NetGen;\n[Network]\n[{|Input(3, Name = \"goal\")|}]\n[Input(4)]\n[Dense(2)]\npublic partial class Net;",
        "No output depends on the input 'goal': no layer reads it");

    [Fact]
    public void A_loss_behind_a_layer_is_reported_where_outputs_are_named() => AnalyzerHarness.Reports(
        "NETGEN306", Network("[Dense(4, Name = \"a\"), {|MeanSquaredError|}]\n[Output(\"a\")]"),
        "MeanSquaredError stands behind Dense 'a'; where outputs are named, a loss belongs to the [Output] right before it", "Dense(4, Name = \"a\")");

    [Fact]
    public void A_second_loss_of_an_output_is_reported() => AnalyzerHarness.Reports(
        "NETGEN306", Network("[Dense(4, Name = \"a\")]\n[Output(\"a\"), MeanSquaredError, {|Huber|}]"),
        "Huber stands behind MeanSquaredError; where outputs are named, a loss belongs to the [Output] right before it", "MeanSquaredError");

    [Fact]
    public void Losses_that_are_reduced_differently_are_reported() => AnalyzerHarness.Reports(
        "NETGEN307", Network("[Dense(4, Name = \"a\"), Tanh(Name = \"b\")]\n[Output(\"a\"), MeanSquaredError]\n[Output(\"b\"), Huber({|Batch = Reduction.Sum|})]"),
        "Huber: Batch is Sum, and that of MeanSquaredError is Mean; the loss of a sample is the weighted sum of those of its outputs, so all are reduced alike", "MeanSquaredError");

    [Fact]
    public void An_ignored_class_among_several_losses_is_reported() => AnalyzerHarness.Reports(
        "NETGEN307", Network("[Dense(4), Softmax(Name = \"a\")]\n[Dense(2, Name = \"b\")]\n[Output(\"a\"), SparseCategoricalCrossEntropy({|IgnoreIndex = 0|})]\n[Output(\"b\"), MeanSquaredError]"),
        "SparseCategoricalCrossEntropy: IgnoreIndex leaves out whole samples, and would leave out the other outputs of a sample, too; the loss of a sample is the weighted sum of those of its outputs, so all are reduced alike");

    [Fact]
    public void A_layer_that_is_too_large_is_one_error_though_a_join_does_not_fit_it() => Assert.Equal(
        ["NETGEN204"], AnalyzerHarness.Findings(Network("[Dense(4, Name = \"a\"), Dense(1 << 30), Add(\"a\"), Dense(2)]")).Select(finding => finding.Id));

    [Fact]
    public void A_number_that_is_out_of_its_range_is_one_error_though_no_float_holds_it() => Assert.Equal(
        ["NETGEN109"], AnalyzerHarness.Findings(Network("[Dense(4), BatchNorm(Momentum = 1e300), Dense(2)]")).Select(finding => finding.Id));

    [Fact]
    public void A_weight_of_zero_is_reported() => AnalyzerHarness.Reports(
        "NETGEN109", Network("[Dense(4)]\n[MeanSquaredError({|Weight = 0|})]"), "MeanSquaredError: Weight must be a finite number above 0, not 0");

    [Fact]
    public void A_loss_that_does_not_fit_its_output_is_reported() => AnalyzerHarness.Reports(
        "NETGEN205",
        """
        using NetGen;
        [Network]
        [Input(4, 4, 2)]
        [Conv2D(3, 3, Name = "map"), Tanh(Name = "seen")]
        [GlobalAvgPool(Name = "mean")]
        [Output("mean"), MeanSquaredError]
        [Output("seen"), {|SparseCategoricalCrossEntropy|}]
        public partial class Net;
        """,
        "SparseCategoricalCrossEntropy: one class index needs a vector of classes, or a sequence of them, not the 2x2x3 output made by 'seen' (4x4x2 -> map 2x2x3 -> seen 2x2x3 -> mean 3)", "Tanh(Name = \"seen\")");

    [Fact]
    public void Inputs_of_one_name_are_reported() => AnalyzerHarness.Reports(
        "NETGEN111", "using NetGen;\n[Network]\n[Input(3, Name = \"a\")]\n[Input(3, {|Name = \"a\"|})]\n[Add(\"a\")]\n[Dense(2)]\npublic partial class Net;",
        "'a' is the name of Input and of another Input; each name can be given once", "Input(3, Name = \"a\")");

    [Fact]
    public void A_member_that_takes_a_span_for_each_input_is_reserved() => AnalyzerHarness.Reports(
        "NETGEN112",
        """
        using System;
        using NetGen;
        [Network]
        [Input(4, Name = "a"), Input(4, Name = "b")]
        [Add("a"), Dense(2)]
        public partial class Net
        {
            public void {|Forward|}(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) => z[0] = x[0] + y[0];
        }
        """,
        "The generated member 'Forward' clashes with the one that 'Net' declares");

    [Theory]
    [InlineData("[Dense(4), Softmax(Name = \"p\")]\n[Dense(1, From = \"x\", Name = \"v\")]\n[Output(\"p\"), CategoricalCrossEntropy(Weight = 0.5)]\n[Output(\"v\"), MeanSquaredError]")]
    [InlineData("[Dense(4), Tanh(Name = \"p\")]\n[Dense(1, Name = \"v\")]\n[Output(\"p\")]\n[Output(\"v\"), MeanSquaredError, L2(0.1)]")]
    [InlineData("[Input(3)]\n[Dense(4), Add(\"x\")]")]
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
