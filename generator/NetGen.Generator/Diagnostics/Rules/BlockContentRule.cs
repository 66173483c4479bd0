using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>What is used as a block is one, and is made of layers.</summary>
internal sealed class BlockContentRule() : Rule(Descriptors.BlockContent)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline) =>
        from item in outline.Items
        where item.Fault?.Kind == BlockFaultKind.Content
        select At(item, [.. item.Fault!.Message]);
}
