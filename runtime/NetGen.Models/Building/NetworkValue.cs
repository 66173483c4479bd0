using System.Collections.Immutable;

namespace NetGen.Models.Building;

/// <summary>What a layer or an input of the network under construction puts out.</summary>
/// <param name="Index">The layer, or the input as a negative number.</param>
/// <param name="Shape">Its extents, one to three, row-major.</param>
internal sealed record NetworkValue(int Index, ImmutableArray<int> Shape)
{
    public bool IsInput => Index < 0;

    public int Size => Shape.Aggregate(1, (product, extent) => product * extent);
}
