using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>What one name of <c>Share</c> stands for, in a network or in one use of a block.</summary>
/// <param name="Name">The name.</param>
/// <param name="Members">The layers and uses of blocks that have it, in their order.</param>
internal sealed record ShareGroup(string Name, EquatableArray<OutlineItem> Members)
{
    public OutlineItem First => Members[0];

    /// <summary>The first member that cannot share with the first one: a layer and a block, or two blocks. Null where all are alike.</summary>
    public OutlineItem? Stranger => Members.FirstOrDefault(member => member.IsUse != First.IsUse || member.Attribute.Block?.Name != First.Attribute.Block?.Name);

    /// <summary>Whether the only member has nothing to share with.</summary>
    public bool IsLonely => Members.Count == 1 && (!First.IsUse || First.Attribute.Int("Repeat", 1) == 1);

    /// <summary>The groups of an outline.</summary>
    public static IEnumerable<ShareGroup> All(Outline outline) =>
        from item in outline.Items
        where (item.Layer is not null || item is { IsUse: true, Fault: null }) && item.Attribute.String("Share") is { Length: > 0 }
        group item by item.Share into members
        select new ShareGroup(members.First().Attribute.String("Share")!, members.ToEquatableArray());

    /// <summary>Whether a layer, or one of those of a block, has parameters; null where its input is not known.</summary>
    public static bool? HasParameters(Outline outline, OutlineItem member)
    {
        OutlineItem[] layers = member.IsUse
            ? [.. outline.Layers.Where(layer => layer.Share?.StartsWith(member.Share + "/", StringComparison.Ordinal) == true)]
            : [member];
        if (layers.Any(layer => layer.Input is null || layer.Output is null))
            return null;
        return layers.Any(layer => layer.Layer!.Parameters(layer.Input!).Any());
    }
}
