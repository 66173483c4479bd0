using System.Collections.Immutable;
using System.Text.Json;
using NetGen.Models.Json;

namespace NetGen.Models.Keras;

/// <summary>
/// The layers in the configuration of a model. A layer is a node whose element is its configuration, named after it, with its class as
/// operator.
/// </summary>
internal static class KerasConfig
{
    public static bool IsSequential(JsonNode model) => Class(model) == "Sequential";

    /// <summary>The configuration of a model, or of a layer that is one.</summary>
    public static JsonNode Config(JsonNode model) => model.Has("class_name") ? model.Object("config") : model;

    /// <summary>Whether a layer is a model of layers.</summary>
    public static bool IsModel(JsonNode layer) => layer.Operator is "Sequential" or "Functional" or "Model";

    /// <summary>The layers of a model, in order.</summary>
    /// <param name="model">The model with its class, or a layer that is one.</param>
    /// <exception cref="ModelImportException">It is none of layers.</exception>
    public static ImmutableArray<JsonNode> Layers(JsonNode model) => [.. Entries(model).Select(Layer)];

    /// <summary>The entries of the layers, which say what each reads besides its configuration.</summary>
    public static ImmutableArray<JsonNode> Entries(JsonNode model)
    {
        // The layers of a Sequential of Keras before 2.2.3 are the configuration itself.
        JsonNode config = model;
        if (model.Has("class_name"))
        {
            if (Class(model) is not ("Sequential" or "Functional" or "Model") and var other)
                throw model.Fault($"its class is '{other}', and models of layers are Sequential and Functional; a model with code of its "
                    + "own has none here");
            if (model.Element.TryGetProperty("config", out JsonElement list) && list.ValueKind == JsonValueKind.Array)
                return [.. list.EnumerateArray().Select(entry => Entry(entry, model))];
            config = model.Object("config");
        }

        return [.. config.Array("layers").Select(entry => Entry(entry, model))];
    }

    /// <summary>The layer of an entry.</summary>
    public static JsonNode Layer(JsonNode entry)
    {
        JsonNode config = entry.Object("config");
        string name = config.Has("name") ? config.Text("name") : entry.Has("name") ? entry.Text("name") : entry.Text("class_name");
        return config with { Node = name, Operator = entry.Text("class_name") };
    }

    private static JsonNode Entry(JsonElement entry, JsonNode model) =>
        entry.ValueKind == JsonValueKind.Object ? new JsonNode(entry, "a layer", string.Empty)
            : throw model.Fault("one of its layers is no object");

    private static string Class(JsonNode model) => model.Has("class_name") ? model.Text("class_name") : model.Operator;
}
