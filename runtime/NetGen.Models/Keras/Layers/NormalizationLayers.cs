using System.Collections.Immutable;
using System.Globalization;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Keras.Layers;

/// <summary>
/// Normalisations over the channels. The momentum of Keras is the part of the old statistics; here it is that of the new.
/// </summary>
internal static class NormalizationLayers
{
    private const float DefaultEpsilon = 1e-3f;

    public static Dictionary<string, KerasLayers.SingleMapper> All { get; } = new()
    {
        ["BatchNormalization"] = BatchNormalization,
        ["LayerNormalization"] = LayerNormalization,
    };

    private static NetworkValue BatchNormalization(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        ImmutableArray<int> channels = Channels(layer, input);
        float momentum = layer.Float("momentum", 0.99f);
        string own = CSharpText.Of((float)Math.Round(1 - (double)momentum, 7));
        if (momentum is < 0 or >= 1)
            throw layer.Fault($"its 'momentum' is {momentum.ToString(CultureInfo.InvariantCulture)}, expected from 0 to below 1");
        NewLayer norm = Normalization(layer, "BatchNorm").WithIf(own != "0.1", "Momentum", own);
        return mapping.Add(layer, norm, input, input.Shape, ("gamma", channels), ("beta", channels), ("runningMean", channels),
            ("runningVariance", channels));
    }

    private static NetworkValue LayerNormalization(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        ImmutableArray<int> channels = Channels(layer, input);
        if (layer.Bool("rms_scaling"))
            throw layer.Fault("it divides by the root of the mean square ('rms_scaling') after subtracting the mean");
        if (!layer.Bool("scale", true) && !layer.Bool("center", true))
            return mapping.Network.Add(Normalization(layer, "LayerNorm").With("Affine", "false"), input, input.Shape);
        return mapping.Add(layer, Normalization(layer, "LayerNorm"), input, input.Shape, ("gamma", channels), ("beta", channels));
    }

    private static NewLayer Normalization(JsonNode layer, string kind)
    {
        float epsilon = layer.Float("epsilon", DefaultEpsilon);
        return epsilon > 0 ? new NewLayer(kind).WithIf(epsilon != 1e-5f, "Epsilon", CSharpText.Of(epsilon))
            : throw layer.Fault("its 'epsilon' is not above 0");
    }

    private static ImmutableArray<int> Channels(JsonNode layer, NetworkValue input) =>
        layer.Axis(input.Shape.Length, -1) == input.Shape.Length - 1 ? [input.Shape[^1]]
        : throw layer.Fault("its axis is not the last, which has the channels");
}
