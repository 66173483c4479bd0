namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN208, NETGEN209 and NETGEN211: shapes that go together and are not meant.</summary>
public class FitRuleTests
{
    [Theory]
    [InlineData("4, 2", "CausalConv1D(8, {|9|})", "8", "5", "4", "4x2", "4, 2")]
    [InlineData("6, 1", "CausalConv1D(8, {|3|}, Dilation = 4)", "8", "1", "6", "6x1", "6, 1")]
    public void A_causal_kernel_longer_than_its_sequence_is_reported(string input, string layer, string past, string dead, string steps, string chain, string related) => AnalyzerHarness.Reports(
        "NETGEN208", Network($"[Input({input})]\n[{layer}, Relu]\n[Flatten, Dense(1)]\n[MeanSquaredError]"),
        $"CausalConv1D 'Conv1': a kernel that looks back over {past} steps never meets the input at {dead} of its taps: the sequence made by 'Input' has {steps} steps, and before the first stand zeros alone, so these weights never learn ({chain})",
        $"Input({related})");

    [Theory]
    [InlineData("[Input(4, 2)]\n[CausalConv1D(8, 4), Relu]")]
    [InlineData("[Input(7, 2)]\n[CausalConv1D(8, 4, Dilation = 2), Relu]")]
    [InlineData("[Input(1, 2)]\n[CausalConv1D(8, 4, Dilation = 512), Relu]")]
    [InlineData("[Input(64, 2)]\n[CausalConv1D(8, 3, Dilation = 512), Relu]")]
    public void A_causal_kernel_that_meets_its_sequence_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers + "\n[Flatten, Dense(1)]"));

    [Fact]
    public Task A_causal_kernel_is_cut_to_its_sequence() => AnalyzerHarness.Fixes(
        Network("[Input(6, 1)]\n[CausalConv1D(8, 9, Dilation = 2), Relu]\n[Flatten, Dense(1)]"), Network("[Input(6, 1)]\n[CausalConv1D(8, 3, Dilation = 2), Relu]\n[Flatten, Dense(1)]"), "Set kernel to 3");

    [Fact]
    public void A_layer_normalisation_of_one_feature_is_reported() => AnalyzerHarness.Reports(
        "NETGEN209", Network("[Input(4)]\n[Dense(1), {|LayerNorm|}]"),
        "LayerNorm 'LayerNorm1': over one feature the mean is the feature itself, so what comes in is lost and beta alone comes out (4 -> Dense1 1)", "Dense(1)");

    [Fact]
    public void Attention_over_one_step_is_reported() => AnalyzerHarness.Reports(
        "NETGEN209", Network("[Input(1, 4)]\n[{|SelfAttention(2)|}]"),
        "SelfAttention 'Attention1': over one step the weight of that step is always 1, so queries and keys have no effect and never learn (1x4)", "Input(1, 4)");

    [Theory]
    [InlineData("[Input(3, 1)]\n[Gru(2)]\n[LayerNorm, Dense(1)]")]
    [InlineData("[Input(2, 4)]\n[SelfAttention(2)]\n[Flatten, Dense(1)]")]
    public void What_compares_several_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers));

    [Fact]
    public void An_image_with_its_channels_first_is_reported() => AnalyzerHarness.Reports(
        "NETGEN211", Network("[{|Input(3, 32, 32)|}]\n[Conv2D(16, 3, Padding = Padding.Same), Relu]\n[GlobalAvgPool, Dense(10)]"),
        "Input 3x32x32 is an image of 3 rows, 32 columns and 32 channels for Conv2D 'Conv1'; did you mean [Input(32, 32, 3)]?", "Conv2D(16, 3, Padding = Padding.Same)");

    [Fact]
    public void A_pool_that_does_not_fit_an_image_with_its_channels_first_says_so() => AnalyzerHarness.Reports(
        "NETGEN201", Network("[Input(3, 32, 32)]\n[Conv2D(16, 3), Relu]\n[{|MaxPool2D(2)|}]\n[Flatten, Dense(10)]"),
        "MaxPool2D 'Pool1': floor((1 + 2*0 - 2)/2) + 1 = 0 rows: a 2x2 window does not fit the 1x30x16 input made by 'Relu1' (3x32x32 -> Conv1 1x30x16 -> Relu1 1x30x16); images are height, width, channels: did you mean [Input(32, 32, 3)]?", "Relu");

    [Theory]
    [InlineData("[Input(3, 32, 32)]\n[Conv2D(16, 3), Relu]\n[MaxPool2D(2)]\n[Flatten, Dense(10)]")]
    [InlineData("[Input(3, 32, 32)]\n[Conv2D(16, 3, Padding = Padding.Same), Relu]\n[Flatten, Dense(10)]")]
    public Task The_extents_are_put_in_order_and_nothing_hides_the_mistake(string layers) => AnalyzerHarness.Fixes(
        Network(layers), Network(layers.Replace("3, 32, 32", "32, 32, 3", StringComparison.Ordinal)), "Replace Input(3, 32, 32) by Input(32, 32, 3)");

    [Theory]
    [InlineData("[Input(4, 4, 4)]\n[Conv2D(16, 3), Relu]")]
    [InlineData("[Input(1, 100, 12)]\n[Conv2D(16, 1, 3), Relu]")]
    [InlineData("[Input(1, 16, 16)]\n[Conv2D(16, 1, 3), Relu]")]
    [InlineData("[Input(19, 19, 17)]\n[Conv2D(16, 3), Relu]")]
    [InlineData("[Input(3, 32, 32)]\n[Flatten, Dense(2), Relu]\n[Reshape(2, 1, 1)]")]
    public void An_image_that_is_in_order_is_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers + "\n[Flatten, Dense(1)]"));

    private static string Network(string layers) => $$"""
        using System;
        using NetGen;
        [Network]
        {{layers}}
        public partial class Net;
        """;
}
