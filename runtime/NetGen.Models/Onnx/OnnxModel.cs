using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Export.Onnx;
using NetGen.Models.Layouts;
using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx;

/// <summary>
/// Reads ONNX. Which axis counts samples, and in which order the inputs lie, no file says: the usual is tried first, and the first way in which
/// every node has a counterpart is taken. If none is, the problems of the way that got furthest are told.
/// </summary>
internal static class OnnxModel
{
    private const int OldestOpset = 6, NewestOpset = 21;

    public static ImportedModel Read(ImportContext context)
    {
        ModelProto model = TensorReader.Parse(context.Path, ModelProto.Parser);
        if (model.Graph is null || model.Graph.Output.Count == 0)
            throw new InvalidDataException("Expected a graph with outputs, got none.");
        int opset = (int)Math.Clamp(model.OpsetImport.FirstOrDefault(import => import.Domain is "" or "ai.onnx")?.Version ?? 1, 0, 1 << 20);
        if (opset is < OldestOpset or > NewestOpset)
            throw new ModelImportException("model", string.Empty, $"its operators are of opset {opset}; those that are read are {OldestOpset} to {NewestOpset}");
        ModelImportException? closest = null;
        // Files of NetGen's own have the inputs as a network has them.
        (bool, bool)[] ways = [(true, true), (true, false), (false, true), (false, false)];
        foreach ((bool hasBatch, bool channelsLast) in model.ProducerName == OnnxWriter.Producer ? [ways[1], .. ways] : ways)
        {
            try
            {
                return Map(context, model.Graph, opset, hasBatch, channelsLast);
            }
            catch (ModelImportException fault)
            {
                if (closest is null || fault.LostNodes < closest.LostNodes)
                    closest = fault;
            }
        }

        throw closest!;
    }

    private static ImportedModel Map(ImportContext context, GraphProto graph, int opset, bool hasBatch, bool channelsLast)
    {
        var mapping = new Mapping(new NetworkBuilder());
        foreach (TensorProto tensor in graph.Initializer)
            mapping.Constants[tensor.Name] = TensorReader.Read(tensor, tensor.Name);
        var inputs = ImmutableArray.CreateBuilder<ModelValue>();
        foreach (ValueInfoProto input in graph.Input.Where(input => !mapping.Constants.ContainsKey(input.Name)))
        {
            Layout layout = InputLayout(input, hasBatch, channelsLast);
            mapping.Maps[input.Name] = new FeatureMap(mapping.Network.Input(InputShape(layout)), layout);
            inputs.Add(new ModelValue(input.Name, layout));
        }

        if (inputs.Count == 0)
            throw new ModelImportException("model", string.Empty, "it has no input");
        NodeMapper.MapAll(mapping, graph, opset);
        var outputs = ImmutableArray.CreateBuilder<ModelValue>();
        foreach (ValueInfoProto output in graph.Output)
        {
            if (!mapping.Maps.TryGetValue(output.Name, out FeatureMap? map))
                throw new ModelImportException(output.Name, string.Empty, mapping.Constants.ContainsKey(output.Name) ? "the output does not depend on an input" : "nothing makes this output");
            mapping.Network.Output(map.Value);
            outputs.Add(new ModelValue(output.Name, map.Layout));
        }

        FinishedNetwork network = mapping.Network.Finish();
        return new ImportedModel(network, context.Head($"ONNX, opset {opset}", mapping.Network), inputs.ToImmutable(), outputs.ToImmutable());
    }

    private static Layout InputLayout(ValueInfoProto input, bool hasBatch, bool channelsLast)
    {
        if (input.Type?.TensorType?.Shape is not { } given)
            throw new ModelImportException(input.Name, string.Empty, "the input has no shape");
        // An extent with a name, or none, is that of a batch; one sample then stands for all.
        ImmutableArray<int> shape = TensorReader.Shape(given.Dim.Select((extent, axis) => extent.DimValue > 0 ? extent.DimValue : axis == 0 ? 1 : 0), input.Name);
        if (shape.Contains(0))
            throw new ModelImportException(input.Name, string.Empty, "an extent of the input other than the first is open, and the shapes of a network are fixed");
        IEnumerable<int> order = Enumerable.Range(0, shape.Length);
        if (channelsLast && shape.Length > 2)
            order = [0, .. Enumerable.Range(2, shape.Length - 2), 1];
        return Layout.Of(shape, order, hasBatch && shape.Length > 0 ? 0 : null);
    }

    /// <summary>As many extents as the layout has, but three at most.</summary>
    private static ImmutableArray<int> InputShape(Layout layout)
    {
        ImmutableArray<int> stored = layout.StoredExtents;
        return stored.Length switch
        {
            0 => [1],
            <= 3 => stored,
            _ => [stored[..^2].Aggregate(1, (product, extent) => product * extent), stored[^2], stored[^1]],
        };
    }
}
