using System.Collections.Immutable;

namespace NetGen.Models.Weights;

/// <summary>A layer of a network that takes weights.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind, such as <c>Conv2D</c>.</param>
/// <param name="Slots">Its parameters and buffers.</param>
internal sealed record TargetLayer(string Name, string Kind, ImmutableArray<TargetSlot> Slots)
{
    /// <summary>How the numbers that come in lie in the model of the file, where that is not as here.</summary>
    public FeatureOrder? Input { get; init; }

    /// <summary>How the numbers that go out lie in the model of the file, where that is not as here.</summary>
    public FeatureOrder? Output { get; init; }

    /// <summary>The heads of an attention; otherwise 1.</summary>
    public int Heads { get; init; } = 1;

    public TargetSlot? Find(string name) => Slots.FirstOrDefault(slot => slot.Name == name);

    /// <summary>Its slots and shapes, for a message.</summary>
    public string Text => string.Join(", ", Slots.Select(slot => $"{slot.Name} {SourceTensor.Text(slot.Shape)}"));

    /// <summary>The layers of a network that have parameters or buffers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="isChannelsFirst">Whether the model of the file has channels before rows, columns and steps.</param>
    public static ImmutableArray<TargetLayer> Of(NetworkDescription network, bool isChannelsFirst)
    {
        FeatureOrders orders = isChannelsFirst ? FeatureOrders.OfChannelsFirst(network.Layers) : FeatureOrders.None;
        return
        [
            .. network.Layers.Where(layer => layer.SharesWith is null
                && layer.Slots.Length + layer.Buffers.Length > 0).Select(layer => new TargetLayer(
                layer.Name,
                layer.Kind,
                [
                    .. layer.Slots.Select(slot => new TargetSlot(slot.Name, slot.Shape, slot.Offset, false)),
                    .. layer.Buffers.Select(buffer => new TargetSlot(buffer.Name, buffer.Shape, buffer.Offset, true)),
                ])
            {
                Input = orders.Input(layer.Name),
                Output = orders.Output(layer.Name),
                Heads = (int)layer.Number("Heads", 1),
            }),
        ];
    }
}

/// <summary>A tensor of a layer.</summary>
/// <param name="Name">Its name in the layer.</param>
/// <param name="Shape">Its extents, row-major.</param>
/// <param name="Offset">Where it starts among the flat parameters or buffers.</param>
/// <param name="IsBuffer">Whether it is a buffer.</param>
internal sealed record TargetSlot(string Name, ImmutableArray<int> Shape, int Offset, bool IsBuffer)
{
    public int Length => Shape.Aggregate(1, (product, extent) => product * extent);
}
