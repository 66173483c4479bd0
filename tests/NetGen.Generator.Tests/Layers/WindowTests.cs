extern alias generator;

using generator::NetGen.Generator.Declaration;
using generator::NetGen.Generator.Layers;

namespace NetGen.Generator.Tests.Layers;

/// <summary>What layers of windows make of their arguments and of shapes that do not fit.</summary>
public sealed class WindowTests
{
    private const int Same = -1;

    [Theory]
    [InlineData(28, 5, 1, 1, 0, 24, "floor((28 + 2*0 - 5)/1) + 1 = 24")]
    [InlineData(28, 5, 2, 1, 0, 12, "floor((28 + 2*0 - 5)/2) + 1 = 12")]
    [InlineData(28, 3, 2, 1, 1, 14, "floor((28 + 2*1 - 3)/2) + 1 = 14")]
    [InlineData(13, 3, 1, 3, 0, 7, "floor((13 + 2*0 - (3*(3 - 1) + 1))/1) + 1 = 7")]
    [InlineData(7, 4, 2, 1, Same, 4, "floor((7 + 1 + 2 - 4)/2) + 1 = 4")]
    [InlineData(5, 7, 1, 1, 0, -1, "floor((5 + 2*0 - 7)/1) + 1 = -1")]
    [InlineData(5, 7, 4, 1, 0, 0, "floor((5 + 2*0 - 7)/4) + 1 = 0")]
    public void Places_of_a_window_are_computed_as_they_are_written(int extent, int kernel, int stride, int dilation, int padding, int places, string arithmetic)
    {
        AttributeRecord attribute = Attribute("Conv1D", ("filters", 1), ("kernel", kernel), ("Stride", stride), ("Dilation", dilation), ("Padding", padding));
        Window window = new Conv1D(attribute).Window.Over(new Shape(extent, 1)).Single();
        Assert.Equal(places, window.Places);
        Assert.Equal(arithmetic, window.Arithmetic);
    }

    [Fact]
    public void A_border_that_keeps_the_size_has_the_odd_row_after()
    {
        foreach (int extent in (int[])[1, 2, 5, 8])
        {
            foreach ((int kernel, int dilation, int stride) in new[] { (1, 1, 1), (2, 1, 1), (3, 2, 1), (4, 1, 3), (5, 3, 2) })
            {
                Window window = new Conv2D(Attribute("Conv2D", ("filters", 1), ("kernel", kernel), ("Dilation", dilation), ("Stride", stride), ("Padding", Same))).Window.Over(new Shape(extent, 1, 1))[0];
                Assert.Equal((extent + stride - 1) / stride, window.Places);
                Assert.Equal(dilation * (kernel - 1), window.Before + window.After);
                Assert.InRange(window.After - window.Before, 0, 1);
            }
        }
    }

