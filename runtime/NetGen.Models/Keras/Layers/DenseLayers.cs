using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Keras.Layers;

/// <summary>Products with matrices, and what leaves numbers as they are in inference.</summary>
internal static class DenseLayers
{
    public static Dictionary<string, KerasLayers.SingleMapper> All { get; } = new()
    {
        ["Dense"] = Dense,
        ["TimeDistributed"] = EveryStep,
        ["Dropout"] = Dropout,
        ["SpatialDropout1D"] = Nothing,
        ["SpatialDropout2D"] = Nothing,
        ["AlphaDropout"] = Nothing,
        ["GaussianDropout"] = Nothing,
        ["GaussianNoise"] = Nothing,
        ["ActivityRegularization"] = Nothing,
        ["Rescaling"] = Rescaling,
    };

    private static NetworkValue Dense(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        int units = layer.Count("units"), features = input.Shape[^1];
        bool hasBias = layer.Bool("use_bias", true);
        NewLayer dense = new NewLayer("Dense", CSharpText.Of(units)).WithIf(!hasBias, "Bias", "false");
        NetworkValue value = mapping.Add(layer, dense, input, [.. input.Shape[..^1], units],
            [("weights", [features, units]), .. ConvolutionLayers.Bias(hasBias, units)]);
        return mapping.Activate(layer, value);
    }

    /// <summary>A dense layer applies to every step by itself.</summary>
    private static NetworkValue EveryStep(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        JsonNode inner = KerasVariables.Inner(layer, "layer") with { Node = layer.Node };
        return inner.Operator switch
        {
            "Dense" => Dense(mapping, inner, input),
            "Dropout" => Dropout(mapping, inner, input),
            _ when ActivationLayers.All.TryGetValue(inner.Operator, out KerasLayers.SingleMapper? activation) =>
                activation(mapping, inner, input),
            string other =>
                throw layer.Fault($"it applies '{other}' to every step, and dense layers, dropout and activations alone do that here"),
        };
    }

    private static NetworkValue Dropout(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        float rate = layer.Float("rate", 0);
        return rate <= 0 ? input : rate < 1 ? mapping.Network.Add(new NewLayer("Dropout", CSharpText.Of(rate)), input, input.Shape)
            : throw layer.Fault("its 'rate' is not below 1");
    }

    private static NetworkValue Nothing(KerasMapping mapping, JsonNode layer, NetworkValue input) => input;

    private static NetworkValue Rescaling(KerasMapping mapping, JsonNode layer, NetworkValue input) =>
        mapping.Network.Function(input, "Rescale",
            $"(x * {CSharpText.Single(layer.Float("scale"))}) + {CSharpText.Single(layer.Float("offset", 0))}");
}
