using System.Collections.Immutable;
using NetGen.Models.Json;

namespace NetGen.Models.Keras;

/// <summary>The tensors of layers in files that number them: where each is below the group of its layer, and what it is.</summary>
internal static class KerasVariables
{
    /// <summary>The tensors of a layer.</summary>
    /// <param name="layer">Its class and configuration.</param>
    /// <returns>The path of each, and what it is in the layer.</returns>
    public static ImmutableArray<(string Path, string Part)> Of(JsonNode layer) => layer.Operator switch
    {
        "Dense" or "Conv1D" or "Conv2D" or "Conv1DTranspose" or "Conv2DTranspose" => Numbered("vars", [.. Kernel(layer, "kernel")]),
        "DepthwiseConv1D" or "DepthwiseConv2D" => Numbered("vars", [.. Kernel(layer, "depthwise_kernel")]),
        "SeparableConv1D" or "SeparableConv2D" => Numbered("vars", ["depthwise_kernel", .. Kernel(layer, "pointwise_kernel")]),
        "BatchNormalization" => Numbered("vars", [.. Affine(layer), "moving_mean", "moving_variance"]),
        "LayerNormalization" or "GroupNormalization" => Numbered("vars", [.. Affine(layer)]),
        "RMSNormalization" => Numbered("vars", ["scale"]),
        "Embedding" => Numbered("vars", ["embeddings"]),
        "PReLU" => Numbered("vars", ["alpha"]),
        "SimpleRNN" or "LSTM" or "GRU" => Numbered("cell/vars", [.. RecurrentParts(layer)]),
        "Bidirectional" => [.. Direction(layer, "layer", "forward"), .. Direction(layer, "backward_layer", "backward")],
        "TimeDistributed" => [.. Of(Inner(layer, "layer")).Select(variable => ("layer/" + variable.Path, variable.Part))],
        "MultiHeadAttention" =>
        [
            .. new[] { ("query_dense", "query"), ("key_dense", "key"), ("value_dense", "value"), ("output_dense", "attention_output") }
                .SelectMany(product => Numbered(product.Item1 + "/vars",
                    [.. Kernel(layer, "kernel").Select(part => $"{product.Item2}.{part}")])),
        ],
        _ => [],
    };

    /// <summary>The layer inside of a wrapper.</summary>
    public static JsonNode Inner(JsonNode layer, string name)
    {
        JsonNode inner = layer.Object(name);
        return inner.Object("config") with { Operator = inner.Text("class_name") };
    }

    private static IEnumerable<(string Path, string Part)> Direction(JsonNode layer, string config, string direction)
    {
        JsonNode inner = Inner(layer, layer.Has(config) ? config : "layer");
        return Numbered($"{direction}_layer/cell/vars", [.. RecurrentParts(inner).Select(part => $"{direction}.{part}")]);
    }

    private static IEnumerable<string> Kernel(JsonNode layer, string kernel) => layer.Bool("use_bias", true) ? [kernel, "bias"] : [kernel];

    private static IEnumerable<string> RecurrentParts(JsonNode layer) => layer.Bool("use_bias", true)
        ? ["kernel", "recurrent_kernel", "bias"] : ["kernel", "recurrent_kernel"];

    private static IEnumerable<string> Affine(JsonNode layer)
    {
        if (layer.Bool("scale", true))
            yield return "gamma";
        if (layer.Bool("center", true))
            yield return "beta";
    }

    private static ImmutableArray<(string Path, string Part)> Numbered(string group, params ImmutableArray<string> parts) =>
        [.. parts.Select((part, i) => ($"{group}/{Building.CSharpText.Of(i)}", part))];
}
