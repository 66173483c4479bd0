using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>What a layer takes for indices comes from an input as it is. What layers compute is no index: it has fractions, and no gradient goes back through a table's choice.</summary>
internal sealed class ComputedIndexRule() : Rule(Descriptors.ComputedIndex)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Layers.Where(item => item is { Layer.IndicesBelow: not null, Output: not null }))
        {
            HashSet<int> behind = Flow.Behind(outline, item.Sources, OnlyMoves);
            if (outline.Layers.LastOrDefault(layer => behind.Contains(layer.Index) && !OnlyMoves(layer)) is { } computing)
                yield return At(item, Title(item), Title(computing), outline.Chain(item)) with { Related = new([computing.Index]) };

            bool OnlyMoves(OutlineItem layer) => layer.Layer is null
                || (layer.Output is not null && layer.Layer.Copies([.. layer.Sources.Select(source => outline.Items[source].Output!)]) is not null);
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) =>
        outline.Items[problem.Related[0]].Layer is Dropout ? [new Fix(Edit.Remove, problem.Related[0])] : [];
}
