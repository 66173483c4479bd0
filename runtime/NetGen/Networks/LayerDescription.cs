using System.Collections.Immutable;

namespace NetGen;

/// <summary>One layer of a network.</summary>
/// <param name="Name">Its name, such as <c>Dense1</c>.</param>
/// <param name="Kind">Its kind, such as <c>Dense</c>.</param>
/// <param name="InputShape">The extents of one sample going in.</param>
/// <param name="OutputShape">The extents of one sample coming out.</param>
/// <param name="MultiplyAdds">Multiply-adds of one forward pass of one sample.</param>
/// <param name="Slots">Its parameters, in order.</param>
public sealed record LayerDescription(
    string Name,
    string Kind,
    ImmutableArray<int> InputShape,
    ImmutableArray<int> OutputShape,
    long MultiplyAdds,
    ImmutableArray<ParameterSlot> Slots)
{
    /// <summary>Its buffers, in order: numbers that training updates without a gradient.</summary>
    public ImmutableArray<BufferSlot> Buffers { get; init; } = [];

    /// <summary>The numbers of one sample coming out.</summary>
    public int OutputLength => OutputShape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>The trained numbers of the layer.</summary>
    public int ParameterCount => Slots.Sum(slot => slot.Length);
}
