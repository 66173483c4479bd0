using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A layer reads from layers and inputs that stand before it. So there is no cycle.</summary>
internal sealed class SourceRule() : Rule(Descriptors.UnknownSource)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Items.Where(item => !item.Attribute.IsMalformed))
        {
            string prefix = item.Name.Substring(0, item.Name.Length - item.LocalName.Length);
            foreach (string name in item.Missing)
            {
                bool isLater = outline.Items.Any(other => (other.Layer is not null || other.IsUse) && other.Name == prefix + name);
                yield return At(item, Title(item), name, isLater ? "which does not stand before it" : "which names nothing", string.Join(", ", item.Known));
            }
        }
    }
}
