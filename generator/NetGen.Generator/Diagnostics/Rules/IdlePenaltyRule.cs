using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A penalty is a part of the loss, and a function of weights: without either it does nothing.</summary>
internal sealed class IdlePenaltyRule() : Lesson(Descriptors.IdlePenalty)
{
    protected override bool HoldsOfBranches => true;

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem penalty = outline.Items[problem.Attribute];
        if (outline.Losses.Any() && outline.Layers.FirstOrDefault(layer => layer.Index > penalty.Index && IsOnAny(penalty, layer)) is { } weighted)
            yield return new Fix(new Change(Edit.Move, problem.Attribute) { Target = weighted.Index });
        yield return new Fix(Edit.Remove, problem.Attribute);
    }

    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        foreach (OutlineItem item in outline.Penalties)
        {
            if (!outline.Losses.Any())
                yield return At(item, Title(item), "it adds to the loss, and the network declares none");
            else if (!outline.Layers.Any(layer => IsOnAny(item, layer)))
                yield return At(item, Title(item), "it is on weights, and no layer has any");
            else if (!outline.PenalizedBy(item).Any(layer => IsOnAny(item, layer)))
                yield return At(item, Title(item), Misplaced(outline.Layers.Last(layer => layer.Index < item.Index)));
        }
    }

    private static string Misplaced(OutlineItem before) =>
        $"it stands behind {Title(before)}, and neither that nor a layer before it has weights; behind a layer with weights it is on those, before the first layer or behind the loss on all";

    private static bool IsOnAny(OutlineItem penalty, OutlineItem layer) => layer.Layer!.Parameters(layer.Input!).Any(penalty.Penalty!.IsOn);
}
