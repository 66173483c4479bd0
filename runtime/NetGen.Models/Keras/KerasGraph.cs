using System.Collections.Immutable;
using System.Text.Json;
using NetGen.Models.Json;

namespace NetGen.Models.Keras;

/// <summary>A layer of a model and what it reads.</summary>
/// <param name="Layer">Its configuration, name and class.</param>
/// <param name="Inputs">The layers that it reads.</param>
internal sealed record KerasNode(JsonNode Layer, ImmutableArray<string> Inputs)
{
    public bool IsInput => Layer.Operator == "InputLayer";
}

/// <summary>The layers of a model, each behind those that it reads.</summary>
/// <param name="Nodes">The layers.</param>
/// <param name="Outputs">Those whose outputs are the model's.</param>
internal sealed record KerasGraph(ImmutableArray<KerasNode> Nodes, ImmutableArray<string> Outputs)
{
    public static KerasGraph Of(JsonNode model)
    {
        ImmutableArray<JsonNode> entries = KerasConfig.Entries(model);
        if (entries.IsEmpty)
            throw model.Fault("it has no layers");
        KerasGraph graph = KerasConfig.IsSequential(model) ? Sequential(model, entries) : Functional(model, entries);
        string[] twice = [.. graph.Nodes.GroupBy(node => node.Layer.Node).Where(group => group.Count() > 1).Select(group => group.Key)];
        return twice.Length == 0 ? graph : throw model.Fault($"several of its layers are called '{twice[0]}'");
    }

    private static KerasGraph Sequential(JsonNode model, ImmutableArray<JsonNode> entries)
    {
        List<KerasNode> nodes = [];
        JsonNode first = KerasConfig.Layer(entries[0]);
        if (first.Operator != "InputLayer")
            nodes.Add(new KerasNode(Input(model, entries[0], first), []));
        foreach (JsonNode entry in entries)
            nodes.Add(new KerasNode(KerasConfig.Layer(entry), nodes.Count == 0 ? [] : [nodes[^1].Layer.Node]));
        return new KerasGraph([.. nodes], [nodes[^1].Layer.Node]);
    }

    /// <summary>The input that a Sequential leaves out: its first layer says the shape, or the model does since it was built.</summary>
    private static JsonNode Input(JsonNode model, JsonNode entry, JsonNode first)
    {
        JsonNode[] owners =
        [
            first,
            .. IsObject(entry, "build_config") ? [entry.Object("build_config")] : Array.Empty<JsonNode>(),
            .. IsObject(model, "config") ? [model.Object("config")] : Array.Empty<JsonNode>(),
        ];
        foreach (JsonNode owner in owners)
        {
            foreach (string name in new[] { "batch_shape", "batch_input_shape", "input_shape", "build_input_shape" })
            {
                if (owner.Has(name))
                {
                    var shape = new Dictionary<string, JsonElement> { ["batch_shape"] = owner.Element.GetProperty(name) };
                    return new JsonNode(JsonSerializer.SerializeToElement(shape), "input", "InputLayer");
                }
            }
        }

        throw model.Fault("it was never built: neither it nor its first layer says the shape of its input");
    }

    private static bool IsObject(JsonNode node, string name) =>
        node.Element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object;

    private static KerasGraph Functional(JsonNode model, ImmutableArray<JsonNode> entries)
    {
        List<KerasNode> left = [.. entries.Select(Node)], ordered = [];
        HashSet<string> known = [];
        // The inputs in the order in which the model takes them.
        ImmutableArray<string> inputs = Names(model.Object("config"), "input_layers");
        left = [.. left.OrderBy(node => node.IsInput && inputs.IndexOf(node.Layer.Node) is >= 0 and int place ? place : inputs.Length)];
        while (left.Count > 0)
        {
            KerasNode[] ready = [.. left.Where(node => node.Inputs.All(known.Contains))];
            if (ready.Length == 0)
            {
                IEnumerable<string> missing = left[0].Inputs.Where(input => !known.Contains(input));
                throw left[0].Layer.Fault($"it reads '{string.Join("', '", missing)}', which no layer before it makes");
            }

            ordered.AddRange(ready);
            left.RemoveAll(ready.Contains);
            known.UnionWith(ready.Select(node => node.Layer.Node));
        }

        ImmutableArray<string> outputs = Names(model.Object("config"), "output_layers");
        return !outputs.IsEmpty && outputs.All(known.Contains) ? new KerasGraph([.. ordered], outputs)
            : throw model.Fault("its 'output_layers' are missing or name no layers of it");
    }

    private static KerasNode Node(JsonNode entry)
    {
        JsonNode layer = KerasConfig.Layer(entry);
        ImmutableArray<JsonElement> calls = entry.Array("inbound_nodes");
        return calls.Length switch
        {
            0 => new KerasNode(layer, []),
            1 => new KerasNode(layer, [.. KerasCall.Inputs(layer, calls[0])]),
            _ => throw layer.Fault($"it is applied {calls.Length} times, and weights are not shared here"),
        };
    }

    /// <summary>The layers in <c>["name", 0, 0]</c> or in a list of such.</summary>
    private static ImmutableArray<string> Names(JsonNode config, string name)
    {
        ImmutableArray<JsonElement> parts = config.Array(name);
        if (parts is [{ ValueKind: JsonValueKind.String }, ..])
            return [parts[0].GetString()!];
        return [.. parts.Select(part => part.ValueKind == JsonValueKind.Array && part.GetArrayLength() > 0 && part[0].ValueKind == JsonValueKind.String ? part[0].GetString()!
            : throw config.Fault($"'{name}' holds something else than layers"))];
    }
}
