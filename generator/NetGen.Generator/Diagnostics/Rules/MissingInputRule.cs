using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>There is an input.</summary>
internal sealed class MissingInputRule() : Rule(Descriptors.NoInput)
{
    public override IEnumerable<Problem> Check(Outline outline) =>
        outline.Inputs.Any() || outline.Items.Any(item => item.Attribute.IsStranger || item.Attribute.IsMalformed) ? [] : [AtClass(outline.Declaration.Type.Name)];
}