    [Fact]
    public void A_misfit_is_told_with_its_arithmetic_and_ends_with_the_input()
    {
        Shape small = new(5, 9, 16), odd = new(8, 8, 7), vector = new(784), sequence = new(4, 3);
        Assert.Equal("floor((5 + 2*0 - 7)/1) + 1 = -1 rows: a 7x7 kernel does not fit the 5x9x16 input", Misfit(new Conv2D(Attribute("Conv2D", ("filters", 8), ("kernel", 7))), small));
        Assert.Equal(
            "floor((9 + 2*0 - 11)/1) + 1 = -1 columns: a 3x11 kernel does not fit the 5x9x16 input",
            Misfit(new Conv2D(Attribute("Conv2D", ("filters", 8), ("kernelHeight", 3), ("kernelWidth", 11))), small));
        Assert.Equal("floor((4 + 2*0 - (2*(3 - 1) + 1))/1) + 1 = 0 steps: a kernel of 3 does not fit the 4x3 input", Misfit(new Conv1D(Attribute("Conv1D", ("filters", 8), ("kernel", 3), ("Dilation", 2))), sequence));
        Assert.Equal("floor((5 + 2*0 - 6)/6) + 1 = 0 rows: a 6x6 window does not fit the 5x9x16 input", Misfit(new MaxPool2D(Attribute("MaxPool2D", ("window", 6))), small));
        Assert.Equal("2 groups do not divide its 7 channels (7 = 3*2 + 1): the 8x8x7 input", Misfit(new Conv2D(Attribute("Conv2D", ("filters", 8), ("kernel", 3), ("Groups", 2))), odd));
        Assert.Equal("a convolution slides over an image (height, width, channels), not the 784 input", Misfit(new Conv2D(Attribute("Conv2D", ("filters", 8), ("kernel", 3))), vector));
        Assert.Equal("a convolution slides along a sequence (steps, features), not the 784 input", Misfit(new Conv1D(Attribute("Conv1D", ("filters", 8), ("kernel", 3))), vector));
        Assert.Equal("its window slides over an image (height, width, channels), not the 784 input", Misfit(new AvgPool2D(Attribute("AvgPool2D", ("window", 2))), vector));
        Assert.Equal("it pools an image or a sequence, not the 784 input", Misfit(new GlobalAvgPool(Attribute("GlobalAvgPool")), vector));
        Assert.Equal("5*9*15 = 675 is not 5*9*16 = 720: the shape 5x9x15 does not hold the 5x9x16 input", Misfit(new Reshape(Attribute("Reshape", ("height", 5), ("width", 9), ("channels", 15))), small));
        Assert.Equal("5 - 3 - 2 = 0 rows: nothing is left of the 5x9x16 input", Misfit(new Crop2D(Attribute("Crop2D", ("top", 3), ("bottom", 2), ("left", 0), ("right", 0))), small));
        Assert.Equal("(1 - 1)*1 - 2*1 + 2 + 0 = 0 rows: the padding leaves nothing of the 1x1x4 input", Misfit(new ConvTranspose2D(Attribute("ConvTranspose2D", ("filters", 8), ("kernel", 2), ("Padding", 1))), new Shape(1, 1, 4)));
        Assert.Equal("it normalises the channels of an image or a sequence, not the 784 input", Misfit(new LocalResponseNorm(Attribute("LocalResponseNorm", ("size", 5))), vector));
    }

    [Fact]
    public void A_shape_that_nothing_could_hold_does_not_fit()
    {
        Shape image = new(100_000, 100, 3);
        Assert.Equal("a border that makes it 2000000000x2000000000x3 is too large for the 2000000000x1x3 input", Misfit(
            new Conv2D(Attribute("Conv2D", ("filters", 1), ("kernelHeight", 1), ("kernelWidth", 2_000_000_000), ("PaddingSides", Sides(0, 0, 1_999_999_998, 1)))), new Shape(2_000_000_000, 1, 3)));
        Assert.Equal("a factor of 100000 makes too many rows or columns of the 100000x100x3 input", Misfit(new Upsample2D(Attribute("Upsample2D", ("factor", 100_000))), image));
        Assert.Equal(
            "1000000000*3 channels are too many to make of the 1x1x1000000000 input",
            Misfit(new DepthwiseConv2D(Attribute("DepthwiseConv2D", ("kernel", 1), ("Multiplier", 3))), new Shape(1, 1, 1_000_000_000)));
    }

