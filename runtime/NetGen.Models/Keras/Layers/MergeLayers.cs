using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Keras.Layers;

/// <summary>Layers of several inputs.</summary>
internal static class MergeLayers
{
    public static Dictionary<string, KerasLayers.Mapper> All { get; } = new()
    {
        ["Add"] = (mapping, layer, inputs) => Join(mapping, layer, inputs, "Add"),
        ["Subtract"] = (mapping, layer, inputs) => Join(mapping, layer, inputs, "Subtract"),
        ["Multiply"] = (mapping, layer, inputs) => Join(mapping, layer, inputs, "Multiply"),
        ["Average"] = (mapping, layer, inputs) => Join(mapping, layer, inputs, "Average"),
        ["Maximum"] = (mapping, layer, inputs) => Join(mapping, layer, inputs, "Maximum"),
        ["Concatenate"] = Concatenate,
    };

    private static NetworkValue Join(KerasMapping mapping, JsonNode layer, ImmutableArray<NetworkValue> inputs, string kind)
    {
        Several(layer, inputs);
        if (kind == "Subtract" && inputs.Length != 2)
            throw layer.Fault($"it reads {inputs.Length} layers, expected 2");
        if (inputs.Any(input => !input.Shape.SequenceEqual(inputs[0].Shape)))
            throw layer.Fault($"its inputs have different shapes: {Shapes(inputs)}");
        return mapping.Network.Add(new NewLayer(kind), inputs[0], inputs[0].Shape, inputs[1..]);
    }

    private static NetworkValue Concatenate(KerasMapping mapping, JsonNode layer, ImmutableArray<NetworkValue> inputs)
    {
        Several(layer, inputs);
        int rank = inputs[0].Shape.Length;
        if (layer.Axis(rank, -1) != rank - 1)
            throw layer.Fault("its axis is not the last, along which values are joined here");
        if (inputs.Any(input => input.Shape.Length != rank || !input.Shape[..^1].SequenceEqual(inputs[0].Shape[..^1])))
            throw layer.Fault($"its inputs do not fit side by side: {Shapes(inputs)}");
        return mapping.Network.Add(new NewLayer("Concat"), inputs[0], [.. inputs[0].Shape[..^1], inputs.Sum(input => input.Shape[^1])],
            inputs[1..]);
    }

    private static void Several(JsonNode layer, ImmutableArray<NetworkValue> inputs)
    {
        if (inputs.Length < 2)
            throw layer.Fault($"it reads {inputs.Length} layers, expected several");
    }

    private static string Shapes(ImmutableArray<NetworkValue> inputs) =>
        string.Join(", ", inputs.Select(input => $"[{string.Join(", ", input.Shape)}]"));
}
