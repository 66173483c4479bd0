using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A layer or block that shares its parameters has some.</summary>
internal sealed class EmptyShareRule() : Rule(Descriptors.EmptyShare)
{
    public override IEnumerable<Problem> Check(Outline outline) =>
        from groups in ShareGroup.All(outline)
        from member in groups.Members
        where ShareGroup.HasParameters(outline, member) == false
        select At(member, Title(member), groups.Name) with { Argument = "Share" };

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(new Change(Edit.RemoveArgument, problem.Attribute, Argument: "Share"))];
}
