using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Every index that a table or a loss knows is a number of the network's type.</summary>
internal sealed class IndexPrecisionRule() : Rule(Descriptors.IndexPrecision)
{
    /// <summary>Up to here every whole number is a float.</summary>
    private const int LargestIndex = 1 << 24;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        if (outline.Declaration.Precision == Precision.Double)
            yield break;
        foreach (OutlineItem item in outline.Items)
        {
            if (item is { Layer: Embedding { Vocabulary: > LargestIndex + 1 } table, Output: not null })
                yield return At(item, Title(item), $"the table has {Numbers.Grouped(table.Vocabulary)} rows") with { Argument = "vocabulary" };
            if (item.Loss is not { IsSparse: true } loss)
                continue;
            Shape? output = outline.OutputOf(item)?.Output ?? outline.Output;
            if (output is { Channels: > LargestIndex + 1 })
                yield return At(item, Title(item), $"there are {Numbers.Grouped(output.Channels)} classes");
            if (loss.IgnoreIndex is { } ignored && Math.Abs((long)ignored) > LargestIndex)
                yield return At(item, Title(item), $"IgnoreIndex is {Numbers.Grouped(ignored)}") with { Argument = "IgnoreIndex" };
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem network = outline.Items.First(item => item.Attribute.Kind == "Network");
        return [new Candidate(network.Index, network.Attribute).Set("Precision", (int)Precision.Double, "Precision.Double").Fix];
    }
}
