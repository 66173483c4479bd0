namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN403 to NETGEN408: what the course teaches about choices that train badly.</summary>
public class LessonTests
{
    [Theory]
    [InlineData("[Dense(16)]\n[{|Dense(3)|}, Softmax]", "Dense 'Dense2' follows Dense 'Dense1'", "4 -> Dense1 16", "Dense(16)")]
    [InlineData("[Dense(16, Name = \"Hidden\"), Linear]\n[{|Dense(3)|}, Softmax]", "Dense 'Dense2' follows Dense 'Hidden'", "4 -> Hidden 16 -> Linear1 16", "Dense(16, Name = \"Hidden\")", "Linear")]
    [InlineData("[Dense(16)]\n[Reshape(4, 4, 1), Flatten]\n[{|Dense(3)|}, Softmax]", "Dense 'Dense2' follows Dense 'Dense1'", "4 -> Dense1 16 -> Reshape1 4x4x1 -> Flatten1 16", "Dense(16)")]
    public void Linear_layers_in_a_row_are_reported(string layers, string pair, string chain, params string[] related) => AnalyzerHarness.Reports(
        "NETGEN403", Classifier(layers),
        $"{pair} with no activation between: (x W1 + b1) W2 + b2 = x (W1 W2) + (b1 W2 + b2), so both together can do no more than one linear layer ({chain})", related);

    [Fact]
    public void Of_three_linear_layers_two_are_too_many() => Assert.Equal(
        ["NETGEN403", "NETGEN403"], AnalyzerHarness.Everything(Classifier("[Dense(16), Dense(8), Dense(3), Softmax]")).Select(diagnostic => diagnostic.Id));

    [Theory]
    [InlineData("[Dense(16)]\n[Dense(3), Softmax]", "[Dense(16), Relu]\n[Dense(3), Softmax]", "Add Relu after Dense")]
    [InlineData("[Dense(16), Linear(Name = \"Bend\")]\n[Dense(3), Softmax]", "[Dense(16), Relu(Name = \"Bend\")]\n[Dense(3), Softmax]", "Replace Linear by Relu")]
    public Task An_activation_is_put_between_linear_layers(string layers, string result, string title) => AnalyzerHarness.Fixes(Classifier(layers), Classifier(result), title);

    [Theory]
    [InlineData("{|Initializer = Initializer.Zeros|}", "0")]
    [InlineData("{|Initializer = Initializer.Ones|}, Bias = false", "1")]
    [InlineData("{|Initializer = Initializer.Constant|}, InitializerValue = -0.25", "-0.25")]
    [InlineData("Initializer = Initializer.HeNormal, {|InitializerScale = 0|}", "0")]
    public void Equal_weights_of_a_hidden_layer_are_reported(string arguments, string value)
    {
        using HostileCulture culture = new();
        AnalyzerHarness.Reports(
            "NETGEN404", Classifier($"[Dense(16, {arguments}), Tanh]\n[Dense(3), Softmax]"),
            $"Dense 'Dense1' starts with all weights equal to {value}, so its 16 units compute the same number and get the same gradient wherever the layers above treat them alike; random weights break the symmetry");
    }

    [Theory]
    [InlineData("Dense(16, Initializer = Initializer.Ones, Bias = false)", "Dense(16, Bias = false)", "Remove Initializer")]
    [InlineData("Dense(16, InitializerScale = 0)", "Dense(16)", "Remove InitializerScale")]
    [InlineData("Dense(16, Initializer = Initializer.Constant, InitializerValue = 2)", "Dense(16)", "Remove Initializer and remove InitializerValue")]
    [InlineData(
        "Dense(16, InitializerValue = 2, BiasInitializer = Initializer.Constant, Initializer = Initializer.Constant)",
        "Dense(16, InitializerValue = 2, BiasInitializer = Initializer.Constant)", "Remove Initializer")]
    public Task Constant_initialisation_is_removed(string layer, string result, string title) =>
        AnalyzerHarness.Fixes(Classifier($"[{layer}, Tanh]\n[Dense(3), Softmax]"), Classifier($"[{result}, Tanh]\n[Dense(3), Softmax]"), title);

    [Theory]
    [InlineData("[Dense(16), Tanh]\n[Dense(3, Initializer = Initializer.Zeros), Softmax]")]
    [InlineData("[Dense(16, BiasInitializer = Initializer.Ones), Tanh]\n[Dense(3), Softmax]")]
    [InlineData("[Dense(1, Initializer = Initializer.Ones), Tanh]\n[Dense(3), Softmax]")]
    [InlineData("[Dense(16, Initializer = Initializer.Ones, Frozen = true), Tanh]\n[Dense(3), Softmax]")]
    public void Constants_that_something_tells_apart_are_not_reported(string layers) => AnalyzerHarness.IsSilent(Classifier(layers));

