using System.Text.Json;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Keras.Layers;

/// <summary>Functions of each number by itself, and softmax: as layers, and as arguments of other layers.</summary>
internal static class ActivationLayers
{
    public static Dictionary<string, KerasLayers.SingleMapper> All { get; } = new()
    {
        ["Activation"] = (mapping, layer, input) => Apply(mapping, layer, "activation", input),
        ["ReLU"] = Relu,
        ["LeakyReLU"] = (mapping, layer, input) =>
            Add(mapping, input, "LeakyRelu", CSharpText.Of(layer.Float("negative_slope", "alpha", 0.3f))),
        ["PReLU"] = Slopes,
        ["ELU"] = (mapping, layer, input) => Add(mapping, input, "Elu", CSharpText.Of(layer.Float("alpha", 1))),
        ["Softmax"] = Softmax,
        ["ThresholdedReLU"] = (mapping, layer, input) =>
            mapping.Network.Function(input, "ThresholdedRelu", $"x > {CSharpText.Single(layer.Float("theta", 1))} ? x : 0f"),
    };

    /// <summary>Applies the activation that an argument names.</summary>
    /// <param name="mapping">The network.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="argument">The argument: a name, an object with a name, or an object that is a layer.</param>
    /// <param name="value">What it is applied to.</param>
    public static NetworkValue Apply(KerasMapping mapping, JsonNode layer, string argument, NetworkValue value)
    {
        if (!layer.Has(argument))
            return value;
        JsonElement activation = layer.Element.GetProperty(argument);
        if (activation.ValueKind == JsonValueKind.String)
            return Named(mapping, layer, activation.GetString()!, value);
        JsonNode function = layer.Object(argument);
        if (function.Element.TryGetProperty("config", out JsonElement config) && config.ValueKind == JsonValueKind.String)
            return Named(mapping, layer, config.GetString()!, value);
        JsonNode inner = function.Object("config") with { Operator = function.Text("class_name") };
        return inner.Operator != "Activation" && All.TryGetValue(inner.Operator, out KerasLayers.SingleMapper? map)
            ? map(mapping, inner with { Node = layer.Node }, value)
            : throw layer.Fault($"its activation '{inner.Operator}' is not known");
    }

    /// <summary>The name of a function that an argument gives, as a text or as an object with a text.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="missing">The name where the argument is not there.</param>
    public static string Name(JsonNode layer, string argument, string missing)
    {
        if (!layer.Has(argument))
            return missing;
        JsonElement activation = layer.Element.GetProperty(argument);
        return activation.ValueKind == JsonValueKind.Object ? layer.Object(argument).Text("config") : layer.Text(argument);
    }

    private static NetworkValue Named(KerasMapping mapping, JsonNode layer, string name, NetworkValue value) => name switch
    {
        "linear" => value,
        "relu" => Add(mapping, value, "Relu"),
        "relu6" => Add(mapping, value, "Relu6"),
        "sigmoid" => Add(mapping, value, "Sigmoid"),
        "tanh" => Add(mapping, value, "Tanh"),
        "softmax" => Add(mapping, value, "Softmax"),
        "log_softmax" => Add(mapping, value, "LogSoftmax"),
        "elu" => Add(mapping, value, "Elu"),
        "selu" => Add(mapping, value, "Selu"),
        "softplus" => Add(mapping, value, "Softplus"),
        "softsign" => Add(mapping, value, "Softsign"),
        "gelu" => Add(mapping, value, "Gelu"),
        "swish" or "silu" => Add(mapping, value, "Silu"),
        "mish" => Add(mapping, value, "Mish"),
        "exponential" => Add(mapping, value, "Exp"),
        "leaky_relu" => Add(mapping, value, "LeakyRelu", "0.2"),
        "hard_silu" or "hard_swish" => Add(mapping, value, "HardSwish"),
        "hard_tanh" => Add(mapping, value, "HardTanh"),
        "hard_sigmoid" when mapping.IsKeras3 => Add(mapping, value, "HardSigmoid"),
        "hard_sigmoid" => mapping.Network.Function(value, "HardSigmoidOfKeras", "MathF.Min(MathF.Max((x * 0.2f) + 0.5f, 0f), 1f)"),
        _ => throw layer.Fault($"its activation '{name}' is not known"),
    };

    private static NetworkValue Add(KerasMapping mapping, NetworkValue value, string kind, params string[] arguments) =>
        mapping.Network.Add(new NewLayer(kind, [.. arguments]), value, value.Shape);

    private static NetworkValue Relu(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        float? most = layer.Has("max_value") ? layer.Float("max_value") : null;
        float slope = layer.Float("negative_slope", 0), threshold = layer.Float("threshold", 0);
        if (threshold == 0 && most is null)
            return slope == 0 ? Add(mapping, input, "Relu") : Add(mapping, input, "LeakyRelu", CSharpText.Of(slope));
        if (threshold == 0 && slope == 0 && most == 6)
            return Add(mapping, input, "Relu6");
        string below = slope == 0 ? "0f" : $"{CSharpText.Single(slope)} * (x - {CSharpText.Single(threshold)})";
        string above = most is { } limit ? $"MathF.Min(x, {CSharpText.Single(limit)})" : "x";
        return mapping.Network.Function(input, "BoundedRelu", $"x >= {CSharpText.Single(threshold)} ? {above} : {below}");
    }

    private static NetworkValue Slopes(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        int channels = input.Shape[^1];
        int count = mapping.Weights(layer).Find("alpha") is { } alpha && alpha.Shape.All(extent => extent == 1) && channels > 1
            ? 1 : channels;
        return mapping.Add(layer, new NewLayer("PRelu").WithIf(count > 1, "PerChannel", "true"), input, input.Shape, ("slope", [count]));
    }

    private static NetworkValue Softmax(KerasMapping mapping, JsonNode layer, NetworkValue input) =>
        layer.Axis(input.Shape.Length, -1) == input.Shape.Length - 1 ? Add(mapping, input, "Softmax")
        : throw layer.Fault("its axis is not the last, over which softmax goes here");
}
