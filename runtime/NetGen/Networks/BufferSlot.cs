using System.Collections.Immutable;

namespace NetGen;

/// <summary>Numbers that training updates without a gradient, such as running statistics.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Name">The name within the layer: <c>runningMean</c>.</param>
/// <param name="Offset">Where it starts among the buffers.</param>
/// <param name="Shape">Its extents, row-major.</param>
public sealed record BufferSlot(string Layer, string Name, int Offset, ImmutableArray<int> Shape)
{
    /// <summary>The numbers.</summary>
    public int Length => Shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Its key in a file: <c>BatchNorm1.runningMean</c>.</summary>
    public string Key => $"{Layer}.{Name}";
}
