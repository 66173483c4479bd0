using NetGen.Generator.Declaration;
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
        }

        // Uses that are wrong alike have one cause; and a block that the compiler rejects may ask for more than can be read of it.
        foreach (IGrouping<EquatableArray<string>, OutlineItem> uses in outline.Items
            .Where(item => item is { Fault.Kind: BlockFaultKind.Arguments, Attribute.Block: not { HasUnresolvedAttribute: true } } && item.Attribute.Block?.Attributes.Any(attribute => attribute.IsMalformed) != true)
            .GroupBy(item => item.Fault!.Message))
        {
            yield return At(uses.First(), $"Use of '{uses.Key[0]}'", uses.Key[1]);
        }
    }
}
