using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A normalisation of each channel over the places of its sample (Ulyanov, Vedaldi and Lempitsky, 2016).</summary>
internal sealed record InstanceNorm(AttributeRecord Attribute) : GroupedNorm(Attribute)
{
    public override Shape? Output(Shape input) => input.Size > input.Channels ? input : null;

    public override string Misfit(Shape input) => input.IsVector
        ? $"it normalises the channels of an image or a sequence, not the {input} input"
        : $"a channel of one place has no variance: the {input} input";

    public override string Formula(Shape input) => "output[c] = " + Affine.Text($"(input[c] - mean[c]) / sqrt(variance[c] + {Numbers.Text(Epsilon)})");

    protected override GainAndShift Affine => GainAndShift.Of(Attribute, byDefault: false);

    protected override int GroupsOf(Shape input) => input.Channels;
}
