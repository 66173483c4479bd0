using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>Where outputs are named, each loss stands right behind one.</summary>
internal sealed class LossOfOutputRule() : Rule(Descriptors.LossOfOutput)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem loss in outline.Losses.Where(loss => outline.Outputs.Any() && outline.OutputOf(loss) is null))
        {
            OutlineItem? before = outline.Items.LastOrDefault(item => item.Index < loss.Index && (item.IsInput || item.Layer is not null || item.Loss is not null));
            yield return At(loss, Title(loss), before is null ? "nothing" : Title(before)) with { Related = new(before is null ? [] : [before.Index]) };
        }
    }
}
