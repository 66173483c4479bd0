using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>All attributes stand on the declaration that carries <c>Network</c>: those of several have no order among them.</summary>
internal sealed class OneDeclarationRule() : Rule(Descriptors.SeveralDeclarations)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        OutlineItem network = outline.Items.First(item => item.Attribute.Kind == "Network");
        if (outline.Items.FirstOrDefault(item => item.Attribute.Part != network.Attribute.Part) is { } stray)
            yield return At(stray, Title(stray), outline.Declaration.Type.Name) with { Related = new([network.Index]) };
    }
}
