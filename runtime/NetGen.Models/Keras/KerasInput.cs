using System.Text.Json;
using NetGen.Models.Json;

namespace NetGen.Models.Keras;

/// <summary>The input that a Sequential leaves out: its first layer says the shape, or the model does since it was built.</summary>
internal static class KerasInput
{
    private static readonly string[] s_names = ["batch_shape", "batch_input_shape", "input_shape", "build_input_shape"];

    /// <summary>An input layer for a Sequential.</summary>
    /// <param name="model">The Sequential.</param>
    /// <param name="entry">The entry of its first layer.</param>
    /// <param name="isInside">Whether it is inside of another model, which then gives the input and its shape.</param>
    public static JsonNode Of(JsonNode model, JsonNode entry, bool isInside)
    {
        foreach (JsonNode owner in Owners(model, entry))
        {
            foreach (string name in s_names.Where(owner.Has))
                return Layer(new Dictionary<string, JsonElement> { ["batch_shape"] = owner.Element.GetProperty(name) });
        }

        return isInside ? Layer([]) : throw model.Fault("it was never built: neither it nor its first layer says the shape of its input");
    }

    private static JsonNode Layer(Dictionary<string, JsonElement> config) =>
        new(JsonSerializer.SerializeToElement(config), "input", "InputLayer");

    /// <summary>What may say the shape; where the first layer is a model, also that and its first layer, and so on.</summary>
    private static IEnumerable<JsonNode> Owners(JsonNode model, JsonNode entry)
    {
        JsonNode first = KerasConfig.Layer(entry);
        yield return first;
        if (IsObject(entry, "build_config"))
            yield return entry.Object("build_config");
        if (IsObject(model, "config"))
            yield return model.Object("config");
        if (!KerasConfig.IsModel(first))
            yield break;
        foreach (JsonNode inner in KerasConfig.Entries(first).OrderBy(each => KerasConfig.Layer(each).Operator == "InputLayer" ? 0 : 1)
            .Take(1))
        {
            foreach (JsonNode owner in Owners(first, inner))
                yield return owner;
        }
    }

    private static bool IsObject(JsonNode node, string name) =>
        node.Element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object;
}
