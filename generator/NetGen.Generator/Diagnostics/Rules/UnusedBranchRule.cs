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
        foreach (OutlineItem item in outline.Layers.Where(item => !read.Contains(item.Index)))
        {
            string next = outline.Layers.FirstOrDefault(next => next.Index > item.Index) is { } reader ? $"{Title(reader)} reads another layer" : "it is the last layer";
            yield return At(item, Title(item), next, item.Name);
        }
    }
}
