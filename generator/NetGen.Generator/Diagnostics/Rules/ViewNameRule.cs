using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The views of the parameters, named after the layers, meet no other member of their names.</summary>
internal sealed class ViewNameRule() : Rule(Descriptors.ViewName)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        ClassFacts facts = outline.Declaration.Class;
        Dictionary<string, OutlineItem> owners = [];
        foreach (OutlineItem layer in outline.Layers)
        {
            foreach (string view in Names.Views(layer))
            {
                if (!owners.TryGetValue(view, out OutlineItem? owner))
                    owners.Add(view, layer);
                else if (owner.Name != layer.Name)
                    yield return Clash(layer, view, $"that of {Title(owner)}") with { Related = new([owner.Index]) };

                if (view == outline.Declaration.Type.Name)
                    yield return Clash(layer, view, "the name of the class");
                else if (facts.TypeParameters.Contains(view))
                    yield return Clash(layer, view, $"a type parameter of '{outline.Declaration.Type.Name}'");
                else if (facts.Members.Any(member => member.Name == view))
                    yield return Clash(layer, view, $"the member that '{outline.Declaration.Type.Name}' declares");
            }
        }
    }

    private Problem Clash(OutlineItem layer, string view, string other) => At(layer, view, Title(layer), other) with { Argument = "Name" };
}