    [Fact]
    public void Arguments_that_make_no_sense_are_found()
    {
        Assert.Equal(["filters: at least 1, not 0"], Problems(new Conv2D(Attribute("Conv2D", ("filters", 0), ("kernel", 3)))));
        Assert.Equal(["kernel: at least 1, not 0"], Problems(new Conv2D(Attribute("Conv2D", ("filters", 4), ("kernel", 0)))));
        Assert.Equal(["kernelWidth: at least 1, not -1", "Stride: at least 1, not 0", "Dilation: at least 1, not -2"], Problems(
            new Conv2D(Attribute("Conv2D", ("filters", 4), ("kernelHeight", 3), ("kernelWidth", -1), ("Stride", 0), ("Dilation", -2)))));
        Assert.Equal(["Groups: a divisor of the 4 filters, not 3"], Problems(new Conv2D(Attribute("Conv2D", ("filters", 4), ("kernel", 3), ("Groups", 3)))));
        Assert.Equal(["Groups: at least 1, not 0"], Problems(new Conv2D(Attribute("Conv2D", ("filters", 4), ("kernel", 3), ("Groups", 0)))));
        Assert.Empty(Problems(new Conv2D(Attribute("Conv2D", ("filters", 4), ("kernel", 3), ("Padding", 100)))));
        Assert.Equal(["DilationWidth: at least 1, not 0"], Problems(new Conv2D(Attribute("Conv2D", ("filters", 4), ("kernel", 3), ("DilationWidth", 0)))));
        Assert.Equal(["OutputPaddingWidth: from 0 to 0, less than the stride or the dilation, not 1"], Problems(
            new ConvTranspose2D(Attribute("ConvTranspose2D", ("filters", 4), ("kernel", 3), ("Stride", 2), ("StrideWidth", 1), ("OutputPadding", 1), ("OutputPaddingWidth", 1)))));
        Assert.Equal(["Groups: a divisor of the 4 filters, not 3"], Problems(new CausalConv1D(Attribute("CausalConv1D", ("filters", 4), ("kernel", 3), ("Groups", 3)))));
        Assert.Equal(["Padding: at least 0, not -3"], Problems(new Conv2D(Attribute("Conv2D", ("filters", 4), ("kernel", 3), ("Padding", -3)))));
        Assert.Equal(["Padding: at most 1, half of the window of 3, not 2"], Problems(new MaxPool2D(Attribute("MaxPool2D", ("window", 3), ("Padding", 2)))));
        Assert.Equal(["PaddingSides: four numbers, { top, bottom, left, right }, not 2"], Problems(new MaxPool2D(Attribute("MaxPool2D", ("window", 3), ("PaddingSides", Sides(1, 1))))));
        Assert.Equal(
            ["Padding and PaddingSides both say how wide the border is; set one of them"],
            new MaxPool2D(Attribute("MaxPool2D", ("window", 3), ("Padding", 1), ("PaddingSides", Sides(1, 1, 1, 1)))).Arguments.Select(problem => problem.Sentence));
        Assert.Equal(["OutputPadding: from 0 to 1, less than the stride or the dilation, not 2"], Problems(new ConvTranspose2D(Attribute("ConvTranspose2D", ("filters", 4), ("kernel", 3), ("Stride", 2), ("OutputPadding", 2)))));
        Assert.Equal(["Multiplier: at least 1, not 0"], Problems(new DepthwiseConv2D(Attribute("DepthwiseConv2D", ("kernel", 3), ("Multiplier", 0)))));
        Assert.Equal(["vertical: at least 0, not -1"], Problems(new ZeroPad2D(Attribute("ZeroPad2D", ("vertical", -1), ("horizontal", 2)))));
        Assert.Equal(["steps: at least 1, not 0"], Problems(new Reshape(Attribute("Reshape", ("steps", 0), ("features", 4)))));
        Assert.Equal(["Epsilon: a finite number above 0, not 0"], Problems(new LayerNorm(Attribute("LayerNorm", ("Epsilon", 0.0)))));
        Assert.Equal(["size: at least 1, not 0", "Alpha: a finite number from 0 up, not -1", "K: a finite number above 0, not 0"], Problems(
            new LocalResponseNorm(Attribute("LocalResponseNorm", ("size", 0), ("Alpha", -1.0), ("K", 0.0)))));
    }

    private static AttributeRecord Attribute(string kind, params (string Name, object Value)[] arguments)
    {
        Argument[] Of(bool named) => [.. arguments.Where(argument => char.IsUpper(argument.Name[0]) == named).Select(argument => new Argument(argument.Name, argument.Value))];
        return new AttributeRecord(kind, new(Of(named: false)), new(Of(named: true)), 0);
    }

    private static object Sides(params int[] sides) => new EquatableArray<object?>([.. sides.Select(side => (object?)side)]);

    private static string Misfit(Layer layer, Shape input)
    {
        Assert.Empty(layer.Arguments);
        Assert.Null(layer.Output(input));
        return layer.Misfit(input);
    }

    private static IEnumerable<string> Problems(Layer layer) => layer.Arguments.Select(problem => $"{problem.Parameter}: {problem.Expected}, not {problem.Given}");
}
