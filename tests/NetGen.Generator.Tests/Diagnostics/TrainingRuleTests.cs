namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN4xx and NETGEN5xx: legal, but known to fail or to cost.</summary>
public class TrainingRuleTests
{
    [Theory]
    [InlineData("SparseCategoricalCrossEntropy", "Relu", "Softmax")]
    [InlineData("CategoricalCrossEntropy(Batch = Reduction.Sum)", "Sigmoid", "Softmax")]
    [InlineData("BinaryCrossEntropy", "Softmax", "Sigmoid")]
    public void A_loss_without_its_activation_is_reported(string loss, string last, string partner) => AnalyzerHarness.Reports("NETGEN401", $$"""
        using NetGen;
        [Network, Input(4)]
        [Dense(3), {{last}}]
        [{|{{loss}}|}]
        public partial class Net;
        """, $"{loss.Split('(')[0]} expects the output of {partner}, and the last layer is {last} '{last}1' (4 -> Dense1 3 -> {last}1 3); it is computed on clipped values, where gradients can vanish", last);

    [Fact]
    public void A_softmax_over_one_class_is_reported_there_and_not_at_the_loss() => AnalyzerHarness.Reports("NETGEN402", """
        using NetGen;
        [Network, Input(4)]
        [Dense(1), {|Softmax|}]
        [CategoricalCrossEntropy]
        public partial class Net;
        """, "Softmax 'Softmax1' over one class: softmax over one unit is always 1, so nothing is learnt (4 -> Dense1 1); for a yes-or-no output use Sigmoid with BinaryCrossEntropy", "Dense(1)", "CategoricalCrossEntropy");

    [Fact]
    public void A_loss_over_one_class_is_reported_once_although_its_activation_is_missing_too() => AnalyzerHarness.Reports("NETGEN402", """
        using NetGen;
        [Network, Input(4)]
        [Dense(1)]
        [{|SparseCategoricalCrossEntropy|}]
        public partial class Net;
        """, "SparseCategoricalCrossEntropy over one class: softmax over one unit is always 1, so nothing is learnt (4 -> Dense1 1); for a yes-or-no output use Sigmoid with BinaryCrossEntropy", "Dense(1)");

    [Theory]
    [InlineData("[Dense(1), Softmax]\n[CategoricalCrossEntropy]", "[Dense(1), Sigmoid]\n[BinaryCrossEntropy]", "Replace Softmax by Sigmoid and replace CategoricalCrossEntropy by BinaryCrossEntropy")]
    [InlineData("[Dense(1)]\n[SparseCategoricalCrossEntropy]", "[Dense(1), Sigmoid]\n[BinaryCrossEntropy]", "Add Sigmoid after Dense and replace SparseCategoricalCrossEntropy by BinaryCrossEntropy")]
    [InlineData("[Dense(1), Sigmoid]\n[CategoricalCrossEntropy]", "[Dense(1), Sigmoid]\n[BinaryCrossEntropy]", "Replace CategoricalCrossEntropy by BinaryCrossEntropy")]
    [InlineData("[Dense(1), Softmax]", "[Dense(1), Sigmoid]", "Replace Softmax by Sigmoid")]
    public Task One_class_becomes_a_yes_or_no(string layers, string result, string title) => AnalyzerHarness.Fixes(
        $"using NetGen;\n[Network, Input(4)]\n{layers}\npublic partial class Net;", $"using NetGen;\n[Network, Input(4)]\n{result}\npublic partial class Net;", title);

    [Fact]
    public void Straight_line_code_of_a_large_layer_is_reported_with_its_cost() => AnalyzerHarness.Reports("NETGEN501", """
        using NetGen;
        [Network({|Unroll = Unroll.Full|})]
        [Input(784)]
        [Dense(128), Relu]
        [Dense(10), Softmax]
        public partial class Net;
        """, "Unroll.Full writes out Dense 'Dense1' with 100,352 multiply-adds as about 12,544 vector operations; beyond about 400 straight-line code is slower than loops and takes long to compile", "Dense(128)");

    [Fact]
    public void Straight_line_code_of_small_layers_is_not_reported() => AnalyzerHarness.IsSilent("""
        using NetGen;
        [Network(Unroll = Unroll.Full)]
        [Input(64)]
        [Dense(32), Relu]
        [Dense(10), Softmax]
        public partial class Net;
        """);
}
