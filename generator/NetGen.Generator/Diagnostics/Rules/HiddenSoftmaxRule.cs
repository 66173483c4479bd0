using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>No softmax stands between layers with weights, where it makes the units of a layer compete. As a factor of a product it chooses, on purpose.</summary>
internal sealed class HiddenSoftmaxRule() : Lesson(Descriptors.HiddenSoftmax)
{
    protected override bool HoldsOfBranches => true;

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Replace, problem.Attribute, nameof(Relu))];

    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        // Before a ReLU it is another mistake as well, and that is said elsewhere.
        HashSet<int> squashing = [.. outline.HasBranches ? [] : SquashedHiddenRule.Pairs(outline).Select(pair => pair.Squashing.Index)];
        foreach (OutlineItem item in outline.Layers.Where(item => item is { Layer: Softmax, Input.Channels: > 1 } && !squashing.Contains(item.Index)))
        {
            OutlineItem[] readers = [.. Readers(outline, item)];
            if (readers.Length > 0 && readers.All(reader => reader.Layer is WeightedLayer and not Embedding))
                yield return At(item, Title(item), Title(readers[0])) with { Related = new([readers[0].Index]) };
        }
    }

    /// <summary>What reads an item, through layers that only pass its numbers on.</summary>
    private static IEnumerable<OutlineItem> Readers(Outline outline, OutlineItem item) => Flow.Readers(outline, item)
        .SelectMany(reader => reader.Layer is { IsLinear: true } and not WeightedLayer and not Join && Flow.Readers(outline, reader).Any() ? Readers(outline, reader) : [reader]);
}
