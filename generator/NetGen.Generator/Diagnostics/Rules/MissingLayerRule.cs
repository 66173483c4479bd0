using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>There is a layer.</summary>
internal sealed class MissingLayerRule() : Rule(Descriptors.NoLayer)
{
    public override IEnumerable<Problem> Check(Outline outline) =>
        outline.Layers.Any() || outline.Items.Any(item => item.IsUnknown || item.IsUse || item.Attribute.IsStranger || item.Attribute.IsMalformed) ? [] : [AtClass(outline.Declaration.Type.Name)];
}
