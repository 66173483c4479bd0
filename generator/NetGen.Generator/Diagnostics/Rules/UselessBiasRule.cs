using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>No bias is added right before a batch normalisation, which subtracts it again with the mean of its channel.</summary>
internal sealed class UselessBiasRule() : Lesson(Descriptors.UselessBias)
{
    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(new Change(Edit.SetArgument, problem.Attribute, "false", "Bias"))];

    protected override IEnumerable<Problem> Judge(Outline outline) =>
        from item in outline.Layers
        where item.Layer is BatchNorm
        let source = outline.Before(item)
        where source.Layer is WeightedLayer { Bias: true, IsLinear: true }
        select At(source, Title(source), Title(item), Numbers.Grouped(item.Input!.Channels)) with { Argument = "Bias", Related = new([item.Index]) };
}
