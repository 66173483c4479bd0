using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>
/// A cross-correlation of an image or a sequence: <c>output[y, x, o] = bias[o] + sum over ky, kx, c of
/// input[y + ky, x + kx, c] * weights[ky, kx, c, o]</c> for any stride, dilation, border and number of groups.
/// </summary>
internal abstract record Convolution(AttributeRecord Attribute) : WeightedLayer(Attribute), IWindowed
{
    public int Filters => Attribute.Int("filters");

    public int Groups => Attribute.Int("Groups", 1);

    public override string Prefix => "Conv";

    public override string Sketch => $"CONV({Filters},{Window.Sketch})";

    public override IEnumerable<ArgumentProblem> Arguments =>
    [
        .. ArgumentProblems.Positive(Attribute, ["filters"]),
        .. Window.Problems,
        .. ConvolutionChannels.Problems(Attribute),
        .. base.Arguments,
    ];

    /// <inheritdoc/>
    public abstract WindowArguments Window { get; }

    public override Shape? Output(Shape input) =>
        input.Rank == Window.Dimensions + 1 && input.Channels % Groups == 0 ? Sliding.Output(Window.Over(input), input.Channels, Filters) : null;

    public override string Misfit(Shape input) => input.Rank != Window.Dimensions + 1
        ? ConvolutionChannels.WrongRank("a convolution", Window.Dimensions, input)
        : input.Channels % Groups != 0 ? ConvolutionChannels.Undivided(Groups, input) : Sliding.Misfit(Window, input);

    public override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        int[] taps = Enumerable.Range(0, Window.Dimensions).Select(Window.Kernel).ToArray();
        long area = Numbers.Product(taps.Select(tap => (long)tap));
        long fanIn = Numbers.Product(area, input.Channels / Groups), fanOut = Numbers.Product(area, Filters);
        yield return Weights(new Shape([.. taps, input.Channels / Groups, Filters]), fanIn, fanOut);
        if (Bias)
            yield return BiasOf(Filters, fanIn, fanOut);
    }

    public override long MultiplyAdds(Shape input) =>
        new Shape([.. Output(input)!.Extents, .. Parameters(input).First().Shape.Extents.Take(Window.Dimensions + 1)]).Size;

    public override bool IsLinear => true;

    public override string Formula(Shape input)
    {
        string places = string.Join(", ", Sliding.PlaceNames(Window.Dimensions)), taps = string.Join(", ", Sliding.TapNames(Window.Dimensions, "k"));
        string c = ConvolutionChannels.Index(Groups, input.Channels / Groups, "c"), o = ConvolutionChannels.Index(Groups, Filters / Groups, "o");
        Window[] windows = Window.Over(input);
        return $"output[{places}, {o}] = {(Bias ? $"bias[{o}] + " : string.Empty)}sum over {taps}, c of input[{Sliding.Index(windows, "k")}, {c}] * weights[{taps}, c, {o}]{Sliding.BorderNote(windows, "zeros")}";
    }

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Window[] windows = Window.Over(shape);
        Tensor padded = Sliding.Pad(lowering, input, windows, fill: 0);
        Tensor output = lowering.Value(Output(shape)!);
        Axis[] places = Sliding.Places(windows), taps = Sliding.Taps(windows, "k");
        if (Bias)
        {
            Axis all = new("o", Filters);
            lowering.Map(Access.Of(output, [.. places, all]), new Read(Access.Of(lowering.Parameter("bias"), all)), [.. places, all]);
        }

        int inputs = shape.Channels / Groups, outputs = Filters / Groups;
        Axis g = new("g", Groups), c = new("c", inputs), o = new("o", outputs);
        Affine inChannel = Affine.Of(0, (Groups == 1 ? 0 : inputs, g), (1, c)), outChannel = Affine.Of(0, (Groups == 1 ? 0 : outputs, g), (1, o));
        lowering.Contract(
            Access.At(output, [.. places.Select(Affine.Of), outChannel]),
            Access.At(padded, [.. windows.Select((window, i) => window.At(places[i], taps[i])), inChannel]),
            Access.At(lowering.Parameter("weights"), [.. taps.Select(Affine.Of), c, outChannel]),
            [.. places, .. Groups == 1 ? [] : new[] { g }, o, .. taps, c]);
        return output;
    }
}
