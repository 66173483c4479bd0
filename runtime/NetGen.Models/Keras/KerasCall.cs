using System.Collections.Immutable;
using System.Text.Json;
using NetGen.Models.Json;

namespace NetGen.Models.Keras;

/// <summary>An output of a layer that another layer reads.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Call">Which call of the layer it is of.</param>
/// <param name="Output">Which of its outputs it is.</param>
internal sealed record KerasSource(string Layer, int Call, int Output);

/// <summary>What a call of a layer reads, in the words of Keras 2 and of Keras 3.</summary>
internal static class KerasCall
{
    /// <summary>The outputs that a call reads.</summary>
    /// <param name="layer">The layer, for a message.</param>
    /// <param name="call">An entry of its <c>inbound_nodes</c>.</param>
    public static ImmutableArray<KerasSource> Inputs(JsonNode layer, JsonElement call)
    {
        var inputs = ImmutableArray.CreateBuilder<KerasSource>();
        if (call.ValueKind == JsonValueKind.Object && call.TryGetProperty("args", out JsonElement arguments))
            Add(layer, arguments, inputs);
        else if (call.ValueKind == JsonValueKind.Array)
            Add(layer, call, inputs);
        return inputs.Count > 0 ? inputs.ToImmutable() : throw layer.Fault("it says no layer that it reads");
    }

    /// <summary>The outputs in <c>["name", 0, 0]</c> or in a list of such.</summary>
    /// <param name="model">The configuration of the model.</param>
    /// <param name="name">What is read of it.</param>
    public static ImmutableArray<KerasSource> Named(JsonNode model, string name)
    {
        var sources = ImmutableArray.CreateBuilder<KerasSource>();
        if (model.Array(name) is { IsEmpty: false })
            Add(model, model.Element.GetProperty(name), sources);
        return sources.ToImmutable();
    }

    private static void Add(JsonNode layer, JsonElement part, ImmutableArray<KerasSource>.Builder inputs)
    {
        if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty("config", out JsonElement config)
            && config.ValueKind == JsonValueKind.Object
            && config.TryGetProperty("keras_history", out JsonElement history))
        {
            Add(layer, history, inputs);
            return;
        }

        if (part.ValueKind != JsonValueKind.Array)
            throw layer.Fault("one of its inputs is a number, and no layer");
        if (part.GetArrayLength() >= 3 && part[0].ValueKind == JsonValueKind.String)
        {
            if (part[1].ValueKind != JsonValueKind.Number || !part[1].TryGetInt32(out int call)
                || part[2].ValueKind != JsonValueKind.Number || !part[2].TryGetInt32(out int output))
                throw layer.Fault($"it does not say by number which output of '{part[0].GetString()}' it reads");
            inputs.Add(new KerasSource(part[0].GetString()!, call, output));
            return;
        }

        foreach (JsonElement inner in part.EnumerateArray())
            Add(layer, inner, inputs);
    }
}
