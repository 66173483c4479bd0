using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>What is named as an output is a layer that stands before, and named once.</summary>
internal sealed class OutputRule() : Rule(Descriptors.Output)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        HashSet<string> named = [];
        foreach (OutlineItem item in outline.Outputs.Where(item => !item.Attribute.IsMalformed))
        {
            OutlineItem[] known = [.. outline.Layers.Where(layer => layer.Index < item.Index)];
            if (item.Sources.Count > 0 && named.Add(item.Name))
                continue;
            string reason = item.Sources.Count > 0 ? "which is an output already"
                : outline.Inputs.Any(input => input.Name == item.Name) ? "which is an input"
                : outline.Layers.Any(layer => layer.Name == item.Name) ? "which does not stand before it"
                : "which names nothing";
            yield return At(item, item.Name, reason, known.Length == 0 ? "no layers" : string.Join(", ", known.Select(layer => layer.Name)));
        }
    }
}
