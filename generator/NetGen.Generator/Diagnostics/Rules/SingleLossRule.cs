using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>There is no second loss where no output is named.</summary>
internal sealed class SingleLossRule() : Rule(Descriptors.SeveralLosses)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        OutlineItem[] losses = outline.Losses.ToArray();
        if (losses.Length > 1 && !outline.Outputs.Any())
            yield return At(losses[1], Title(losses[1]), outline.Declaration.Type.Name, Title(losses[0])) with { Related = new([losses[0].Index]) };
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Remove, problem.Attribute)];
}