    [Fact]
    public void Four_saturating_hidden_layers_are_reported_at_the_fourth() => AnalyzerHarness.Reports(
        "NETGEN405", Classifier("[Dense(8), Tanh(Name = \"First\")]\n[Dense(8), Sigmoid]\n[Dense(8), HardSigmoid]\n[Dense(8), {|Tanh|}]\n[Dense(8), Softsign]\n[Dense(3), Softmax]"),
        "Tanh 'Tanh2' is the saturating activation of hidden layer 4 in a row of 5 ('First', 'Sigmoid1', 'HardSigmoid1', 'Tanh2', 'Softsign1'); each multiplies the gradient by a slope below 1 that is near 0 where it is flat, and little arrives at the first layers",
        "Tanh(Name = \"First\")", "Sigmoid", "HardSigmoid", "Softsign");

    [Fact]
    public Task All_saturating_activations_of_a_row_are_replaced() => AnalyzerHarness.Fixes(
        Classifier("[Dense(8), Tanh(Name = \"First\")]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(3), Softmax]"),
        Classifier("[Dense(8), Relu(Name = \"First\")]\n[Dense(8), Relu]\n[Dense(8), Relu]\n[Dense(8), Relu]\n[Dense(8), Relu]\n[Dense(3), Softmax]"),
        "Replace Tanh by Relu");

    [Fact]
    public void A_row_of_tanh_alone_is_reported_at_the_fifth() => AnalyzerHarness.Reports(
        "NETGEN405", Classifier("[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(8), {|Tanh|}]\n[Dense(3), Softmax]"),
        "Tanh 'Tanh5' is the saturating activation of hidden layer 5 in a row of 5 ('Tanh1', 'Tanh2', 'Tanh3', 'Tanh4', 'Tanh5'); each multiplies the gradient by a slope below 1 that is near 0 where it is flat, and little arrives at the first layers",
        "Tanh", "Tanh", "Tanh", "Tanh");

    [Theory]
    [InlineData("[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(3), Softmax]")]
    [InlineData("[Dense(8), Sigmoid]\n[Dense(8), Sigmoid]\n[Dense(8), Elu]\n[Dense(8), Sigmoid]\n[Dense(8), Sigmoid]\n[Dense(3), Softmax]")]
    [InlineData("[Dense(8), Sigmoid]\n[Dense(8), Sigmoid]\n[Dense(8), LayerNorm, Sigmoid]\n[Dense(8), Sigmoid]\n[Dense(8), Sigmoid]\n[Dense(3), Softmax]")]
    [InlineData("[Dense(8), Sigmoid, Sigmoid, Sigmoid, Sigmoid]\n[Dense(3), Softmax]")]
    public void Gradients_that_are_refreshed_on_the_way_are_not_reported(string layers) => AnalyzerHarness.IsSilent(Classifier(layers));

    [Theory]
    [InlineData("[Dense(16), Relu]\n[Dense(1), {|Relu|}]\n[MeanSquaredError]", "Relu 'Relu2' stands at the output before MeanSquaredError (4 -> Dense1 16 -> Relu1 16 -> Dense2 1)", "MeanSquaredError")]
    [InlineData("[Dense(16), {|Relu|}]\n[Reshape(4, 4), Linear]\n[Huber(0.5)]", "Relu 'Relu1' stands at the output before Huber (4 -> Dense1 16)", "Huber(0.5)")]
    [InlineData("[Dense(1), {|Relu|}, Sigmoid]\n[BinaryCrossEntropy]", "Relu 'Relu1' stands at the output before BinaryCrossEntropy (4 -> Dense1 1)", "BinaryCrossEntropy")]
    public void A_relu_at_the_output_is_reported(string layers, string start, string loss) => AnalyzerHarness.Reports(
        "NETGEN406", Network(layers), start + ": where its input is negative its slope is 0, and an output that is negative for every sample never learns", loss);

    [Fact]
    public Task A_relu_at_the_output_is_removed() => AnalyzerHarness.Fixes(
        Network("[Dense(1), Relu, Sigmoid]\n[BinaryCrossEntropy]"), Network("[Dense(1), Sigmoid]\n[BinaryCrossEntropy]"), "Remove [Relu]");

