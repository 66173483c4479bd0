using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The generated constructors can call one of the base class, and the generated members hide none of it.</summary>
internal sealed class BaseClassRule() : Rule(Descriptors.BaseClass)
{
    public override bool NeedsWhole => false;

    public override bool ForbidsGeneration => true;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        ClassFacts facts = outline.Declaration.Class;
        if (facts.BaseClass is null)
            yield break;
        if (facts.BaseIsNetwork)
            yield return AtClass(outline.Declaration.Type.Name, facts.BaseClass, "is a network itself: its members would be hidden");
        // Where the class has no constructor of its own, the compiler misses the one of the base class itself.
        else if (!facts.BaseHasConstructor && facts.HasConstructor)
            yield return AtClass(outline.Declaration.Type.Name, facts.BaseClass, "has no accessible constructor without parameters");
        // Any other member is hidden, and stays what it is to the base class.
        else if (Hidden(outline) is { } hidden)
            yield return AtClass(outline.Declaration.Type.Name, hidden.Owner, $"has the abstract member '{hidden.Member.Name}', which a generated one would hide");
    }

    /// <summary>An abstract member of a base class that a generated one would hide, which the compiler does not allow.</summary>
    private static InheritedMember? Hidden(Outline outline)
    {
        InheritedMember[] open = [.. outline.Declaration.Class.Inherited.Where(inherited => inherited.IsAbstract)];
        return open.Length == 0 ? null : open.FirstOrDefault(inherited => Names.Members(outline).Any(generated => generated.ClashesWith(inherited.Member)));
    }
}
