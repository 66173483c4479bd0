using NetGen.Generator.Emission;
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
            string? name = item.Attribute.String("name");
            string reason = name is null ? "is given null in place of a name"
                : item.Sources.Count > 0 ? $"names '{name}', which is an output already"
                : outline.Inputs.Any(input => input.Name == name) ? $"names '{name}', which is an input"
                : outline.Layers.Any(layer => layer.Name == name) ? $"names '{name}', which does not stand before it"
                : $"names '{name}', which names nothing";
            yield return At(item, reason, known.Length == 0 ? "no layers" : string.Join(", ", known.Select(layer => layer.Name)));
        }
    }

    /// <summary>The nearest name with which the network is whole.</summary>
    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem item = outline.Items[problem.Attribute];
        if (item.Attribute.String("name") is not { } missing || outline.Layers.Any(layer => layer.Name == missing))
            return [];
        return NearestName.All(missing, outline.Layers.Where(layer => layer.Index < item.Index).Select(layer => layer.LocalName))
            .Select(name => new Candidate(item.Index, item.Attribute).Set("name", name, Literal.Of(name)))
            .Where(candidate => new Trial(outline, item).Helps(candidate.Attribute))
            .Take(1)
            .Select(candidate => candidate.Fix);
    }
}
