using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The constructors that the author wrote rely on the generated ones, which give the network its parameters.</summary>
internal sealed class ConstructorRule() : Rule(Descriptors.Constructor)
{
    public override bool NeedsWhole => false;

    public override bool ForbidsGeneration => true;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        ClassFacts facts = outline.Declaration.Class;
        string name = outline.Declaration.Type.Name;
        string[] generated = Names.Constructors(outline.Declaration).ToArray();
        if (facts.HasPrimaryConstructor)
            yield return AtClass($"The primary constructor of '{name}'", "would have to be called by the generated ones, which cannot know its arguments");

        foreach (InheritedMember inherited in facts.Inherited.Where(inherited => inherited.Member.IsRequired))
            yield return AtClass($"The required member '{inherited.Member.Name}' of '{inherited.Owner}'", "cannot be set where the generator makes a network");

        for (int i = 0; i < facts.Members.Count; i++)
        {
            MemberRecord member = facts.Members[i];
            if (member.IsRequired)
                yield return AtClass($"The required member '{member.Name}'", "cannot be set where the generator makes a network") with { Member = i };
            else if (!member.IsConstructor || facts.HasPrimaryConstructor)
                continue;
            else if (generated.Contains(member.Signature))
                yield return AtClass($"The constructor '{name}({Short(member.Signature!)})'", "is one of those that the generator writes") with { Member = i };
            else if (!member.CallsThis && facts.BaseHasConstructor)
                yield return AtClass($"The constructor '{name}({Short(member.Signature!)})'", "must call a generated one, as ': this(seed)' does, which gives the network its parameters") with { Member = i };
        }
    }

    private static string Short(string signature) => signature.Replace("global::System.", string.Empty).Replace("global::", string.Empty);
}
