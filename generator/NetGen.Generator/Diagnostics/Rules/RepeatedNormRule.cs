using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>What has been normalised is not normalised again in the same way.</summary>
internal sealed class RepeatedNormRule() : Lesson(Descriptors.RepeatedNorm)
{
    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Remove, problem.Attribute)];

    protected override IEnumerable<Problem> Judge(Outline outline) =>
        from item in outline.Layers
        where item.Layer!.Normalizes
        let source = outline.Before(item)
        where source.Layer?.Kind == item.Layer!.Kind
        select At(item, Title(item), Title(source)) with { Related = new([source.Index]) };
}
