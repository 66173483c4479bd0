namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN412, and the arguments of penalties.</summary>
public class PenaltyRuleTests
{
    [Theory]
    [InlineData("[Dense(3), {|L2(0.1)|}]", "L2")]
    [InlineData("[{|L1(1e-4, Biases = true)|}]\n[Dense(3), Relu, Dense(2)]", "L1")]
    public void A_penalty_without_a_loss_is_reported(string layers, string title) => AnalyzerHarness.Reports(
        "NETGEN412", Network(layers), $"{title} has no effect: it adds to the loss, and the network declares none");

    [Theory]
    [InlineData("[{|L2(0.1)|}]\n[Relu]\n[MeanSquaredError]", "L2")]
    [InlineData("[PRelu, BatchNorm, Dropout(0.5)]\n[MeanSquaredError]\n[{|L1(0.1, Biases = true)|}]", "L1")]
    public void A_penalty_on_no_weights_is_reported(string layers, string title) => AnalyzerHarness.Reports(
        "NETGEN412", Network(layers), $"{title} has no effect: it is on weights, and no layer has any");

    [Theory]
    [InlineData("[PRelu, {|L2(0.5)|}]\n[Dense(1)]", "PRelu 'PRelu1'")]
    [InlineData("[Relu, {|L1(0.1)|}, Dense(3)]", "Relu 'Relu1'")]
    [InlineData("[Relu(Name = \"r\")]\n[Add(\"Input\"), {|L2(0.5)|}]\n[Dense(1)]", "Add 'Add1'")]
    public void A_penalty_behind_layers_without_weights_is_reported(string layers, string before) => AnalyzerHarness.Reports(
        "NETGEN412", Network(layers + "\n[MeanSquaredError]"),
        $"{(layers.Contains("L1", StringComparison.Ordinal) ? "L1" : "L2")} has no effect: it stands behind {before}, and neither that nor a layer before it has weights; behind a layer with weights it is on those, before the first layer or behind the loss on all");

    [Fact]
    public async Task A_penalty_behind_layers_without_weights_moves_behind_one_with_weights()
    {
        IReadOnlyDictionary<string, string> fixes = await AnalyzerHarness.Offered(Network("[PRelu, L2(0.5)]\n[Dense(1)]\n[MeanSquaredError]"));
        Assert.Equal(["Move L2 behind Dense", "Remove [L2]"], fixes.Keys);
        Assert.Equal(Network("[PRelu]\n[Dense(1), L2(0.5)]\n[MeanSquaredError]"), fixes["Move L2 behind Dense"]);
    }

    [Theory]
    [InlineData("[Dense(3), L2(0.1)]", "[Dense(3)]")]
    [InlineData("[L1(0.1)]\n[Relu]\n[MeanSquaredError]", "[Relu]\n[MeanSquaredError]")]
    public Task A_penalty_without_effect_is_removed(string layers, string result) =>
        AnalyzerHarness.Fixes(Network(layers), Network(result), layers.Contains("L1", StringComparison.Ordinal) ? "Remove [L1]" : "Remove [L2]");

    [Theory]
    [InlineData("[L2(0.1)]\n[Dense(3), Relu, Dense(2)]\n[MeanSquaredError]")]
    [InlineData("[Dense(3), L1(0.1), L2(0.1, Biases = true), Relu, Dense(2)]\n[MeanSquaredError]")]
    [InlineData("[Dense(3)]\n[MeanSquaredError]\n[L2(0)]")]
    public void What_works_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers));

    [Theory]
    [InlineData("L2({|-1|})", "L2: lambda must be a finite number, at least 0, not -1")]
    [InlineData("L1({|double.NaN|})", "L1: lambda must be a finite number, at least 0, not NaN")]
    [InlineData("L1({|double.PositiveInfinity|}, Biases = true)", "L1: lambda must be a finite number, at least 0, not Infinity")]
    [InlineData("L2({|1e39|})", "L2: lambda must be within the range of float, not 1E+39")]
    public void Impossible_factors_are_reported(string penalty, string message)
    {
        using HostileCulture culture = new();
        AnalyzerHarness.Reports("NETGEN109", Network($"[Dense(3), {penalty}]\n[MeanSquaredError]"), message);
    }

    private static string Network(string layers) => $"using NetGen;\n[Network, Input(4)]\n{layers}\npublic partial class Net;\n";
}
