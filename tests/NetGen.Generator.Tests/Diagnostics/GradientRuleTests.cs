namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN413, NETGEN414 and NETGEN416 to NETGEN418: what gets no gradient, or is not read.</summary>
public class GradientRuleTests
{
    private const string End = "\n[Dense(1)]\n[MeanSquaredError]";

    [Theory]
    [InlineData("[Dense(8), {|Step|}]", "Dense 'Dense1'", "4 -> Dense1 8", "Dense(8)")]
    [InlineData("[Dense(8, Frozen = true), PRelu, {|Step|}]", "PRelu 'PRelu1'", "4 -> Dense1 8 -> PRelu1 8", "PRelu")]
    [InlineData("[Dense(8), {|Activation(nameof(Net.Sign))|}]", "Dense 'Dense1'", "4 -> Dense1 8", "Dense(8)")]
    [InlineData("[Dense(4), {|Step|}, Concat(\"Input\")]", "Dense 'Dense1'", "4 -> Dense1 4", "Dense(4)")]
    public void A_hidden_step_is_reported(string layers, string cut, string chain, string related)
    {
        string title = layers.Contains("Activation", StringComparison.Ordinal) ? "Activation 'Activation1'" : "Step 'Step1'";
        AnalyzerHarness.Reports("NETGEN414", Network(layers + End), $"{title} has a slope of 0 everywhere, so no gradient passes it and {cut} before it never learns ({chain})", related);
    }

