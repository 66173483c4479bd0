using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>
/// The transpose of a convolution: every pixel, or step, adds its multiple of the kernel to the output, which is computed whole
/// and then cropped by the padding.
/// </summary>
internal abstract record ConvTranspose(AttributeRecord Attribute) : WeightedLayer(Attribute)
{
    public int Filters => Attribute.Int("filters");

    public int Groups => Attribute.Int("Groups", 1);

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

    /// <summary>The window that each pixel spreads over.</summary>
    protected abstract WindowArguments Window { get; }

    /// <summary>More than this, and rows that no pixel reaches would be the bias alone.</summary>
    private IEnumerable<ArgumentProblem> OutputPaddingProblems
    {
        get
        {
            Window[] windows = Window.Over(new Shape([.. Enumerable.Repeat(1, Window.Dimensions + 1)]));
            for (int i = 0; i < windows.Length; i++)
            {
                int most = Math.Max(windows[i].Stride, windows[i].Dilation) - 1, more = OutputPadding(i);
                if (more >= 0 && more <= most)
                    continue;
                yield return new ArgumentProblem(
                    Attribute.Has("OutputPaddingWidth") && i == 1 ? "OutputPaddingWidth" : "OutputPadding",
                    $"from 0 to {most}, less than the stride or the dilation",
                    Numbers.Text(more));
                yield break;
            }
        }
    }

    private int OutputPadding(int dimension) => Attribute.Int(dimension == 1 && Attribute.Has("OutputPaddingWidth") ? "OutputPaddingWidth" : "OutputPadding");

    public override Shape? Output(Shape input)
    {
        if (input.Rank != Window.Dimensions + 1 || input.Channels % Groups != 0)
            return null;
        Window[] windows = Window.Over(input);
        if (windows.Where((window, i) => Rows(window, i) < 1 || Whole(window, i) > int.MaxValue).Any())
            return null;
        return WholeOf(windows).Size > int.MaxValue ? null : new Shape([.. windows.Select((window, i) => (int)Rows(window, i)), Filters]);
    }

    public override string Misfit(Shape input)
    {
        if (input.Rank != Window.Dimensions + 1)
            return ConvolutionChannels.WrongRank("a transposed convolution", Window.Dimensions, input);
        if (input.Channels % Groups != 0)
            return ConvolutionChannels.Undivided(Groups, input);
        Window[] windows = Window.Over(input);
        string[] units = Window.Dimensions == 1 ? ["steps"] : ["rows", "columns"];
        for (int i = 0; i < windows.Length; i++)
        {
            if (Rows(windows[i], i) < 1)
                return $"{Arithmetic(windows[i], i)} {units[i]}: the padding leaves nothing of the {input} input";
        }

        return $"{string.Join("x", windows.Select(Whole))}x{Filters} is too large an output to make of the {input} input";
    }

    public override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        int[] taps = Enumerable.Range(0, Window.Dimensions).Select(Window.Kernel).ToArray();
        long area = Numbers.Product(taps.Select(tap => (long)tap));
        // The fans are those of the convolution that it transposes, seen from the other side.
        long fanIn = Numbers.Product(area, Filters / Groups), fanOut = Numbers.Product(area, input.Channels);
        yield return Weights(new Shape([.. taps, input.Channels, Filters / Groups]), fanIn, fanOut);
        if (Bias)
            yield return BiasOf(Filters, fanIn, fanOut);
    }

    public override long MultiplyAdds(Shape input) =>
        new Shape([.. input.Extents, .. Enumerable.Range(0, Window.Dimensions).Select(Window.Kernel), Filters / Groups]).Size;

    public override bool IsLinear => true;

    public override string Formula(Shape input)
    {
        string places = string.Join(", ", Sliding.PlaceNames(Window.Dimensions)), taps = string.Join(", ", Sliding.TapNames(Window.Dimensions, "k"));
        string c = ConvolutionChannels.Index(Groups, input.Channels / Groups, "c"), o = ConvolutionChannels.Index(Groups, Filters / Groups, "o");
        return $"output[{Sliding.Index(Window.Over(input), "k")}, {o}] += input[{places}, {c}] * weights[{taps}, {c}, o]{(Bias ? $", on top of bias[{o}]" : string.Empty)}";
    }

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Window[] windows = Window.Over(shape);
        Tensor whole = lowering.Value(WholeOf(windows), Crops(windows) ? "Whole" : string.Empty);
        string[] names = Sliding.PlaceNames(windows.Length);
        if (Bias)
        {
            Axis all = new("o", Filters);
            Axis[] axes = [.. names.Select((name, i) => new Axis(name, whole.Extents[i])), all];
            lowering.Map(Access.Of(whole, axes), new Read(Access.Of(lowering.Parameter("bias"), all)), axes);
        }

        int inputs = shape.Channels / Groups, outputs = Filters / Groups;
        Axis[] places = names.Select((name, i) => new Axis(name, shape.Extents[i])).ToArray(), taps = Sliding.Taps(windows, "k");
        Axis g = new("g", Groups), c = new("c", inputs), o = new("o", outputs);
        Affine inChannel = Affine.Of(0, (Groups == 1 ? 0 : inputs, g), (1, c));
        lowering.Contract(
            Access.At(whole, [.. windows.Select((window, i) => window.At(places[i], taps[i])), Affine.Of(0, (Groups == 1 ? 0 : outputs, g), (1, o))]),
            Access.At(input, [.. places.Select(Affine.Of), inChannel]),
            Access.At(lowering.Parameter("weights"), [.. taps.Select(Affine.Of), inChannel, o]),
            [.. places, .. Groups == 1 ? [] : new[] { g }, o, .. taps, c]);
        return Crops(windows) ? Sliding.Cut(lowering, whole, Output(shape)!, [.. windows.Select(window => (int)window.Before)]) : whole;
    }

    private static bool Crops(IEnumerable<Window> windows) => windows.Any(window => window.Before > 0 || window.After > 0);

    private Shape WholeOf(Window[] windows) => new([.. windows.Select((window, i) => (int)Whole(window, i)), Filters]);

    /// <summary>The output along an extent before it is cropped.</summary>
    private long Whole(Window window, int dimension) => ((long)(window.Extent - 1) * window.Stride) + window.Reach + OutputPadding(dimension);

    private long Rows(Window window, int dimension) => Whole(window, dimension) - window.Before - window.After;

    private string Arithmetic(Window window, int dimension)
    {
        string border = window.Before == window.After ? window.Border : $"({window.Border})";
        return $"({window.Extent} - 1)*{window.Stride} - {border} + {window.ReachText} + {OutputPadding(dimension)} = {Rows(window, dimension)}";
    }
}
