using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A layer reads from layers and inputs that stand before it. So there is no cycle.</summary>
internal sealed class SourceRule() : Rule(Descriptors.UnknownSource)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Layers.Where(item => !item.Attribute.IsMalformed))
        {
            string[] known = [.. outline.Items.Where(other => other.Index < item.Index && (other.Layer is not null || other.IsInput)).Select(other => other.Name)];
            string[] named = [.. item.From is { } from ? [from] : Array.Empty<string>(), .. item.Layer is Join join ? join.Names : []];
            foreach (string name in named.Where(name => !known.Contains(name)).Distinct())
            {
                bool isLater = outline.Layers.Any(other => other.Name == name);
                yield return At(item, Title(item), name, isLater ? "which does not stand before it" : "which names nothing", string.Join(", ", known));
            }
        }
    }
}
