using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>An attribute that calls itself a layer or a loss is one that the generator can build.</summary>
internal sealed class UnknownLayerRule() : Rule(Descriptors.UnknownLayer)
{
    public override bool NeedsWhole => false;

    public override bool JudgesBlocks => true;

    public override IEnumerable<Problem> Check(Outline outline) =>
        outline.Items.Where(item => item.IsUnknown).Select(item => At(item, item.Attribute.Kind.Replace("global::", string.Empty), outline.Declaration.Type.Name));
}
