using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Operators;

/// <summary>Sums, means and largest numbers along axes: pools over a run of the stored numbers.</summary>
internal static class ReductionOperators
{
    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["ReduceMean"] = (mapping, node) => mapping.Result(node, Reduce(mapping, node, "AvgPool2D", out _)),
        ["ReduceMax"] = (mapping, node) => mapping.Result(node, Reduce(mapping, node, "MaxPool2D", out _)),
        ["ReduceMin"] = Minimum,
        ["ReduceSum"] = Sum,
    };

    private static void Sum(Mapping mapping, OnnxNode node)
    {
        FeatureMap mean = Reduce(mapping, node, "AvgPool2D", out int count);
        mapping.Result(node, count == 1
            ? mean : mean with { Value = mapping.Network.Function(mean.Value, "Sum", $"x * {CSharpText.Single(count)}") });
    }

    /// <summary>The smallest is the negative of the largest of the negatives.</summary>
    private static void Minimum(Mapping mapping, OnnxNode node)
    {
        FeatureMap Negative(FeatureMap map) => map with { Value = mapping.Network.Function(map.Value, "Negative", "-x") };
        mapping.Result(node, Negative(Reduce(mapping, node, Negative(mapping.Map(node, 0)), "MaxPool2D", out _)));
    }

    private static FeatureMap Reduce(Mapping mapping, OnnxNode node, string kind, out int count) =>
        Reduce(mapping, node, mapping.Map(node, 0), kind, out count);

    private static FeatureMap Reduce(Mapping mapping, OnnxNode node, FeatureMap map, string kind, out int count)
    {
        int[]? given = ShapeOperators.Axes(mapping, node, map.Rank);
        if (given is null && node.Int("noop_with_empty_axes", 0) != 0)
            given = [];
        int[] axes = given ?? [.. Enumerable.Range(0, map.Rank)];
        if (map.Layout.Batch is { } batch && axes.Contains(batch.Axis))
            throw node.Fault("it goes over the samples of a batch");
        if (map.Layout.Run(axes) is null)
            map = Arranging.Innermost(mapping, map, [.. axes]);
        (int outer, int size, int inner) = map.Layout.Run(axes)!.Value;
        count = size;
        Layout layout = map.Layout.Without([.. axes]);
        if (node.Int("keepdims", 1) == 0)
        {
            foreach (int axis in axes.OrderDescending())
                layout = layout.Remove(axis);
        }

        string global = kind == "AvgPool2D" ? "GlobalAvgPool" : "GlobalMaxPool";
        bool isOverPlaces = StoredAxes.Of(map) is { Length: > 1 } stored && stored[..^1].Order().SequenceEqual(axes.Order());
        if (isOverPlaces && (size > 1 || node.Says(global)))
            return new FeatureMap(mapping.Network.Add(new NewLayer(global), map.Value, [map.Value.Shape[^1]]), layout);
        if (size == 1)
            return new FeatureMap(map.Value, layout);
        if (outer == 1 && map.Value.Shape.Length > 1 && map.Value.Shape[^1] == inner)
            return new FeatureMap(mapping.Network.Add(new NewLayer(global), map.Value, [inner]), layout);
        NetworkValue image = mapping.Shaped(map.Value, outer, size, inner);
        NewLayer pool = new NewLayer(kind, "1", CSharpText.Of(size));
        pool = pool.With("Stride", "1").With("StrideWidth", CSharpText.Of(size));
        return new FeatureMap(mapping.Network.Add(pool, image, [outer, 1, inner]), layout);
    }
}
