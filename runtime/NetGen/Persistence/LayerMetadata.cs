using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// What diagnostics saw in an epoch, as part of a checkpoint's metadata: four numbers for each layer, each followed by two for each of its
/// slots.
/// </summary>
internal static class LayerMetadata
{
    private const int OfLayer = 4;
    private const int OfSlot = 2;

    public static string Write(ImmutableArray<LayerDiagnostics> layers) => MetadataWriter.Text(layers.SelectMany(layer => (double?[])
    [
        layer.GradientNorm, layer.UpdateRatio, layer.DeadShare, layer.SaturatedShare,
        .. layer.Slots.SelectMany(slot => (double?[])[slot.GradientNorm, slot.UpdateRatio]),
    ]));

    /// <returns>What stands under a key; empty if nothing does.</returns>
    /// <exception cref="InvalidDataException">It does not fit the network.</exception>
    public static ImmutableArray<LayerDiagnostics> Read(MetadataReader metadata, string key, NetworkDescription network)
    {
        if (!metadata.Has(key))
            return [];
        var numbers = new Queue<double?>(metadata.Numbers(key, network.Layers.Sum(layer => OfLayer + (OfSlot * layer.Slots.Length))));
        return [.. network.Layers.Select(Layer)];

        LayerDiagnostics Layer(LayerDescription layer)
        {
            double? norm = numbers.Dequeue(), ratio = numbers.Dequeue(), dead = numbers.Dequeue(), saturated = numbers.Dequeue();
            return new LayerDiagnostics(layer.Name, [.. layer.Slots.Select(Slot)], norm, ratio, dead, saturated);
        }

        SlotDiagnostics Slot(ParameterSlot slot) => new(
            slot.Name,
            numbers.Dequeue() ?? throw new InvalidDataException($"Expected the norm of a gradient of '{slot.Key}' in '{key}', got none."),
            numbers.Dequeue());
    }
}
