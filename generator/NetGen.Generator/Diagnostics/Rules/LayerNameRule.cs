using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A name can begin the name of a member.</summary>
internal sealed class LayerNameRule() : Rule(Descriptors.Name)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline) =>
        from item in outline.Items
        where !item.IsOutput && item.GivenName is { } name && !Names.IsIdentifier(name)
        select At(item, item.GivenName!, item.Attribute.Kind) with { Argument = "Name" };

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(new Change(Edit.RemoveArgument, problem.Attribute, Argument: "Name"))];
}
