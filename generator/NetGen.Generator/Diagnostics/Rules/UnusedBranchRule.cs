using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>What every layer computes is read by another one, or is an output.</summary>
internal sealed class UnusedBranchRule() : Rule(Descriptors.UnusedBranch)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        if (outline.Output is null || outline.Layers.LastOrDefault() is not { } last)
            yield break;
        HashSet<int> read = [.. outline.Layers.Concat(outline.Outputs).SelectMany(item => item.Sources)];
        if (!outline.Outputs.Any())
            read.Add(last.Index);
        // An input that leads nowhere is reported, and what it leads to is the same mistake; so is what stands above all inputs.
        HashSet<int> idle = [.. IdleInputRule.Idle(outline).Select(input => input.Index)];
        foreach (OutlineItem item in outline.Layers.Where(item => !read.Contains(item.Index)))
        {
            HashSet<int> above = IdleInputRule.Above(outline, [item.Index]);
            if (idle.Overlaps(above) || !above.Any(index => outline.Items[index].IsInput))
                continue;
            string next = outline.Layers.FirstOrDefault(next => next.Index > item.Index) is { } reader ? $"{Title(reader)} reads another layer" : "it is the last layer";
            yield return At(item, Title(item), next, item.Name);
        }
    }
}
