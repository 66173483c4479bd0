using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>The inputs of a join have one shape, or for a concatenation one but for the last extent.</summary>
internal sealed class JoinRule() : Rule(Descriptors.Join)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Layers.Where(item => item is { Layer: Join, Output: null } && !item.Attribute.IsMalformed && !item.Layer.Arguments.Any()))
        {
            Join join = (Join)item.Layer!;
            OutlineItem[] sources = [.. item.Sources.Select(source => outline.Items[source])];
            Shape?[] shapes = [.. sources.Select(source => source.Output)];
            // What is too large by itself is one mistake.
            if (sources.Length != join.Names.Count + 1 || shapes.Any(shape => shape is null || shape.Size > SizeRule.Most))
                continue;
            string expected = join is not Concat ? "inputs of one shape"
                : Concat.Channels(shapes.Select(shape => shape!)) > int.MaxValue ? $"inputs whose last extents are at most {Numbers.Text(int.MaxValue)} in all"
                : "inputs that differ in the last extent at most";
            string given = string.Join(" and ", sources.Select((source, i) => $"{shapes[i]} from '{source.Name}'"));
            yield return At(item, Title(item), expected, given, outline.Chain(item)) with { Related = new([.. item.Sources.Where(source => source != item.Index)]) };
        }
    }
}
