using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;
using NetGen.Models.Layouts;

namespace NetGen.Models.Keras;

/// <summary>
/// Reads whole models of Keras: Sequential, and Functional whose layers are each applied once; a layer may be such a model itself. Numbers
/// lie in both as height, width, channels.
/// </summary>
internal static class KerasModel
{
    public static ImportedModel Read(ImportContext context)
    {
        KerasFile file = KerasFile.Read(context.Path);
        if (file.Config is not { } config)
            throw new InvalidDataException(
                "Expected a whole model, got weights alone, which have no layers: 'netgen weights' puts them into a class that exists. "
                + "Or save the model: model.save('model.keras').");
        KerasGraph graph = KerasGraph.Of(new JsonNode(config, "model", string.Empty));
        var mapping = new KerasMapping(new NetworkBuilder(), file);
        Dictionary<string, NetworkValue> values = Map(mapping, graph, context.Options);
        foreach (string output in graph.Outputs)
            mapping.Network.Output(values[output]);
        FinishedNetwork finished = mapping.Network.Finish();
        return new ImportedModel(
            finished,
            context.Head(file.IsKeras3 ? "Keras 3" : "Keras", mapping.Network),
            [.. graph.Nodes.Where(node => node.IsInput).Select(node => Value(node.Layer.Node, values))],
            [.. graph.Outputs.Select(output => Value(output, values))]);
    }

    private static ModelValue Value(string name, Dictionary<string, NetworkValue> values) =>
        new(name, Layout.RowMajor([1, .. values[name].Shape], 0));

    private static Dictionary<string, NetworkValue> Map(KerasMapping mapping, KerasGraph graph, ImportOptions options)
    {
        Dictionary<string, NetworkValue> values = [];
        var problems = ImmutableArray.CreateBuilder<ImportProblem>();
        foreach (KerasNode node in graph.Nodes)
        {
            try
            {
                int before = mapping.Network.Layers.Count;
                if (node.IsInput)
                    values.Add(node.Layer.Node, Input(mapping, node.Layer, options));
                else if (!KerasLayers.All.TryGetValue(node.Layer.Operator, out KerasLayers.Mapper? map))
                    throw node.Layer.Fault("no layer or function here does what layers of this class do");
                else if (node.Inputs.All(values.ContainsKey))
                    values.Add(node.Layer.Node, map(mapping, node.Layer, [.. node.Inputs.Select(input => values[input])]));
                IEnumerable<string> kinds = mapping.Network.Layers.Skip(before).Select(layer => layer.Layer.Kind);
                mapping.Network.Report(node.Layer.Node, node.Layer.Operator,
                    node.IsInput ? "input" : string.Join(", ", kinds.DefaultIfEmpty("nothing: it changes nothing in inference")));
            }
            catch (ModelImportException fault)
            {
                problems.AddRange(fault.Problems);
            }
            catch (OverflowException)
            {
                problems.Add(new ImportProblem(node.Layer.Node, node.Layer.Operator,
                    "what it makes has more numbers than memory can hold"));
            }
        }

        return problems.Count == 0 ? values : throw new ModelImportException(problems.ToImmutable());
    }

    private static NetworkValue Input(KerasMapping mapping, JsonNode layer, ImportOptions options)
    {
        ImmutableArray<int?> shape = layer.Shape("batch_shape", "batch_input_shape") ?? throw layer.Fault("it says no shape of its input");
        if (shape.Length is < 1 or > 3)
            throw layer.Fault($"its input has {shape.Length} axes beside the batch, and networks take 1 to 3");
        // The first axis of a sequence may be open; of an image, none.
        if (shape.Length <= 2 && shape[0] is null)
            shape = shape.SetItem(0, options.Steps ?? ImportContext.DefaultSteps);
        return shape.All(extent => extent >= 1) ? mapping.Network.Input([.. shape.Select(extent => extent!.Value)])
            : throw layer.Fault($"it leaves the size of its input open: "
                + $"[{string.Join(", ", shape.Select(extent => extent is { } size ? CSharpText.Of(size) : "None"))}]");
    }
}
