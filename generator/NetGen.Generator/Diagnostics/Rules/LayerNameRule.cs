using NetGen.Generator.Emission;
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

    public override bool JudgesBlocks => true;

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem item = outline.Items[problem.Attribute];
        Candidate now = new(item.Index, item.Attribute);
        if (Names.Identifier(item.GivenName!) is { } clean)
        {
            Candidate renamed = now.Set("Name", clean, Literal.Of(clean));
            if (new Trial(outline, item).Helps(renamed.Attribute))
                yield return renamed.Fix;
        }

        yield return now.Without("Name").Fix;
    }
}
