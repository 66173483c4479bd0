using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A block is used with the arguments that it asks for.</summary>
internal sealed class BlockArgumentsRule() : Rule(Descriptors.BlockArguments)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline) =>
        from item in outline.Items
        where item.Fault?.Kind == BlockFaultKind.Arguments
        select At(item, [.. item.Fault!.Message]);
}
