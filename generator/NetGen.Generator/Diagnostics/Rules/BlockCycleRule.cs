using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>No block uses itself, nor one that uses it.</summary>
internal sealed class BlockCycleRule() : Rule(Descriptors.BlockCycle)
{
    public override bool NeedsWhole => false;

    public override bool JudgesBlocks => true;

    public override IEnumerable<Problem> Check(Outline outline) =>
        from item in outline.Items
        where item.Fault?.Kind == BlockFaultKind.Cycle
        select At(item, [.. item.Fault!.Message]);
}
