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
    }
}
