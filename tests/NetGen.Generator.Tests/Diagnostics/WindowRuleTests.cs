namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Windows: what they cannot be, what they do not fit, and what they leave unread.</summary>
public class WindowRuleTests
{
    [Theory]
    [InlineData("Conv2D(8, 3, {|Stride = 0|})", "Conv2D 'Conv1': Stride must be at least 1, not 0")]
    [InlineData("Conv2D(8, 3, {|StrideWidth = -2|})", "Conv2D 'Conv1': StrideWidth must be at least 1, not -2")]
    [InlineData("Conv2D(8, 3, {|Dilation = -1|})", "Conv2D 'Conv1': Dilation must be at least 1, not -1")]
    [InlineData("Conv2D({|0|}, 3)", "Conv2D 'Conv1': filters must be at least 1, not 0")]
    [InlineData("Conv2D(8, {|0|})", "Conv2D 'Conv1': kernel must be at least 1, not 0")]
    [InlineData("Conv2D(8, 3, {|-1|})", "Conv2D 'Conv1': kernelWidth must be at least 1, not -1")]
    [InlineData("Conv2D(8, 3, {|Groups = 0|})", "Conv2D 'Conv1': Groups must be at least 1, not 0")]
    [InlineData("Conv2D(8, 3, {|Groups = 3|})", "Conv2D 'Conv1': Groups must be a divisor of the 8 filters, not 3")]
    [InlineData("Conv2D(8, 3, {|DilationWidth = 0|})", "Conv2D 'Conv1': DilationWidth must be at least 1, not 0")]
    [InlineData("Conv2D(8, 3, {|Padding = -2|})", "Conv2D 'Conv1': Padding must be at least 0, not -2")]
    [InlineData("Conv2D(8, 3, {|PaddingSides = new[] { 1, 1 }|})", "Conv2D 'Conv1': PaddingSides must be four numbers, { top, bottom, left, right }, not 2")]
    [InlineData("Conv2D(8, 3, Padding = 1, {|PaddingSides = new[] { 1, 1, 1, 1 }|})", "Conv2D 'Conv1': Padding and PaddingSides both say how wide the border is; set one of them")]
    [InlineData("MaxPool2D({|0|})", "MaxPool2D 'Pool1': window must be at least 1, not 0")]
    [InlineData("AvgPool2D(3, {|Padding = 2|})", "AvgPool2D 'Pool1': Padding must be at most 1, half of the window of 3, not 2")]
    [InlineData("DepthwiseConv2D(3, {|Multiplier = 0|})", "DepthwiseConv2D 'DepthwiseConv1': Multiplier must be at least 1, not 0")]
    [InlineData("ConvTranspose2D(4, 3, Stride = 2, {|OutputPadding = 2|})", "ConvTranspose2D 'ConvTranspose1': OutputPadding must be from 0 to 1, less than the stride or the dilation, not 2")]
    public void An_impossible_window_is_reported_at_the_argument(string layer, string message)
    {
        using HostileCulture culture = new();
        AnalyzerHarness.Reports("NETGEN109", Image(28, 28, 4, layer), message);
    }

    [Theory]
    [InlineData("Conv2D(8, 3, Stride = 0)", "Conv2D(8, 3, Stride = 1)", "Set Stride to 1")]
    [InlineData("Conv2D(8, 3, Groups = 3)", "Conv2D(8, 3, Groups = 2)", "Set Groups to 2")]
    [InlineData("Conv2D(8, 3, Padding = -7)", "Conv2D(8, 3, Padding = 0)", "Set Padding to 0")]
    [InlineData("MaxPool2D(4, Padding = 3)", "MaxPool2D(4, Padding = 2)", "Set Padding to 2")]
    [InlineData("ConvTranspose2D(4, 3, OutputPadding = 2)", "ConvTranspose2D(4, 3, OutputPadding = 0)", "Set OutputPadding to 0")]
    public Task The_nearest_possible_value_is_offered(string layer, string result, string title) => AnalyzerHarness.Fixes(Image(28, 28, 4, layer), Image(28, 28, 4, result), title);

