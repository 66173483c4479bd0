using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A convolution of a sequence that sees the past alone: zeros stand before the first step (van den Oord et al., "WaveNet", 2016).</summary>
internal sealed record CausalConv1D(AttributeRecord Attribute) : WeightedLayer(Attribute)
{
    public int Filters => Attribute.Int("filters");

    public int Kernel => Attribute.Int("kernel");

    public int Dilation => Attribute.Int("Dilation", 1);

    public int Groups => Attribute.Int("Groups", 1);

    private int Reach => (Kernel - 1) * Dilation;

    public override string Prefix => "Conv";

    public override string Sketch => $"CAUSAL({Filters},{Kernel})";

    public override IEnumerable<ArgumentProblem> Arguments =>
        [.. ArgumentProblems.Positive(Attribute, ["filters", "kernel"]), .. ArgumentProblems.Positive(Attribute, new[] { "Dilation" }.Where(Attribute.Has)), .. ConvolutionChannels.Problems(Attribute), .. base.Arguments];

    public override Shape? Output(Shape input) =>
        input.Rank != 2 || input.Channels % Groups != 0 || input.Extents[0] + ((long)(Kernel - 1) * Dilation) > int.MaxValue / Math.Max(1, input.Channels)
            ? null
            : new Shape(input.Extents[0], Filters);

    public override string Misfit(Shape input) => input.Rank != 2
        ? $"a causal convolution takes a sequence (steps, features), not the {input} input"
        : input.Channels % Groups != 0
            ? ConvolutionChannels.Undivided(Groups, input)
            : $"a past of {((long)Kernel - 1) * Dilation} steps is too long for any memory, with the {input} input";

    public override bool IsLinear => true;

    public override bool IsStepwise => true;

    public override int? Past => Reach;

    /// <summary>The steps of the past in a ring, and where the next one goes.</summary>
    public override int StreamSize(Shape input) => Reach == 0 ? 0 : (Reach * input.Channels) + 1;

    public override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        int inputs = input.Channels / Groups;
        long fanIn = (long)Kernel * inputs, fanOut = (long)Kernel * Filters;
        yield return Weights(new Shape(Kernel, inputs, Filters), fanIn, fanOut);
        if (Bias)
            yield return BiasOf(Filters, fanIn, fanOut);
    }

    public override long MultiplyAdds(Shape input) => (long)input.Extents[0] * Kernel * (input.Channels / Groups) * Filters;

    public override string Formula(Shape input)
    {
        string c = ConvolutionChannels.Index(Groups, input.Channels / Groups, "c"), o = ConvolutionChannels.Index(Groups, Filters / Groups, "o");
        string tap = Dilation == 1 ? "k" : $"{Dilation} * k";
        return $"output[t, {o}] = {(Bias ? $"bias[{o}] + " : string.Empty)}sum over k, c of input[t + {tap} - {Reach}, {c}] * weights[k, c, {o}], zeros before the first step";
    }

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        bool remembered = lowering.Streaming is not null;
        Tensor taps = lowering.Streaming is { } stream && Reach > 0 ? Remembered(lowering, stream, input, shape) : lowering.Pad(input, [Reach, 0], [0, 0], 0);
        int inputs = shape.Channels / Groups, outputs = Filters / Groups;
        Axis t = new("t", shape.Extents[0]), k = new("k", Kernel), g = new("g", Groups), c = new("c", inputs), o = new("o", outputs), all = new("o", Filters);
        Tensor output = lowering.Value(Output(shape)!);
        if (Bias)
            lowering.Map(Access.Of(output, t, all), new Read(Access.Of(lowering.Parameter("bias"), all)), t, all);
        Affine step = remembered ? Affine.Of(0, (1, k)) : Affine.Of(0, (1, t), (Dilation, k));
        Affine inChannel = Affine.Of(0, (Groups == 1 ? 0 : inputs, g), (1, c)), outChannel = Affine.Of(0, (Groups == 1 ? 0 : outputs, g), (1, o));
        lowering.Contract(
            Access.At(output, t, outChannel),
            Access.At(taps, step, inChannel),
            Access.At(lowering.Parameter("weights"), k, c, outChannel),
            inOneSum: true,
            [t, .. Groups == 1 ? [] : new[] { g }, o, k, c]);
        return output;
    }

    /// <summary>
    /// The steps under the kernel: those of the past from a ring of as many steps as the kernel looks back, the last one as it comes.
    /// The place where the ring goes on holds its oldest step, and after this step the newest.
    /// </summary>
    private Tensor Remembered(Lowering lowering, StreamState stream, Tensor input, Shape shape)
    {
        int channels = shape.Channels, ring = lowering.StateOffset, place = ring + (Reach * channels);
        Axis t = new("t", 1), k = new("k", Kernel - 1), c = new("c", channels), row = new("row", Reach);
        Expression next = new Read(Access.At(stream.Before, Affine.Of(place)));
        Tensor taps = lowering.Value(new Shape(Kernel, channels), "Taps");
        Expression ahead = next + new Position(Affine.Of(0, (Dilation, k)));
        Expression index = Expressions.Select(Comparison.Less, ahead, (double)Reach, ahead, ahead - Reach);
        lowering.Gather(Access.Of(taps, k, c), Access.At(stream.Before, Affine.Of(ring, (channels, row), (1, c))), row, index, k, row, c);
        lowering.Map(Access.At(taps, Affine.Of(Kernel - 1, (1, t)), c), new Read(Access.Of(input, t, c)), t, c);
        lowering.Remember(Access.At(stream.Before, Affine.Of(ring, (channels, row), (1, c))), Access.Of(input, t, c), row, next, t, row, c);
        Tensor moved = lowering.Scalar("NextPlace");
        lowering.Map(Access.Of(moved), Expressions.Select(Comparison.Less, next + 1.0, (double)Reach, next + 1.0, 0.0));
        stream.Replace(place, moved);
        return taps;
    }
}