    [Theory]
    [InlineData("[Dense(8), Step]\n[Dense(1)]")]
    [InlineData("[Step]\n[Dense(1)]\n[MeanSquaredError]")]
    [InlineData("[Dense(8, Frozen = true), Step]\n[Dense(1)]\n[MeanSquaredError]")]
    [InlineData("[Dense(4, Name = \"a\"), Step, Add(\"a\"), Relu]\n[Dense(1)]\n[MeanSquaredError]")]
    public void A_step_that_cuts_nothing_off_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers));

    [Theory]
    [InlineData("[Dense(8), Step]\n[Dense(1)]\n[MeanSquaredError]", "[Dense(8), Relu]\n[Dense(1)]\n[MeanSquaredError]", "Replace Step by Relu")]
    [InlineData("[Dense(1), Step]\n[MeanSquaredError]", "[Dense(1), Sigmoid]\n[MeanSquaredError]", "Replace Step by Sigmoid")]
    public Task A_step_makes_way_for_what_has_a_slope(string layers, string result, string title) => AnalyzerHarness.Fixes(Network(layers), Network(result), title);

    [Theory]
    [InlineData("[Dense(8), {|Softmax|}]\n[Dense(3), Softmax]", "Dense 'Dense2'", "Dense(3)")]
    [InlineData("[Dense(8), {|Softmax|}, Dropout(0.5)]\n[Dense(3), Tanh]", "Dense 'Dense2'", "Dense(3)")]
    [InlineData("[Dense(4), {|Softmax|}]\n[Dense(4, Name = \"b\"), Add(\"Input\")]", "Dense 'b'", "Dense(4, Name = \"b\")")]
    public void A_hidden_softmax_is_reported(string layers, string reader, string related) => AnalyzerHarness.Reports(
        "NETGEN416", Network(layers),
        $"Softmax 'Softmax1' stands in a hidden layer, before {reader}: its outputs sum to 1 over all units, so each can only grow at the cost of the others, and gradients fade where one is near 1", related);

    [Theory]
    [InlineData("[Dense(4), Softmax, Multiply(\"Input\")]\n[Dense(1)]")]
    [InlineData("[Dense(4), Softmax(Name = \"policy\")]\n[Dense(1, Name = \"value\")]\n[Output(\"policy\")]\n[Output(\"value\")]")]
    [InlineData("[Dense(4), Softmax]\n[Reshape(2, 2)]")]
    public void A_softmax_that_chooses_or_comes_out_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers));

    [Theory]
    [InlineData("{|InitializerValue = 0.5|}", "InitializerValue", "it is the value of Initializer.Constant, and the weights start from Initializer.GlorotUniform")]
    [InlineData("{|InitializerValue = 0.5|}, Bias = false, BiasInitializer = Initializer.Zeros", null, null)]
    [InlineData("Initializer = Initializer.HeNormal, {|InitializerValue = 2|}", "InitializerValue", "it is the value of Initializer.Constant, and the weights start from Initializer.HeNormal")]
    [InlineData("Bias = false, {|BiasInitializer = Initializer.Ones|}", "BiasInitializer", "the layer has no bias")]
    public void What_no_initialiser_reads_is_reported(string arguments, string? argument, string? reason)
    {
        if (argument is not null)
            AnalyzerHarness.Reports("NETGEN413", Network($"[Dense(2, {arguments})]"), $"Dense 'Dense1': {argument} has no effect: {reason}");
        else
            Assert.Equal(["NETGEN413", "NETGEN413"], AnalyzerHarness.Findings(Network($"[Dense(2, {arguments.Replace("{|", string.Empty).Replace("|}", string.Empty)})]")).Select(found => found.Id));
    }

    [Fact]
    public void A_scale_of_a_constant_is_reported() => AnalyzerHarness.Reports(
        "NETGEN413", Network("[Dense(2, Initializer = Initializer.Ones, {|InitializerScale = 3|})]"), "Dense 'Dense1': InitializerScale has no effect: Initializer.Ones has no spread that it could scale");

    [Theory]
    [InlineData("Initializer = Initializer.Constant, InitializerValue = 0.5")]
    [InlineData("BiasInitializer = Initializer.Constant, InitializerValue = 0.5, InitializerScale = 2")]
    public void What_an_initialiser_reads_is_not_reported(string arguments) => AnalyzerHarness.IsSilent(Network($"[Dense(2, {arguments})]"));

    [Theory]
    [InlineData("Activation(nameof(Net.Constant))", "Constant", "Activation", "never reads 'x', so what comes in makes no difference, and nothing before it learns")]
    [InlineData("PhysicsLoss(nameof(Net.Residual))", "Residual", "PhysicsLoss", "never reads an output of the network or a derivative of one, so nothing is learnt")]
    public void A_function_that_ignores_the_network_is_reported_at_its_name(string layer, string name, string kind, string reason) => AnalyzerHarness.Reports(
        "NETGEN417", Network($"[Dense(1)]\n[{layer}]").Replace($"float {name}(", $$"""float {|{{name}}|}("""), $"'{name}', the function of {kind}, {reason}");

    [Theory]
    [InlineData("y > target ? 1f : 0f", "has a slope of 0 everywhere by 'y'")]
    [InlineData("target", "never reads 'y'")]
    [InlineData("0", "never reads 'y'")]
    public void A_loss_that_teaches_nothing_is_reported(string value, string reason) => Assert.Equal(
        $"'Stub', the function of CustomLoss, {reason}, the output of the network, so nothing is learnt",
        Assert.Single(AnalyzerHarness.Findings(Network("[Dense(1), CustomLoss(nameof(Net.Stub))]").Replace("=> target;", $"=> {value};", StringComparison.Ordinal)))
            .GetMessage(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_trained_scalar_that_nothing_reads_is_reported_at_the_parameter() => AnalyzerHarness.Reports(
        "NETGEN418", Network("[Dense(8), Activation(nameof(Net.Idle))]\n[Dense(1)]").Replace("[Parameter(1)] float idle", "{|[Parameter(1)] float idle|}", StringComparison.Ordinal),
        "'Idle' never reads 'idle', which is marked [Parameter]: it is trained and changes nothing");

    [Theory]
    [InlineData("[Dense(3), Activation(nameof(Net.Used))]\n[Dense(1), CustomLoss(nameof(Net.Reward))]")]
    [InlineData("[Dense(3), Tanh]\n[Dense(1), PhysicsLoss(nameof(Net.Equation))]")]
    public void Functions_that_read_what_matters_are_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers));

    private static string Network(string layers) => $$"""
        using System;
        using NetGen;
        [Network, Input(4)]
        {{layers}}
        public partial class Net
        {
            public static float Sign(float x) => MathF.Sign(x);
            public static float Constant(float x) => 0.5f;
            public static float Stub(float y, float target) => target;
            public static float Residual(float a, float b, float c, float d, float y) => a + b;
            public static float Equation(float a, float b, float c, float d, float y, [Derivative(0)] float slope) => slope + a;
            public static float Idle(float x, [Parameter(1)] float idle) => x * x;
            public static float Used(float x, [Parameter(1)] float beta) => x * beta;
            public static float Reward(float y, float target) => -y * y;
        }
        """;
}
