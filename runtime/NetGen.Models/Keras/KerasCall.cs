using System.Text.Json;
using NetGen.Models.Json;

namespace NetGen.Models.Keras;

/// <summary>
/// What a layer is applied to: <c>[["dense", 0, 0, {}]]</c> in Keras 2, and tensors with their history among the arguments in Keras 3.
/// </summary>
internal static class KerasCall
{
    /// <summary>The layers whose outputs are the inputs of a call, in order.</summary>
    public static List<string> Inputs(JsonNode layer, JsonElement call)
    {
        List<string> inputs = [];
        if (call.ValueKind == JsonValueKind.Object && call.TryGetProperty("args", out JsonElement arguments))
            Add(layer, arguments, inputs);
        else if (call.ValueKind == JsonValueKind.Array)
            Add(layer, call, inputs);
        return inputs.Count > 0 ? inputs : throw layer.Fault("it says no layer that it reads");
    }

    private static void Add(JsonNode layer, JsonElement part, List<string> inputs)
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
            // Name, call, output: the first of each, since layers are applied once and have one output.
            if (part[1].ValueKind != JsonValueKind.Number || part[2].ValueKind != JsonValueKind.Number || part[1].GetDouble() != 0
                || part[2].GetDouble() != 0)
                throw layer.Fault($"it reads another than the first output of '{part[0].GetString()}'");
            inputs.Add(part[0].GetString()!);
            return;
        }

        foreach (JsonElement inner in part.EnumerateArray())
            Add(layer, inner, inputs);
    }
}