    [Fact]
    public async Task Of_two_kinds_of_padding_one_is_removed() => Assert.Equal(
        [Image(28, 28, 4, "Conv2D(8, 3, PaddingSides = new[] { 1, 1, 1, 1 })"), Image(28, 28, 4, "Conv2D(8, 3, Padding = 1)")],
        (await AnalyzerHarness.Offered(Image(28, 28, 4, "Conv2D(8, 3, Padding = 1, PaddingSides = new[] { 1, 1, 1, 1 })"))).Values);

    [Theory]
    [InlineData("Conv2D(16, 7)", "floor((5 + 2*0 - 7)/1) + 1 = -1 rows: a 7x7 kernel")]
    [InlineData("Conv2D(16, 3, Dilation = 3)", "floor((5 + 2*0 - (3*(3 - 1) + 1))/1) + 1 = -1 rows: a 3x3 kernel")]
    [InlineData("Conv2D(16, 5, 9, PaddingSides = new[] { 0, 0, 1, 2 })", "floor((5 + 1 + 2 - 9)/1) + 1 = 0 columns: a 5x9 kernel")]
    [InlineData("MaxPool2D(6)", "floor((5 + 2*0 - 6)/6) + 1 = 0 rows: a 6x6 window")]
    public void A_window_larger_than_its_input_is_reported_with_the_arithmetic(string layer, string arithmetic)
    {
        string name = layer.StartsWith("Max", StringComparison.Ordinal) ? "Pool2" : "Conv2";
        AnalyzerHarness.Reports("NETGEN201", $$"""
            using NetGen;
            [Network, Input(14, 14, 1)]
            [Conv2D(6, 5), Relu]
            [MaxPool2D(2)]
            [{|{{layer}}|}]
            public partial class Net;
            """, $"{layer.Split('(')[0]} '{name}': {arithmetic} does not fit the 5x5x6 input made by 'Pool1' (14x14x1 -> Conv1 10x10x6 -> Relu1 10x10x6 -> Pool1 5x5x6)", "MaxPool2D(2)");
    }

    [Theory]
    [InlineData(5, "Conv2D(16, 7)", "Set Padding to Padding.Same", "Conv2D(16, 7, Padding = Padding.Same)", "Set kernel to 5", "Conv2D(16, 5)")]
    [InlineData(5, "MaxPool2D(window: 8, Stride = 1)", "Set Padding to Padding.Same", "MaxPool2D(window: 8, Stride = 1, Padding = Padding.Same)", "Set window to 5", "MaxPool2D(window: 5, Stride = 1)")]
    public async Task A_border_and_a_smaller_window_are_offered(int size, string layer, string borderTitle, string border, string windowTitle, string window)
    {
        IReadOnlyDictionary<string, string> offered = await AnalyzerHarness.Offered(Image(size, size, 3, layer));
        Assert.Equal([borderTitle, windowTitle], offered.Keys);
        Assert.Equal([Image(size, size, 3, border), Image(size, size, 3, window)], offered.Values);
    }

    [Theory]
    [InlineData(7, 7, "MaxPool2D(2)", "floor((7 + 2*0 - 2)/2) + 1 = 3 rows and columns, remainder 1; the last row and the last column", "are")]
    [InlineData(7, 9, "AvgPool2D(2)", "floor((7 + 2*0 - 2)/2) + 1 = 3 rows, remainder 1 and floor((9 + 2*0 - 2)/2) + 1 = 4 columns, remainder 1; the last row and the last column", "are")]
    [InlineData(8, 9, "MaxPool2D(2)", "floor((9 + 2*0 - 2)/2) + 1 = 4 columns, remainder 1; the last column", "is")]
    [InlineData(13, 12, "Conv2D(8, 4, Stride = 4)", "floor((13 + 2*0 - 4)/4) + 1 = 3 rows, remainder 1; the last row", "is")]
    [InlineData(15, 12, "Conv2D(8, 4, Stride = 4)", "floor((15 + 2*0 - 4)/4) + 1 = 3 rows, remainder 3; the last 3 rows", "are")]
    [InlineData(13, 6, "Conv2D(8, 3, Stride = 3, Padding = Padding.Same)", "floor((6 + 2*1 - 3)/3) + 1 = 2 columns, remainder 2; the last column", "is")]
    public void Rows_and_columns_that_no_window_reads_are_counted(int height, int width, string layer, string message, string verb) => AnalyzerHarness.Reports(
        "NETGEN206", Image(height, width, 3, "{|" + layer + "|}"),
        $"{Title(layer)}: {message} of the {height}x{width}x3 input made by 'Input' {verb} never read ({height}x{width}x3)", $"Input({height}, {width}, 3)");

