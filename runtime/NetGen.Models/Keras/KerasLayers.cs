using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;
using NetGen.Models.Keras.Layers;

namespace NetGen.Models.Keras;

/// <summary>The classes of layers that have a counterpart.</summary>
internal static class KerasLayers
{
    /// <summary>Adds to the network what a layer does.</summary>
    public delegate NetworkValue Mapper(KerasMapping mapping, JsonNode layer, ImmutableArray<NetworkValue> inputs);

    /// <summary>Adds to the network what a layer of one input does.</summary>
    public delegate NetworkValue SingleMapper(KerasMapping mapping, JsonNode layer, NetworkValue input);

    public static Dictionary<string, Mapper> All { get; } = new(
    [
        .. Single(DenseLayers.All), .. Single(ConvolutionLayers.All), .. Single(TransposedLayers.All), .. Single(PoolLayers.All),
            .. Single(ActivationLayers.All),
        .. Single(NormalizationLayers.All), .. Single(ShapeLayers.All), .. Single(SequenceLayers.All), .. MergeLayers.All,
    ]);

    private static IEnumerable<KeyValuePair<string, Mapper>> Single(Dictionary<string, SingleMapper> layers) =>
        layers.Select(pair => new KeyValuePair<string, Mapper>(pair.Key, (mapping, layer, inputs) =>
    {
        if (inputs.Length != 1)
            throw layer.Fault($"it reads {inputs.Length} layers, expected 1");
        if (layer.Has("data_format") && layer.Text("data_format") != "channels_last")
            throw layer.Fault($"its 'data_format' is '{layer.Text("data_format")}', and images have channels last here");
        return pair.Value(mapping, layer, inputs[0]);
    }));
}
