using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The class and every type around it are partial.</summary>
internal sealed class PartialRule() : Rule(Descriptors.NotPartial)
{
    public override bool NeedsWhole => false;

    public override bool ForbidsGeneration => true;

    public override IEnumerable<Problem> Check(Outline outline) =>
        outline.Declaration.Class.NotPartial.Count == 0
            ? []
            : [AtClass(string.Join("', '", outline.Declaration.Class.NotPartial), outline.Declaration.Type.Name)];

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.AddPartial, Problem.OfClass)];
}
