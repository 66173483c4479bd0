using NetGen.Generator.Declaration;

namespace NetGen.Generator.Graph;

/// <summary>The layers of a projection, as the attributes that an author would write for them.</summary>
internal static class ProjectionLayers
{
    /// <summary>A layer without bias from one shape to another; null where one pixel at a time cannot get there.</summary>
    /// <param name="join">The attribute that asks for it.</param>
    public static AttributeRecord? Between(Shape from, Shape to, AttributeRecord join, string name)
    {
        if (from.Rank != to.Rank)
            return null;
        Argument[] common = [new("Bias", false), new("Name", name)];
        if (from.IsVector)
            return Layer("Dense", join, [new("units", to.Channels)], common);

        int?[] strides = [.. Enumerable.Range(0, from.Rank - 1).Select(axis => Stride(from.Extents[axis], to.Extents[axis]))];
        if (strides.Any(stride => stride is null))
            return null;
        Argument[] steps = [.. strides.Take(2).Select((stride, axis) => new Argument(axis == 0 ? "Stride" : "StrideWidth", stride))];
        return Layer(from.Rank == 3 ? "Conv2D" : "Conv1D", join, [new("filters", to.Channels), new("kernel", 1)], [.. steps, .. common]);
    }

    public static AttributeRecord Normalization(AttributeRecord join, string name) => Layer("BatchNorm", join, [], [new("Name", name)]);

    /// <summary>The stride at which a window of one element makes one extent of another.</summary>
    private static int? Stride(int from, int to)
    {
        int stride = (from + to - 1) / to;
        return ((from - 1) / stride) + 1 == to ? stride : null;
    }

    private static AttributeRecord Layer(string kind, AttributeRecord join, Argument[] positional, Argument[] named) =>
        new(kind, new(positional), new(named), join.Part) { Family = "Layer" };
}
