using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>What is used as a block is one, and is made of layers.</summary>
internal sealed class BlockContentRule() : Rule(Descriptors.BlockContent)
{
    public override bool NeedsWhole => false;

    public override bool JudgesBlocks => true;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        IEnumerable<Problem> used =
            from item in outline.Items
            where item.Fault?.Kind == BlockFaultKind.Content
            group item by item.Fault!.Message into uses
            // However often it is used, the block is wrong once.
            select At(uses.First(), [.. uses.Key]);
        return outline.IsBlock ? OfBlock(outline).Concat(used) : used;
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) =>
        problem.Attribute >= 0 && outline.Items[problem.Attribute] is { IsUse: true, Attribute.Block: { IsBlock: false, IsDeclaredHere: true } block } && BlockFault.OfContent(block) is null
            ? [new Fix(Edit.MarkBlock, problem.Attribute)]
            : [];

    private IEnumerable<Problem> OfBlock(Outline block)
    {
        OutlineItem[] written = [.. block.Items.Where(item => item is { IsWritten: true, Place: >= 0 })];
        string name = block.Declaration.Type.Name;
        if (written.FirstOrDefault(item => BlockFault.IsStray(item.Attribute)) is { } stray)
            yield return At(stray, name, BlockFault.Stray(stray.Attribute));
        else if (written.Length == 0 && !block.Declaration.Class.HasUnresolvedAttribute)
            yield return AtClass(name, "has no layer");
        else if (written.FirstOrDefault(item => item.Attribute.Part != written[0].Attribute.Part) is { } apart)
            yield return At(apart, name, BlockFault.SeveralParts);
    }
}