    [Theory]
    [InlineData("[Dense(1), Relu]")]
    [InlineData("[Dense(1), LeakyRelu]\n[MeanSquaredError]")]
    [InlineData("[Relu]\n[MeanSquaredError]")]
    [InlineData("[Dense(1, Frozen = true), Relu]\n[MeanSquaredError]")]
    public void A_relu_that_costs_no_gradient_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers));

    [Fact]
    public void A_relu_in_place_of_the_activation_of_a_loss_is_one_mistake() =>
        Assert.Equal("NETGEN401", Assert.Single(AnalyzerHarness.Everything(Network("[Dense(3), Relu]\n[CategoricalCrossEntropy]"))).Id);

    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("HardSigmoid")]
    [InlineData("Softmax")]
    public void A_squashing_hidden_layer_below_a_relu_is_reported(string activation) => AnalyzerHarness.Reports(
        "NETGEN407", Classifier($$"""[Dense(16), {|{{activation}}|}]{{"\n"}}[Dense(8), Relu]{{"\n"}}[Dense(3), Softmax]"""),
        $"{activation} '{activation}1' stands before Relu 'Relu1': it flattens what comes in and shrinks the gradient on the way back, which the Relu above it would have kept whole", "Relu");

    [Fact]
    public void A_relu_of_what_is_never_negative_is_reported() => AnalyzerHarness.Reports(
        "NETGEN407", Network("[Dense(16), {|Sigmoid|}, Linear, Relu(Name = \"Out\")]\n[MeanSquaredError]"),
        "Sigmoid 'Sigmoid1' stands before Relu 'Out': its values are never negative, so the Relu lets all of them pass and does nothing", "Relu(Name = \"Out\")");

    [Theory]
    [InlineData("[Dense(16), Sigmoid]\n[Dense(8), Relu]\n[Dense(3), Softmax]", "[Dense(16), Relu]\n[Dense(8), Relu]\n[Dense(3), Softmax]", "Replace Sigmoid by Relu")]
    [InlineData("[Dense(16), Sigmoid, Relu]\n[Dense(3), Softmax]", "[Dense(16), Relu]\n[Dense(3), Softmax]", "Remove [Sigmoid]")]
    public Task A_squashing_activation_makes_way_for_the_relu(string layers, string result, string title) => AnalyzerHarness.Fixes(Classifier(layers), Classifier(result), title);

    [Fact]
    public Task A_relu_after_the_activation_of_the_output_is_removed() => AnalyzerHarness.Fixes(
        Network("[Dense(3), Sigmoid, Relu]\n[MeanSquaredError]"), Network("[Dense(3), Sigmoid]\n[MeanSquaredError]"), "Remove [Relu]");

    [Theory]
    [InlineData("[Dense(8), Relu]\n[Dense(8), Sigmoid]\n[Dense(3), Softmax]")]
    [InlineData("[Dense(8), Sigmoid]\n[Dense(8), Tanh]\n[Dense(8), Relu]\n[Dense(3), Softmax]")]
    public void A_sigmoid_that_no_relu_follows_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Classifier(layers));

    [Fact]
    public void A_row_of_sigmoids_below_a_relu_is_one_mistake() => Assert.Equal("NETGEN405", Assert.Single(AnalyzerHarness.Everything(Classifier(
        "[Dense(8), Sigmoid]\n[Dense(8), Sigmoid]\n[Dense(8), Sigmoid]\n[Dense(8), Sigmoid]\n[Dense(8), Relu]\n[Dense(3), Softmax]"))).Id);

    [Theory]
    [InlineData("MeanSquaredError(Half = true)")]
    [InlineData("MeanAbsoluteError")]
    [InlineData("Huber(0.5)")]
    public void A_loss_for_measurements_after_a_softmax_is_reported(string loss) => AnalyzerHarness.Reports(
        "NETGEN408", Network($$"""[Dense(3), Softmax]{{"\n"}}[{|{{loss}}|}]"""),
        $"{loss.Split('(')[0]} treats the probabilities of Softmax 'Softmax1' as measurements: its gradient vanishes where the softmax is sure and wrong, while that of CategoricalCrossEntropy is the error itself (4 -> Dense1 3 -> Softmax1 3)",
        "Softmax");

    [Fact]
    public Task A_loss_for_measurements_is_replaced() => AnalyzerHarness.Fixes(
        Network("[Dense(3), Softmax]\n[MeanSquaredError]"), Network("[Dense(3), Softmax]\n[CategoricalCrossEntropy]"), "Replace MeanSquaredError by CategoricalCrossEntropy");

    [Fact]
    public async Task Where_activation_and_loss_disagree_either_can_follow_the_other()
    {
        IReadOnlyDictionary<string, string> fixes = await AnalyzerHarness.Offered(Network("[Dense(3), Softmax]\n[BinaryCrossEntropy]"));
        Assert.Equal(["Replace Softmax by Sigmoid", "Replace BinaryCrossEntropy by CategoricalCrossEntropy"], fixes.Keys);
        Assert.Equal([Network("[Dense(3), Sigmoid]\n[BinaryCrossEntropy]"), Network("[Dense(3), Softmax]\n[CategoricalCrossEntropy]")], fixes.Values);
    }

    [Fact]
    public void Nothing_is_taught_about_a_network_that_does_not_fit_together() => Assert.Equal("NETGEN201", Assert.Single(AnalyzerHarness.Everything(Classifier(
        "[Dense(16), Dense(16)]\n[Reshape(4, 4, 1), Dense(3), Softmax]"))).Id);

    private static string Classifier(string layers) => Network(layers + "\n[SparseCategoricalCrossEntropy]");

    private static string Network(string layers) => $"using NetGen;\n[Network, Input(4)]\n{layers}\npublic partial class Net;\n";
}
