namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN409 to NETGEN411: normalisation and dropout where they do nothing, or harm.</summary>
public class RegularizationRuleTests
{
    [Theory]
    [InlineData("BatchNorm")]
    [InlineData("LayerNorm")]
    public void A_second_normalisation_of_a_kind_is_reported(string norm) => AnalyzerHarness.Reports(
        "NETGEN409", Classifier($$"""[Conv2D(8, 3, Bias = false), {{norm}}(Epsilon = 1e-3)]{{"\n"}}[{|{{norm}}|}, Relu]"""),
        $"{norm} '{norm}2' normalises what {norm} '{norm}1' has normalised already: it leaves nothing but a second scale and shift", $"{norm}(Epsilon = 1e-3)");

    [Fact]
    public Task A_second_normalisation_of_a_kind_is_removed() => AnalyzerHarness.Fixes(
        Classifier("[Conv2D(8, 3, Bias = false), BatchNorm, BatchNorm, Relu]"), Classifier("[Conv2D(8, 3, Bias = false), BatchNorm, Relu]"), "Remove [BatchNorm]");

    [Theory]
    [InlineData("{|Conv2D(8, 3)|}", "Conv2D 'Conv1'", "8")]
    [InlineData("Conv2D(8, 3, Padding = 1, {|Bias = true|})", "Conv2D 'Conv1'", "8")]
    [InlineData("{|DepthwiseConv2D(3, Multiplier = 5)|}", "DepthwiseConv2D 'DepthwiseConv1'", "10")]
    [InlineData("{|ConvTranspose2D(1200, 3, Name = \"Wide\")|}", "ConvTranspose2D 'Wide'", "1200")]
    public void A_bias_before_a_batch_normalisation_is_reported(string layer, string title, string parameters) => AnalyzerHarness.Reports(
        "NETGEN410", Classifier($"[{layer}]\n[BatchNorm(Name = \"Norm\"), Relu]"),
        $"{title} adds a bias that BatchNorm 'Norm' subtracts again with the mean of each channel: its {parameters} parameters have no effect, and beta shifts in their place", "BatchNorm(Name = \"Norm\")");

    [Theory]
    [InlineData("Conv2D(8, 3)", "Conv2D(8, 3, Bias = false)")]
    [InlineData("Conv2D(8, 3, Bias = true, Stride = 1)", "Conv2D(8, 3, Bias = false, Stride = 1)")]
    public Task A_bias_before_a_batch_normalisation_is_switched_off(string layer, string result) =>
        AnalyzerHarness.Fixes(Classifier($"[{layer}, BatchNorm, Relu]"), Classifier($"[{result}, BatchNorm, Relu]"), "Set Bias to false");

    [Theory]
    [InlineData("[Conv2D(8, 3), LayerNorm, Relu]")]
    [InlineData("[Conv2D(8, 3), Relu, BatchNorm]")]
    [InlineData("[BatchNorm, Conv2D(8, 3), Relu, LayerNorm, BatchNorm]")]
    [InlineData("[Conv2D(8, 3), Relu, Dropout(0.25)]")]
    public void What_works_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Classifier(layers));

    [Theory]
    [InlineData("[Dense(1), {|Dropout(0.5)|}]\n[MeanSquaredError]", "8x8x2 -> Flatten1 128 -> Dense1 1")]
    [InlineData("[Dense(3), Softmax]\n[{|Dropout(0.5)|}]\n[CategoricalCrossEntropy]", "8x8x2 -> Flatten1 128 -> Dense1 3 -> Softmax1 3")]
    [InlineData("[Dense(3), {|Dropout(0.5)|}, Softmax]", "8x8x2 -> Flatten1 128 -> Dense1 3")]
    public void Dropout_of_the_answers_is_reported(string layers, string chain) => AnalyzerHarness.Reports(
        "NETGEN411", Network("[Flatten]\n" + layers),
        $"Dropout 'Dropout1' stands after Dense 'Dense1', the last layer with weights ({chain}): it drops the answers of the network, and nothing is left to make up for them",
        layers.Contains("(1)", StringComparison.Ordinal) ? "Dense(1)" : "Dense(3)");

    [Fact]
    public Task Dropout_of_the_answers_is_removed() => AnalyzerHarness.Fixes(
        Network("[Flatten, Dense(3), Softmax, Dropout(0.5)]\n[CategoricalCrossEntropy]"), Network("[Flatten, Dense(3), Softmax]\n[CategoricalCrossEntropy]"), "Remove [Dropout]");

    [Fact]
    public void A_normalisation_and_a_dropout_are_no_activation() => AnalyzerHarness.Reports(
        "NETGEN403", Classifier("[Conv2D(8, 3, Bias = false), BatchNorm, Dropout(0.1)]\n[{|Conv2D(8, 3)|}, Relu]"),
        "Conv2D 'Conv2' follows Conv2D 'Conv1' with no activation between: (x W1 + b1) W2 + b2 = x (W1 W2) + (b1 W2 + b2), so both together can do no more than one linear layer (8x8x2 -> Conv1 6x6x8 -> BatchNorm1 6x6x8 -> Dropout1 6x6x8)",
        "Conv2D(8, 3, Bias = false)");

    [Fact]
    public Task An_activation_comes_after_the_normalisation() => AnalyzerHarness.Fixes(
        Classifier("[Conv2D(8, 3, Bias = false), BatchNorm]\n[Conv2D(8, 3), Relu]"), Classifier("[Conv2D(8, 3, Bias = false), BatchNorm, Relu]\n[Conv2D(8, 3), Relu]"), "Add Relu after BatchNorm");

    [Theory]
    [InlineData("Dropout({|1|})", "Dropout 'Dropout1': rate must be a number from 0 up to, but not including, 1, not 1")]
    [InlineData("Dropout({|-0.5|})", "Dropout 'Dropout1': rate must be a number from 0 up to, but not including, 1, not -0.5")]
    [InlineData("BatchNorm({|Momentum = 1.5|})", "BatchNorm 'BatchNorm1': Momentum must be a number from 0 to 1, not 1.5")]
    [InlineData("BatchNorm({|Epsilon = 0|})", "BatchNorm 'BatchNorm1': Epsilon must be a finite number above 0, not 0")]
    public void Impossible_rates_are_reported(string layer, string message)
    {
        using HostileCulture culture = new();
        AnalyzerHarness.Reports("NETGEN109", Classifier($"[{layer}]"), message);
    }

    private static string Classifier(string layers) => Network(layers + "\n[Flatten, Dense(3), Softmax]\n[SparseCategoricalCrossEntropy]");

    private static string Network(string layers) => $"using NetGen;\n[Network, Input(8, 8, 2)]\n{layers}\npublic partial class Net;\n";
}
