using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A penalty is a part of the loss, and a function of weights: without either it does nothing.</summary>
internal sealed class IdlePenaltyRule() : Lesson(Descriptors.IdlePenalty)
{
    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Remove, problem.Attribute)];

    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        foreach (OutlineItem item in outline.Penalties)
        {
            if (!outline.Losses.Any())
                yield return At(item, Title(item), "it adds to the loss, and the network declares none");
            else if (!Reached(outline, item).Any(layer => layer.Layer!.Parameters(layer.Input!).Any(item.Penalty!.IsOn)))
                yield return At(item, Title(item), "it is on weights, and no layer has any");
        }
    }

    private static IEnumerable<OutlineItem> Reached(Outline outline, OutlineItem penalty) =>
        outline.PenalizedBy(penalty) is { } layer ? [layer] : outline.Layers;
}
