using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A normalisation of groups of neighbouring channels (Wu and He, 2018).</summary>
internal sealed record GroupNorm(AttributeRecord Attribute) : GroupedNorm(Attribute)
{
    public int Groups => Attribute.Int("groups");

    public override IEnumerable<ArgumentProblem> Arguments => [.. ArgumentProblems.Positive(Attribute, ["groups"]), .. base.Arguments];

    public override Shape? Output(Shape input) => input.Channels % Groups == 0 && input.Size > Groups ? input : null;

    public override string Misfit(Shape input) => input.Channels % Groups != 0
        ? ConvolutionChannels.Undivided(Groups, input)
        : $"a group of one number has no variance: {Groups} groups of the {input} input";

    public override string Formula(Shape input) =>
        "output[c] = " + Affine.Text($"(input[c] - mean of its group) / sqrt(variance of its group + {Numbers.Text(Epsilon)})") + $", {Groups} groups of {input.Channels / Groups}";

    protected override GainAndShift Affine => GainAndShift.Of(Attribute);

    protected override int GroupsOf(Shape input) => Groups;
}
