using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>What a layer says of its parameters counts, which is not so where it shares those of an earlier one.</summary>
internal sealed class IdleTwinRule() : Rule(Descriptors.IdleTwin)
{
    private static readonly string[] s_other = ["Name", "From", "Share"];

    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Layers.Where(item => item is { Input: not null, Output: not null }))
        {
            if (item.Owner is not { } place || outline.Items[place] is not { Input: not null, Output: not null } owner || owner.Layer!.Kind != item.Layer!.Kind)
                continue;
            foreach (Argument argument in item.Attribute.Positional.Concat(item.Attribute.Named))
            {
                if (!s_other.Contains(argument.Name) && IsIgnored(item, owner, argument))
                    yield return At(item, Title(item), argument.Name, Title(owner)) with { Argument = argument.Name, Related = new([owner.Index]) };
            }
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => outline.Items[problem.Attribute].Attribute.Named.Any(named => named.Name == problem.Argument)
        ? [new Fix(new Change(Edit.RemoveArgument, problem.Attribute, Argument: problem.Argument!))]
        : [];

    /// <summary>Whether parameters of its own would start otherwise, or learn otherwise, than those of the owner, because of an argument.</summary>
    private static bool IsIgnored(OutlineItem item, OutlineItem owner, Argument argument)
    {
        Candidate now = new(item.Index, item.Attribute);
        AttributeRecord like = owner.Attribute.Find(argument.Name) is { } value ? now.Set(argument.Name, value, string.Empty).Attribute : now.Without(argument.Name).Attribute;
        if (LayerCatalogue.Layer(like) is not { } layer || layer.Output(item.Input!) is null)
            return false;
        ParameterSpec[] own = [.. item.Layer!.Parameters(item.Input!)], others = [.. layer.Parameters(item.Input!)];
        // Another shape is a mistake of its own.
        return own.Length == others.Length && own.Zip(others, (a, b) => a.Shape == b.Shape).All(isSame => isSame) && !own.SequenceEqual(others);
    }
}
