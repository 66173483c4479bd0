using NetGen.Generator.Declaration;

namespace NetGen.Generator.Graph;

/// <summary>A tensor that a weights file has of a network: a parameter, or a buffer.</summary>
/// <param name="Layer">The name of its layer.</param>
/// <param name="Slot">Its name in the layer, such as <c>weights</c>.</param>
/// <param name="Shape">Its extents, row-major.</param>
/// <param name="Title">What a message calls its layer: <c>Dense 'Dense1'</c>.</param>
internal sealed record NetworkTensor(string Layer, string Slot, EquatableArray<int> Shape, string Title)
{
    /// <summary>Its name in a file: <c>Dense1.weights</c>.</summary>
    public string Key => $"{Layer}.{Slot}";

    /// <summary>The tensors of a network whose shapes are known: parameters in order, then buffers. Layers that share parameters have those of the first.</summary>
    public static IEnumerable<NetworkTensor> Of(Outline outline)
    {
        OutlineItem[] owners = [.. outline.Layers.Where(layer => layer.Owner is null)];
        return
        [
            .. owners.SelectMany(item => item.Layer!.Parameters(item.Input!).Select(parameter => Of(item, parameter.Name, parameter.Shape))),
            .. owners.SelectMany(item => item.Layer!.Buffers(item.Input!).Select(buffer => Of(item, buffer.Name, buffer.Shape))),
        ];
    }

    private static NetworkTensor Of(OutlineItem item, string slot, Shape shape) => new(item.Name, slot, shape.Extents, $"{item.Attribute.Kind} '{item.Name}'");
}
