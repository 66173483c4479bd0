using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>
/// The names in the generated code mean what the generator means by them. A type whose name something hides goes by its full name; not
/// where a type parameter does, which the code of the class names as well.
/// </summary>
internal sealed class HiddenTypeRule() : Rule(Descriptors.HiddenType)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        HiddenType[] hidden = [.. outline.Declaration.Class.Hidden.Where(type => type.IsByTypeParameter)];
        return hidden.Length == 0 ? [] : [AtClass(outline.Declaration.Type.Name, string.Join(", nor ", hidden.Select(type => $"'{type.Title}', which {type.By} hides")))];
    }
}
