using System.Collections.Immutable;
using NetGen.Models.Json;

namespace NetGen.Models.Keras;

/// <summary>A layer of a model and what it reads.</summary>
/// <param name="Layer">Its configuration, name and class.</param>
/// <param name="Inputs">The layers that it reads.</param>
internal sealed record KerasNode(JsonNode Layer, ImmutableArray<string> Inputs)
{
    public bool IsInput => Layer.Operator == "InputLayer";
}

/// <summary>The layers of a model, each behind those that it reads. Those of a model inside of it have its name before theirs.</summary>
/// <param name="Nodes">The layers, the inputs first.</param>
/// <param name="Outputs">Those whose outputs are the model's.</param>
internal sealed record KerasGraph(ImmutableArray<KerasNode> Nodes, ImmutableArray<string> Outputs)
{
    private const int DeepestModel = 8;

    public static KerasGraph Of(JsonNode model) => Of(model, 0);

    /// <param name="model">A model, or a layer that is one.</param>
    /// <param name="depth">The models that it is inside of.</param>
    public static KerasGraph Of(JsonNode model, int depth)
    {
        if (depth > DeepestModel)
            throw model.Fault($"it is a model inside of more than {DeepestModel} others");
        ImmutableArray<JsonNode> entries = KerasConfig.Entries(model);
        if (entries.IsEmpty)
            throw model.Fault("it has no layers");
        KerasGraph graph = KerasConfig.IsSequential(model) ? Sequential(model, entries, depth) : Functional(model, entries, depth);
        string[] twice = [.. graph.Nodes.GroupBy(node => node.Layer.Node).Where(group => group.Count() > 1).Select(group => group.Key)];
        return twice.Length == 0 ? graph : throw model.Fault($"several of its layers are called '{twice[0]}'");
    }

    private static KerasGraph Sequential(JsonNode model, ImmutableArray<JsonNode> entries, int depth)
    {
        List<KerasNode> nodes = [];
        if (KerasConfig.Layer(entries[0]).Operator != "InputLayer")
            nodes.Add(new KerasNode(KerasInput.Of(model, entries[0], isInside: depth > 0), []));
        string last = nodes.Count == 0 ? string.Empty : nodes[0].Layer.Node;
        foreach (JsonNode entry in entries)
        {
            JsonNode layer = KerasConfig.Layer(entry);
            if (!KerasConfig.IsModel(layer))
            {
                nodes.Add(new KerasNode(layer, nodes.Count == 0 ? [] : [last]));
                last = layer.Node;
                continue;
            }

            KerasGraph inner = Of(layer, depth + 1).Inside(layer, [last]);
            nodes.AddRange(inner.Nodes);
            last = inner.Outputs is [var output]
                ? output : throw layer.Fault($"it has {inner.Outputs.Length} outputs, and the next layer reads one");
        }

        return new KerasGraph([.. nodes], [last]);
    }

    private static KerasGraph Functional(JsonNode model, ImmutableArray<JsonNode> entries, int depth)
    {
        JsonNode config = KerasConfig.Config(model);
        Dictionary<string, KerasGraph> models = [];
        foreach (JsonNode layer in entries.Select(KerasConfig.Layer).Where(KerasConfig.IsModel))
            models[layer.Node] = Of(layer, depth + 1);
        List<KerasNode> nodes = [];
        Dictionary<string, KerasGraph> placed = [];
        foreach (JsonNode entry in InOrder(entries))
        {
            JsonNode layer = KerasConfig.Layer(entry);
            ImmutableArray<string> inputs = [.. Sources(entry, layer).Select(source => Value(layer, source, placed))];
            if (models.TryGetValue(layer.Node, out KerasGraph? inner))
                nodes.AddRange((placed[layer.Node] = inner.Inside(layer, inputs)).Nodes);
            else
                nodes.Add(new KerasNode(layer, inputs));
        }

        // The inputs in the order in which the model takes them.
        ImmutableArray<string> order = [.. KerasCall.Named(config, "input_layers").Select(source => source.Layer)];
        ImmutableArray<string> outputs = [.. KerasCall.Named(config, "output_layers").Select(source => Value(config, source, placed))];
        HashSet<string> known = [.. nodes.Select(node => node.Layer.Node)];
        return !outputs.IsEmpty && outputs.All(known.Contains)
            ? new KerasGraph([.. nodes.OrderBy(node => node.IsInput ? Math.Max(0, order.IndexOf(node.Layer.Node)) : int.MaxValue)], outputs)
            : throw model.Fault("its 'output_layers' are missing or name no layers of it");
    }

    /// <summary>The entries, each behind those that it reads.</summary>
    private static List<JsonNode> InOrder(ImmutableArray<JsonNode> entries)
    {
        List<JsonNode> left = [.. entries], ordered = [];
        HashSet<string> known = [];
        while (left.Count > 0)
        {
            bool IsReady(JsonNode entry) => Sources(entry, KerasConfig.Layer(entry)).All(source => known.Contains(source.Layer));
            JsonNode[] ready = [.. left.Where(IsReady)];
            if (ready.Length == 0)
            {
                JsonNode layer = KerasConfig.Layer(left[0]);
                IEnumerable<string> missing = Sources(left[0], layer).Select(source => source.Layer).Where(input => !known.Contains(input));
                throw layer.Fault($"it reads '{string.Join("', '", missing)}', which no layer before it makes");
            }

            ordered.AddRange(ready);
            left.RemoveAll(ready.Contains);
            known.UnionWith(ready.Select(entry => KerasConfig.Layer(entry).Node));
        }

        return ordered;
    }

    private static ImmutableArray<KerasSource> Sources(JsonNode entry, JsonNode layer) => entry.Array("inbound_nodes") switch
    {
        [] => [],
        [var call] => KerasCall.Inputs(layer, call),
        var calls => throw layer.Fault($"it is applied {calls.Length} times, and weights are not shared here"),
    };

    /// <summary>The layer whose output a source is: layers have one output, models as many as they say.</summary>
    private static string Value(JsonNode reader, KerasSource source, Dictionary<string, KerasGraph> models)
    {
        if (models.TryGetValue(source.Layer, out KerasGraph? model))
        {
            // A model has been called once where it was made, which counts in some versions.
            return source.Call is 0 or 1 && source.Output >= 0 && source.Output < model.Outputs.Length ? model.Outputs[source.Output]
                : throw reader.Fault(
                    $"it reads output {source.Output} of call {source.Call} of '{source.Layer}', which has {model.Outputs.Length} of one");
        }

        return source is { Call: 0, Output: 0 }
            ? source.Layer : throw reader.Fault($"it reads another than the first output of '{source.Layer}'");
    }

    /// <summary>
    /// The graph as a part of another: its inputs are values of that, and its layers have the name of the model before theirs.
    /// </summary>
    private KerasGraph Inside(JsonNode model, ImmutableArray<string> values)
    {
        string[] inputs = [.. Nodes.Where(node => node.IsInput).Select(node => node.Layer.Node)];
        if (inputs.Length != values.Length)
            throw model.Fault($"it takes {inputs.Length} inputs, and is given {values.Length}");
        string Named(string name) => Array.IndexOf(inputs, name) is >= 0 and int place ? values[place] : $"{model.Node}/{name}";
        return new KerasGraph(
            [.. Nodes.Where(node => !node.IsInput).Select(node =>
                new KerasNode(node.Layer with { Node = $"{model.Node}/{node.Layer.Node}" }, [.. node.Inputs.Select(Named)]))],
            [.. Outputs.Select(Named)]);
    }
}
