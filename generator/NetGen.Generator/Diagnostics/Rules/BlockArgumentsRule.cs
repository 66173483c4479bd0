using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A block is used with the arguments that it asks for, and asks for them as they are.</summary>
internal sealed class BlockArgumentsRule() : Rule(Descriptors.BlockArguments)
{
    public override bool NeedsWhole => false;

    public override bool JudgesBlocks => true;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Items)
        {
            if (outline.IsBlock && item.IsWritten && BlockArguments.Arithmetic(item.Attribute) is { } arithmetic)
                yield return At(item, $"'{outline.Declaration.Type.Name}'", arithmetic);
            else if (item.Fault?.Kind == BlockFaultKind.Arguments)
                yield return At(item, $"Use of '{item.Fault.Message[0]}'", item.Fault.Message[1]);
        }
    }
}