    [Fact]
    public void Steps_of_a_sequence_that_no_window_reads_are_counted() => AnalyzerHarness.Reports("NETGEN206", """
        using NetGen;
        [Network, Input(12, 3)]
        [Conv1D(8, 3), Relu]
        [{|MaxPool1D(4)|}]
        public partial class Net;
        """, "MaxPool1D 'Pool1': floor((10 + 2*0 - 4)/4) + 1 = 2 steps, remainder 2; the last 2 steps of the 10x8 input made by 'Relu1' are never read (12x3 -> Conv1 10x8 -> Relu1 10x8)", "Relu");

    [Fact]
    public async Task A_pool_that_leaves_a_row_and_a_column_can_be_put_right_in_four_ways() => Assert.Equal(
        new Dictionary<string, string>
        {
            ["Set Padding to Padding.Same"] = Image(7, 7, 3, "MaxPool2D(2, Padding = Padding.Same)"),
            ["Set Stride to 1"] = Image(7, 7, 3, "MaxPool2D(2, Stride = 1)"),
            ["Set window to 3 and set Stride to 2"] = Image(7, 7, 3, "MaxPool2D(3, Stride = 2)"),
            ["Insert [Crop2D(0, 1, 0, 1)] before it"] = Image(7, 7, 3, "Crop2D(0, 1, 0, 1)]\n[MaxPool2D(2)"),
        },
        await AnalyzerHarness.Offered(Image(7, 7, 3, "MaxPool2D(2)")));

    [Fact]
    public async Task Sides_that_were_given_are_given_again() => Assert.Equal(
        [
            "Set PaddingSides to new[] { 1, 2, 0, 2 }",
            "Set Stride to 1",
            "Set kernelHeight to 4 and set kernelWidth to 4",
            "Insert [Crop2D(0, 1, 0, 1)] before it",
        ],
        (await AnalyzerHarness.Offered(Image(9, 10, 1, "Conv2D(8, 3, 3, Stride = 3, PaddingSides = new[] { 1, 0, 0, 0 })"))).Keys);

    /// <summary>Every size of window, step and border on every size of image, and behind it layers that take what comes.</summary>
    [Fact]
    public async Task Each_fix_of_a_window_that_leaves_something_yields_a_network_without_a_warning()
    {
        Random random = new(12);
        int offered = 0;
        for (int i = 0; i < 60; i++)
        {
            int kernel = random.Next(2, 6), stride = random.Next(2, 7), height = random.Next(7, 20), width = random.Next(7, 20);
            string form = random.Next(4) switch
            {
                0 => $"Conv2D(4, {kernel}, Stride = {stride}, Padding = {random.Next(kernel)})",
                1 => $"Conv2D(4, {kernel}, {random.Next(2, 6)}, Stride = {stride}, StrideWidth = {random.Next(1, 5)}, Dilation = {random.Next(1, 3)})",
                2 => $"MaxPool2D({kernel})",
                _ => $"AvgPool2D({kernel}, Stride = {stride}, PaddingSides = new[] {{ {random.Next((kernel / 2) + 1)}, 0, {random.Next((kernel / 2) + 1)}, 0 }})",
            };
            string source = $"using NetGen;\n[Network, Input({height}, {width}, 2)]\n[{form}, Relu]\n[Flatten, Dense(2)]\npublic partial class Net;\n";
            // Offered itself checks that nothing is found in what a fix makes.
            if (AnalyzerHarness.Findings(source) is [{ Id: "NETGEN206" or "NETGEN207" }])
                offered += (await AnalyzerHarness.Offered(source, isCompiled: false)).Count;
        }

        Assert.True(offered > 60, $"only {offered} fixes were offered");
    }

