using System.Collections.Immutable;

namespace NetGen.Models.Building;

/// <summary>A tensor of a layer, in the layout of the network.</summary>
/// <param name="Slot">Its name in the layer, such as <c>weights</c>.</param>
/// <param name="Shape">Its extents, row-major.</param>
/// <param name="Numbers">Makes its numbers; called when they are written, so that a large model is in memory once.</param>
internal sealed record WeightTensor(string Slot, ImmutableArray<int> Shape, Func<float[]> Numbers)
{
    public long Length => Shape.Aggregate(1L, (product, extent) => product * extent);

    /// <summary>A tensor whose numbers are at hand.</summary>
    public static WeightTensor Of(string slot, float[] numbers, params ImmutableArray<int> shape) => new(slot, shape, () => numbers);
}
