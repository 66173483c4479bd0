using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The members that every network gets meet no other of their names.</summary>
internal sealed class MemberNameRule() : Rule(Descriptors.MemberName)
{
    public override bool NeedsWhole => false;

    public override bool ForbidsGeneration => true;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        ClassFacts facts = outline.Declaration.Class;
        TypeIdentity type = outline.Declaration.Type;
        GeneratedMember[] generated = Names.Members(outline).ToArray();
        for (int i = 0; i < facts.Members.Count; i++)
        {
            MemberRecord member = facts.Members[i];
            if (generated.Any(other => other.ClashesWith(member)))
                yield return AtClass(member.Name, $"the one that '{type.Name}' declares") with { Member = i };
        }

        foreach (string name in generated.Select(member => member.Name).Distinct())
        {
            if (name == type.Name)
                yield return AtClass(name, "the name of the class");
            else if (facts.TypeParameters.Contains(name))
                yield return AtClass(name, $"a type parameter of '{type.Name}'");
        }
    }
}
