using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Dropout is followed by a layer with weights, which learns to do without what is dropped. After the last one it drops the answers.</summary>
internal sealed class LastDropoutRule() : Lesson(Descriptors.LastDropout)
{
    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Remove, problem.Attribute)];

    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        if (outline.Layers.LastOrDefault(item => item.Layer is WeightedLayer) is not { } weighted)
            yield break;
        foreach (OutlineItem item in outline.Layers.Where(item => item.Layer is Dropout && item.Index > weighted.Index))
            yield return At(item, Title(item), Title(weighted), outline.Chain(item)) with { Related = new([weighted.Index]) };
    }
}
