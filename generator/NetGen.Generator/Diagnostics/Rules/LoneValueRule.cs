using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A layer normalisation sees more than one feature, and attention more than one step: of a single one nothing is left.</summary>
internal sealed class LoneValueRule() : Rule(Descriptors.LoneValue)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Layers.Where(item => item is { Input: not null, Output: not null }))
        {
            string? reason = item switch
            {
                { Layer: LayerNorm, Input.Channels: 1 } => "over one feature the mean is the feature itself, so what comes in is lost and beta alone comes out",
                { Layer: SelfAttention, Input: { Rank: 2 } input } when input.Extents[0] == 1 =>
                    "over one step the weight of that step is always 1, so queries and keys have no effect and never learn",
                _ => null,
            };
            if (reason is not null)
                yield return At(item, Title(item), reason, outline.Chain(item)) with { Related = new([outline.Before(item).Index]) };
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) =>
        outline.Items[problem.Attribute].Layer is LayerNorm ? [new Fix(Edit.Remove, problem.Attribute)] : [];
}
