using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>Each extent of an input is at least 1.</summary>
internal sealed class InputExtentRule() : Rule(Descriptors.InputExtent)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline) =>
        from item in outline.Inputs
        where !item.Attribute.IsMalformed
        from argument in item.Attribute.Positional
        where argument.Value is int and < 1
        select At(item, argument.Name, Numbers.Text((int)argument.Value!)) with { Argument = argument.Name };
}
