using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The first channel of each group, then the second of each, and so on (Zhang et al., 2018).</summary>
internal sealed record ChannelShuffle(AttributeRecord Attribute) : Layer
{
    public int Groups => Attribute.Int("groups");

    public override IEnumerable<ArgumentProblem> Arguments => ArgumentProblems.Positive(Attribute, ["groups"]);

    public override bool IsLinear => true;

    public override bool IsStepwise => true;

    public override Shape? Output(Shape input) => input.Channels % Groups == 0 ? input : null;

    public override string Misfit(Shape input) => ConvolutionChannels.Undivided(Groups, input);

    public override string Formula(Shape input) => $"output[{Groups} * k + g] = input[{input.Channels / Groups} * g + k] of the channels";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis[] places = NormalizationAxes.Of(shape).Take(shape.Rank - 1).ToArray();
        Axis g = new("g", Groups), k = new("k", shape.Channels / Groups);
        Tensor output = lowering.Value(shape);
        lowering.Map(
            Access.At(output, [.. places.Select(Affine.Of), Affine.Of(0, (Groups, k), (1, g))]),
            new Read(Access.At(input, [.. places.Select(Affine.Of), Affine.Of(0, (shape.Channels / Groups, g), (1, k))])),
            [.. places, k, g]);
        return output;
    }
}
