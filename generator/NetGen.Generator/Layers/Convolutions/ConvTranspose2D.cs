using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>
/// The transpose of a convolution: every pixel adds its multiple of the kernel to the output, which is computed whole
/// and then cropped by the padding.
/// </summary>
internal sealed record ConvTranspose2D(AttributeRecord Attribute) : WeightedLayer(Attribute)
{
    public int Filters => Attribute.Int("filters");

    public int Groups => Attribute.Int("Groups", 1);

    public int OutputPadding => Attribute.Int("OutputPadding");

    public override string Prefix => "ConvTranspose";

    public override string Sketch => $"TRANSPOSED CONV({Filters},{Window.Sketch})";

    public override IEnumerable<ArgumentProblem> Arguments
    {
        get
        {
            ArgumentProblem[] window = [.. Window.Problems];
            return
            [
                .. ArgumentProblems.Positive(Attribute, ["filters"]),
                .. window,
                .. window.Length == 0 ? OutputPaddingProblems : [],
                .. ConvolutionChannels.Problems(Attribute),
                .. base.Arguments,
            ];
        }
    }

    private WindowArguments Window => WindowArguments.OfImageKernel(Attribute);

    /// <summary>Rows that no pixel reaches are the bias alone.</summary>
    private IEnumerable<ArgumentProblem> OutputPaddingProblems
    {
        get
        {
            int most = Window.Over(new Shape(1, 1, 1)).Min(window => Math.Max(window.Stride, window.Dilation)) - 1;
            if (OutputPadding < 0 || OutputPadding > most)
                yield return new ArgumentProblem("OutputPadding", $"from 0 to {most}, less than the stride or the dilation", Numbers.Text(OutputPadding));
        }
    }

    public override Shape? Output(Shape input)
    {
        if (input.Rank != 3 || input.Channels % Groups != 0)
            return null;
        Window[] windows = Window.Over(input);
        if (windows.Any(window => Rows(window) < 1 || Whole(window) > int.MaxValue))
            return null;
        Shape whole = new((int)Whole(windows[0]), (int)Whole(windows[1]), Filters);
        return whole.Size > int.MaxValue ? null : new Shape((int)Rows(windows[0]), (int)Rows(windows[1]), Filters);
    }

    public override string Misfit(Shape input)
    {
        if (input.Rank != 3)
            return ConvolutionChannels.WrongRank("a transposed convolution", 2, input);
        if (input.Channels % Groups != 0)
            return ConvolutionChannels.Undivided(Groups, input);
        Window[] windows = Window.Over(input);
        for (int i = 0; i < windows.Length; i++)
        {
            if (Rows(windows[i]) < 1)
                return $"{Arithmetic(windows[i])} {(i == 0 ? "rows" : "columns")}: the padding leaves nothing of the {input} input";
        }

        return $"{Whole(windows[0])}x{Whole(windows[1])}x{Filters} is too large an output to make of the {input} input";
    }

    public override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        int height = Window.Kernel(0), width = Window.Kernel(1);
        // The fans are those of the convolution that it transposes, seen from the other side.
        long fanIn = Numbers.Product(height, width, Filters / Groups), fanOut = Numbers.Product(height, width, input.Channels);
        yield return Weights(new Shape(height, width, input.Channels, Filters / Groups), fanIn, fanOut);
        if (Bias)
            yield return BiasOf(Filters, fanIn, fanOut);
    }

    public override long MultiplyAdds(Shape input) => new Shape([.. input.Extents, Window.Kernel(0), Window.Kernel(1), Filters / Groups]).Size;

    public override bool IsLinear => true;

    public override string Formula(Shape input)
    {
        string c = ConvolutionChannels.Index(Groups, input.Channels / Groups, "c"), o = ConvolutionChannels.Index(Groups, Filters / Groups, "o");
        return $"output[{Sliding.Index(Window.Over(input), "k")}, {o}] += input[y, x, {c}] * weights[ky, kx, {c}, o]{(Bias ? $", on top of bias[{o}]" : string.Empty)}";
    }

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Window[] windows = Window.Over(shape);
        Shape result = Output(shape)!;
        Tensor whole = lowering.Value(new Shape((int)Whole(windows[0]), (int)Whole(windows[1]), Filters), Crops(windows) ? "Whole" : string.Empty);
        if (Bias)
        {
            Axis[] all = [new("y", whole.Extents[0]), new("x", whole.Extents[1]), new("o", Filters)];
            lowering.Map(Access.Of(whole, all), new Read(Access.Of(lowering.Parameter("bias"), all[2])), all);
        }

        int inputs = shape.Channels / Groups, outputs = Filters / Groups;
        Axis y = new("y", shape.Extents[0]), x = new("x", shape.Extents[1]), g = new("g", Groups), c = new("c", inputs), o = new("o", outputs);
        Axis[] taps = Sliding.Taps(windows, "k");
        Affine inChannel = Affine.Of(0, (Groups == 1 ? 0 : inputs, g), (1, c));
        lowering.Contract(
            Access.At(whole, windows[0].At(y, taps[0]), windows[1].At(x, taps[1]), Affine.Of(0, (Groups == 1 ? 0 : outputs, g), (1, o))),
            Access.At(input, y, x, inChannel),
            Access.At(lowering.Parameter("weights"), taps[0], taps[1], inChannel, o),
            [y, x, .. Groups == 1 ? [] : new[] { g }, o, .. taps, c]);
        return Crops(windows) ? Crop2D.Cut(lowering, whole, result, (int)windows[0].Before, (int)windows[1].Before) : whole;
    }

    private static bool Crops(IEnumerable<Window> windows) => windows.Any(window => window.Before > 0 || window.After > 0);

    /// <summary>The output before it is cropped.</summary>
    private long Whole(Window window) => ((long)(window.Extent - 1) * window.Stride) + window.Reach + OutputPadding;

    private long Rows(Window window) => Whole(window) - window.Before - window.After;

    private string Arithmetic(Window window) =>
        $"({window.Extent} - 1)*{window.Stride} - {(window.Before == window.After ? window.Border : $"({window.Border})")} + {window.ReachText} + {OutputPadding} = {Rows(window)}";
}
