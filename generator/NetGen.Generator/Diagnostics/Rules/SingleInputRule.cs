using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>There is no second input.</summary>
internal sealed class SingleInputRule() : Rule(Descriptors.SeveralInputs)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        OutlineItem[] inputs = outline.Inputs.ToArray();
        if (inputs.Length > 1)
            yield return At(inputs[1], outline.Declaration.Type.Name, Numbers.Text(inputs.Length)) with { Related = new([inputs[0].Index]) };
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Remove, problem.Attribute)];
}
