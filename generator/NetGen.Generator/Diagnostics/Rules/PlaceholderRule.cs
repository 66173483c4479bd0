using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The network itself has no arguments that <c>Arg</c> could stand for.</summary>
internal sealed class PlaceholderRule() : Rule(Descriptors.Placeholder)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline) =>
        from item in outline.Items
        where item.IsWritten && BlockArguments.HasPlaceholder(item.Attribute)
        select At(item, Title(item));
}
