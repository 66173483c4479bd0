using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>What every layer computes is read by another one, or is the output.</summary>
internal sealed class UnusedBranchRule() : Rule(Descriptors.UnusedBranch)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        if (outline.Output is null || outline.Layers.LastOrDefault() is not { } last)
            yield break;
        HashSet<int> read = [.. outline.Layers.SelectMany(item => item.Sources)];
        foreach (OutlineItem item in outline.Layers.Where(item => item.Index != last.Index && !read.Contains(item.Index)))
            yield return At(item, Title(item), Title(outline.Layers.First(next => next.Index > item.Index)), item.Name);
    }
}