    [Theory]
    [InlineData("Conv2D(8, 2, {|Stride = 3|})", "a stride of 3 is larger than the kernel of 2, and 2 rows and 2 columns of the 8x8x3 input made by 'Input' are never read (8x8x3)")]
    [InlineData("Conv2D(8, 2, {|Stride = 4|})", "a stride of 4 is larger than the kernel of 2, and 4 rows and 4 columns of the 8x8x3 input made by 'Input' are never read (8x8x3)")]
    [InlineData("Conv2D(8, 2, {|StrideWidth = 3|})", "a stride of 3 is larger than the kernel of 2, and 2 columns of the 8x8x3 input made by 'Input' are never read (8x8x3)")]
    [InlineData("AvgPool2D(2, {|Stride = 6|})", "a stride of 6 is larger than the window of 2, and 4 rows and 4 columns of the 8x8x3 input made by 'Input' are never read (8x8x3)")]
    [InlineData("Conv2D(8, 1, 3, {|Stride = 2|}, StrideWidth = 1)", "a stride of 2 is larger than the kernel of 1, and 4 rows of the 8x8x3 input made by 'Input' are never read (8x8x3)")]
    [InlineData("Conv2D(8, 3, {|Stride = 2|}, Dilation = 2)", "a stride of 2 with a dilation of 2 never comes between the taps, and 4 rows and 4 columns of the 8x8x3 input made by 'Input' are never read (8x8x3)")]
    public void A_stride_that_steps_over_something_is_reported_at_the_stride(string layer, string message) =>
        AnalyzerHarness.Reports("NETGEN207", Image(8, 8, 3, layer), $"{Title(layer)}: {message}", "Input(8, 8, 3)");

    [Theory]
    [InlineData("Conv2D(8, 1, Stride = 2)")]
    [InlineData("MaxPool2D(1, Stride = 3)")]
    [InlineData("Conv2D(8, 7, Stride = 2, Padding = 3)")]
    [InlineData("Conv2D(8, 3, Stride = 2, Padding = 1)")]
    [InlineData("Conv2D(8, 3, Stride = 2, Padding = Padding.Same)")]
    [InlineData("MaxPool2D(3, Stride = 2, Padding = 1)")]
    [InlineData("Conv2D(8, 3, Dilation = 4)")]
    [InlineData("Conv2D(8, 14, Stride = 15)")]
    [InlineData("ConvTranspose2D(8, 2, Stride = 3)")]
    public void Sampling_and_borders_that_are_not_read_are_no_fault(string layer) => AnalyzerHarness.IsSilent(Image(14, 14, 3, layer));

    [Theory]
    [InlineData("MaxPool2D(2)", "its window slides over an image (height, width, channels), not the 100 input", "Reshape(10, 10, 1)")]
    [InlineData("Conv2D(8, 3)", "a convolution slides over an image (height, width, channels), not the 100 input", "Reshape(10, 10, 1)")]
    [InlineData("MaxPool1D(2)", "its window slides along a sequence (steps, features), not the 100 input", "Reshape(100, 1)")]
    [InlineData("Conv1D(8, 3)", "a convolution slides along a sequence (steps, features), not the 100 input", "Reshape(100, 1)")]
    [InlineData("GlobalMaxPool", "it pools an image or a sequence, not the 100 input", "Reshape(10, 10, 1)")]
    public async Task A_window_on_a_vector_is_reported_and_the_vector_reshaped(string layer, string misfit, string shape)
    {
        string before = $"using NetGen;\n[Network, Input(100)]\n[{layer}]\npublic partial class Net;\n";
        AnalyzerHarness.Reports("NETGEN201", before.Replace(layer, "{|" + layer + "|}"), $"{Title(layer)}: {misfit} made by 'Input' (100)", "Input(100)");
        await AnalyzerHarness.Fixes(before, before.Replace($"[{layer}]", $"[{shape}]\n[{layer}]"), $"Insert [{shape}] before it");
    }

