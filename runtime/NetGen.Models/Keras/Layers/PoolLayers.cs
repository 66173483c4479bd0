using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Keras.Layers;

/// <summary>Pools over windows and over everything.</summary>
internal static class PoolLayers
{
    public static Dictionary<string, KerasLayers.SingleMapper> All { get; } = new()
    {
        ["MaxPooling1D"] = (mapping, layer, input) => Pool(mapping, layer, input, "MaxPool1D"),
        ["MaxPooling2D"] = (mapping, layer, input) => Pool(mapping, layer, input, "MaxPool2D"),
        ["AveragePooling1D"] = (mapping, layer, input) => Pool(mapping, layer, input, "AvgPool1D"),
        ["AveragePooling2D"] = (mapping, layer, input) => Pool(mapping, layer, input, "AvgPool2D"),
        ["GlobalMaxPooling1D"] = (mapping, layer, input) => Global(mapping, layer, input, "GlobalMaxPool"),
        ["GlobalMaxPooling2D"] = (mapping, layer, input) => Global(mapping, layer, input, "GlobalMaxPool"),
        ["GlobalAveragePooling1D"] = (mapping, layer, input) => Global(mapping, layer, input, "GlobalAvgPool"),
        ["GlobalAveragePooling2D"] = (mapping, layer, input) => Global(mapping, layer, input, "GlobalAvgPool"),
    };

    private static NetworkValue Pool(KerasMapping mapping, JsonNode layer, NetworkValue input, string kind)
    {
        KerasWindow window = KerasWindow.Of(layer, input, "pool_size", touches: true);
        return mapping.Network.Add(window.On(new NewLayer(kind, window.Size), window.Kernel), input, [.. window.Places, input.Shape[^1]]);
    }

    private static NetworkValue Global(KerasMapping mapping, JsonNode layer, NetworkValue input, string kind)
    {
        int axes = layer.Operator.EndsWith("1D", StringComparison.Ordinal) ? 1 : 2, channels = input.Shape[^1];
        if (input.Shape.Length != axes + 1)
            throw layer.Fault($"it takes {(axes == 1 ? "a sequence" : "an image")}, and [{string.Join(", ", input.Shape)}] comes in");
        NetworkValue value = mapping.Network.Add(new NewLayer(kind), input, [channels]);
        return layer.Bool("keepdims") ? ShapeLayers.Shaped(mapping, value, [.. Enumerable.Repeat(1, axes), channels]) : value;
    }
}
