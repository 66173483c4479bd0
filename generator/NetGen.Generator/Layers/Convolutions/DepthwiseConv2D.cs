using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A convolution of each channel by itself, into one channel or several.</summary>
internal sealed record DepthwiseConv2D(AttributeRecord Attribute) : WeightedLayer(Attribute), IWindowed
{
    public int Multiplier => Attribute.Int("Multiplier", 1);

    public WindowArguments Window => WindowArguments.OfImageKernel(Attribute);

    public override string Prefix => "DepthwiseConv";

    public override string Sketch => $"DEPTHWISE CONV({Window.Sketch})";

    public override IEnumerable<ArgumentProblem> Arguments =>
    [
        .. Window.Problems,
        .. Multiplier >= 1 ? [] : new[] { new ArgumentProblem("Multiplier", "at least 1", Numbers.Text(Multiplier)) },
        .. base.Arguments,
    ];

    public override Shape? Output(Shape input) =>
        input.Rank == 3 && (long)input.Channels * Multiplier <= int.MaxValue ? Sliding.Output(Window.Over(input), input.Channels, input.Channels * Multiplier) : null;

    public override string Misfit(Shape input) => input.Rank != 3
        ? ConvolutionChannels.WrongRank("a convolution", 2, input)
        : (long)input.Channels * Multiplier > int.MaxValue
            ? $"{input.Channels}*{Multiplier} channels are too many to make of the {input} input"
            : Sliding.Misfit(Window, input);

    public override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        int height = Window.Kernel(0), width = Window.Kernel(1), outputs = input.Channels * Multiplier;
        long fanIn = (long)height * width, fanOut = Numbers.Product(height, width, outputs);
        yield return Weights(new Shape(height, width, input.Channels, Multiplier), fanIn, fanOut);
        if (Bias)
            yield return BiasOf(outputs, fanIn, fanOut);
    }

    public override long MultiplyAdds(Shape input) => new Shape([.. Output(input)!.Extents, Window.Kernel(0), Window.Kernel(1)]).Size;

    public override bool IsLinear => true;

    public override string Formula(Shape input)
    {
        string o = Multiplier == 1 ? "c" : $"{Multiplier} * c + m", m = Multiplier == 1 ? "0" : "m";
        Window[] windows = Window.Over(input);
        return $"output[y, x, {o}] = {(Bias ? $"bias[{o}] + " : string.Empty)}sum over ky, kx of input[{Sliding.Index(windows, "k")}, c] * weights[ky, kx, c, {m}]{Sliding.BorderNote(windows, "zeros")}";
    }

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Window[] windows = Window.Over(shape);
        Tensor padded = Sliding.Pad(lowering, input, windows, fill: 0);
        Tensor output = lowering.Value(Output(shape)!);
        Axis[] places = Sliding.Places(windows), taps = Sliding.Taps(windows, "k");
        if (Bias)
        {
            Axis o = new("o", shape.Channels * Multiplier);
            lowering.Map(Access.Of(output, [.. places, o]), new Read(Access.Of(lowering.Parameter("bias"), o)), [.. places, o]);
        }

        Axis c = new("c", shape.Channels), m = new("m", Multiplier);
        lowering.Contract(
            Access.At(output, places[0], places[1], Affine.Of(0, (Multiplier, c), (1, m))),
            Access.At(padded, windows[0].At(places[0], taps[0]), windows[1].At(places[1], taps[1]), c),
            Access.Of(lowering.Parameter("weights"), [.. taps, c, m]),
            [.. places, c, m, .. taps]);
        return output;
    }
}