    [Fact]
    public Task An_image_without_channels_gets_one() => AnalyzerHarness.Fixes(
        "using NetGen;\n[Network, Input(28, 28)]\n[Conv2D(8, 3)]\npublic partial class Net;\n",
        "using NetGen;\n[Network, Input(28, 28)]\n[Reshape(28, 28, 1)]\n[Conv2D(8, 3)]\npublic partial class Net;\n",
        "Insert [Reshape(28, 28, 1)] before it");

    [Theory]
    [InlineData("[Flatten]\n[Conv2D(8, 3), Relu]\n[GlobalAvgPool, Dense(3)]", "[Conv2D(8, 3), Relu]\n[GlobalAvgPool, Dense(3)]", "Remove [Flatten]")]
    [InlineData("[Relu, Flatten]\n[MaxPool2D(2)]\n[Dense(3)]", "[Relu]\n[MaxPool2D(2), Flatten]\n[Dense(3)]", "Remove [Flatten] and add Flatten after MaxPool2D")]
    public Task A_flatten_that_comes_too_early_moves(string layers, string result, string title) => AnalyzerHarness.Fixes(
        $"using NetGen;\n[Network, Input(28, 28, 1)]\n{layers}\npublic partial class Net;\n", $"using NetGen;\n[Network, Input(28, 28, 1)]\n{result}\npublic partial class Net;\n", title);

    [Fact]
    public void Groups_that_do_not_divide_the_channels_are_reported() => AnalyzerHarness.Reports(
        "NETGEN201", Image(8, 8, 10, "{|Conv2D(12, 3, Groups = 4)|}"),
        "Conv2D 'Conv1': 4 groups do not divide its 10 channels (10 = 2*4 + 2): the 8x8x10 input made by 'Input' (8x8x10)", "Input(8, 8, 10)");

    [Fact]
    public Task The_most_groups_that_divide_both_sides_are_offered() => AnalyzerHarness.Fixes(
        Image(8, 8, 10, "Conv2D(12, 3, Groups = 4)"), Image(8, 8, 10, "Conv2D(12, 3, Groups = 2)"), "Set Groups to 2");

    [Fact]
    public void Another_size_is_no_shape_for_the_input() => AnalyzerHarness.Reports(
        "NETGEN201", Image(7, 7, 16, "{|Reshape(7, 7, 32)|}"),
        "Reshape 'Reshape1': 7*7*32 = 1568 is not 7*7*16 = 784: the shape 7x7x32 does not hold the 7x7x16 input made by 'Input' (7x7x16)", "Input(7, 7, 16)");

    [Fact]
    public async Task The_extents_that_can_be_right_are_offered() => Assert.Equal(
        ["Set channels to 8", "Set width to 4", "Set height to 2"], (await AnalyzerHarness.Offered(Image(8, 8, 4, "Reshape(4, 8, 16)"))).Keys);

    [Fact]
    public void What_a_crop_or_a_transposed_convolution_leaves_nothing_of_is_reported()
    {
        AnalyzerHarness.Reports("NETGEN201", Image(8, 8, 1, "{|Crop2D(4)|}"), "Crop2D 'Crop1': 8 - 4 - 4 = 0 rows: nothing is left of the 8x8x1 input made by 'Input' (8x8x1)", "Input(8, 8, 1)");
        AnalyzerHarness.Reports(
            "NETGEN201", Image(1, 1, 1, "{|ConvTranspose2D(4, 3, Padding = 2)|}"),
            "ConvTranspose2D 'ConvTranspose1': (1 - 1)*1 - 2*2 + 3 + 0 = -1 rows: the padding leaves nothing of the 1x1x1 input made by 'Input' (1x1x1)", "Input(1, 1, 1)");
    }

    private static string Title(string layer)
    {
        string kind = layer.Replace("{|", string.Empty).Split('(')[0];
        string prefix = kind.Contains("Pool", StringComparison.Ordinal) ? "Pool" : "Conv";
        return $"{kind} '{prefix}1'";
    }

    private static string Image(int height, int width, int channels, string layer) => $"using NetGen;\n[Network, Input({height}, {width}, {channels})]\n[{layer}]\npublic partial class Net;\n";
}
