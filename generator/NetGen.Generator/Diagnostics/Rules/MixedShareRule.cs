using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>Under one name of <c>Share</c> stand layers, or uses of one block.</summary>
internal sealed class MixedShareRule() : Rule(Descriptors.MixedShare)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (ShareGroup group in ShareGroup.All(outline))
        {
            if (group.Stranger is not { } stranger || group.Members.Any(member => ShareGroup.HasParameters(outline, member) == false))
                continue;
            yield return At(stranger, Title(stranger), Title(group.First), $"one is {Kind(stranger)}, the other {Kind(group.First)}") with
            {
                Argument = "Share",
                Related = new([group.First.Index]),
            };
        }
    }

    private static string Kind(OutlineItem member) => member.IsUse ? $"a use of the block '{member.Attribute.Block!.Name}'" : $"a layer, {member.Attribute.Kind}";
}
