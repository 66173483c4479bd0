using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The names in the generated code mean what the generator means by them.</summary>
internal sealed class HiddenTypeRule() : Rule(Descriptors.HiddenType)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        EquatableArray<HiddenType> hidden = outline.Declaration.Class.Hidden;
        return hidden.Count == 0 ? [] : [AtClass(outline.Declaration.Type.Name, string.Join(", nor ", hidden.Select(type => $"'{type.Name}', which {type.By} hides")))];
    }
}
