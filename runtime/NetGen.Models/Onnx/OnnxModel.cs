using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Export.Onnx;
using NetGen.Models.Layouts;
using NetGen.Models.Onnx.Messages;
using NetGen.Models.Onnx.Patterns;

namespace NetGen.Models.Onnx;

/// <summary>
/// Reads ONNX. Which axis counts samples, and in which order the inputs are to lie, no file says: the first axis counts samples where its
/// extent is open or that is possible, and of the orders the one is taken that needs the fewest transposes. If none is possible, the
/// problems of the way that got furthest are told.
/// </summary>
internal static class OnnxModel
{
    private const int OldestOpset = 6, NewestOpset = 21;

    /// <summary>
    /// The samples that stand for an open batch: an extent that no axis of a model is likely to have, so that a reshape leaves no doubt
    /// which axis counts them.
    /// </summary>
    private const int OpenBatch = 127;

    public static ImportedModel Read(ImportContext context)
    {
        ModelProto model = TensorReader.Parse(context.Path, ModelProto.Parser);
        if (model.Graph is null || model.Graph.Output.Count == 0)
            throw new InvalidDataException("Expected a graph with outputs, got none.");
        int opset = (int)Math.Clamp(model.OpsetImport.FirstOrDefault(import => import.Domain is "" or "ai.onnx")?.Version ?? 1, 0, 1 << 20);
        if (opset is < OldestOpset or > NewestOpset)
            throw new ModelImportException(
                "model", string.Empty, $"its operators are of opset {opset}; those that are read are {OldestOpset} to {NewestOpset}");
        Dictionary<string, Constant> constants = [];
        foreach (TensorProto tensor in model.Graph.Initializer)
            constants[tensor.Name] = TensorReader.Read(tensor, tensor.Name);
        IReadOnlyList<NodeProto> nodes =
            PatternPass.Apply(model.Graph.Node, [.. model.Graph.Output.Select(output => output.Name)], constants, opset);
        ModelImportException? closest = null;
        bool isOpen = model.Graph.Input.Any(input => input.Type?.TensorType?.Shape?.Dim is [{ DimValue: <= 0 }, ..]);
        foreach ((bool hasBatch, int samples) in isOpen ? [(true, OpenBatch), (true, 1)] : new[] { (true, 1), (false, 1) })
        {
            ImportedModel? best = null;
            // Files of NetGen's own have the inputs as a network has them, and transposes that are layers.
            bool isOwn = model.ProducerName == OnnxWriter.Producer;
            foreach (bool channelsLast in isOwn ? new[] { false, true } : [true, false])
            {
                try
                {
                    ImportedModel way = Map(context, model.Graph, nodes, constants, opset, new InputOrder(hasBatch, samples, channelsLast));
                    best = best is null || Transposes(way) < Transposes(best) ? way : best;
                }
                catch (ModelImportException fault)
                {
                    closest = closest is null || fault.LostNodes < closest.LostNodes ? fault : closest;
                }

                if (best is not null && (isOwn || Transposes(best) == 0))
                    break;
            }

            if (best is not null)
                return best;
        }

        throw closest!;
    }

    /// <summary>The layers that do nothing but bring numbers into another order.</summary>
    private static int Transposes(ImportedModel model) =>
        model.Report.Layers.Count(layer => layer.Attribute.StartsWith("Permute", StringComparison.Ordinal));

    private static ImportedModel Map(
        ImportContext context, GraphProto graph, IReadOnlyList<NodeProto> nodes, Dictionary<string, Constant> constants, int opset,
        InputOrder order)
    {
        HashSet<string> read = [.. nodes.SelectMany(node => node.Input), .. graph.Output.Select(output => output.Name)];
        var mapping = new Mapping(new NetworkBuilder()) { Read = read };
        foreach ((string name, Constant constant) in constants)
            mapping.Constants[name] = constant;
        var inputs = ImmutableArray.CreateBuilder<ModelValue>();
        foreach (ValueInfoProto input in graph.Input.Where(input => !mapping.Constants.ContainsKey(input.Name)))
        {
            Layout layout = InputLayout(input, order);
            mapping.Maps[input.Name] = new FeatureMap(mapping.Network.Input(InputShape(layout, order.ChannelsLast)), layout);
            inputs.Add(new ModelValue(input.Name, layout));
        }

        if (inputs.Count == 0)
            throw new ModelImportException("model", string.Empty, "it has no input");
        NodeMapper.MapAll(mapping, nodes, opset);
        var outputs = ImmutableArray.CreateBuilder<ModelValue>();
        foreach (ValueInfoProto output in graph.Output)
        {
            if (!mapping.Maps.TryGetValue(output.Name, out FeatureMap? map))
                throw new ModelImportException(
                    output.Name, string.Empty, mapping.Constants.ContainsKey(output.Name)
                    ? "the output does not depend on an input" : "nothing makes this output");
            mapping.Network.Output(map.Value);
            outputs.Add(new ModelValue(output.Name, map.Layout));
        }

        FinishedNetwork network = mapping.Network.Finish();
        return new ImportedModel(
            network, context.Head($"ONNX, opset {opset}", mapping.Network), inputs.ToImmutable(), outputs.ToImmutable());
    }

    private static Layout InputLayout(ValueInfoProto input, InputOrder given)
    {
        if (input.Type?.TensorType?.Shape is not { } dimensions)
            throw new ModelImportException(input.Name, string.Empty, "the input has no shape");
        // A first extent with a name, or none, is that of a batch.
        ImmutableArray<int> shape =
            TensorReader.Shape(dimensions.Dim.Select(
            (extent, axis) => extent.DimValue > 0 ? extent.DimValue : axis == 0 ? given.Samples : 0), input.Name);
        if (shape.Contains(0))
            throw new ModelImportException(
                input.Name, string.Empty, "an extent of the input other than the first is open, and the shapes of a network are fixed");
        IEnumerable<int> order = Enumerable.Range(0, shape.Length);
        if (given.ChannelsLast && shape.Length > 2)
            order = [0, .. Enumerable.Range(2, shape.Length - 2), 1];
        return Layout.Of(shape, order, given.HasBatch && shape.Length > 0 ? 0 : null);
    }

    /// <summary>The extents of a sample, but three at most: those of one channel or one step are extents, too.</summary>
    private static ImmutableArray<int> InputShape(Layout layout, bool channelsLast)
    {
        ImmutableArray<int> shape = layout.Shape;
        IEnumerable<int> axes = channelsLast && shape.Length > 2
            ? [0, .. Enumerable.Range(2, shape.Length - 2), 1] : Enumerable.Range(0, shape.Length);
        ImmutableArray<int> extents = layout.Batch is { } batch
            ? [.. axes.Where(axis => axis != batch.Axis).Select(axis => shape[axis])] : layout.StoredExtents;
        return extents.Length switch
        {
            0 => [1],
            <= 3 => extents,
            _ => [extents[..^2].Aggregate(1, (product, extent) => product * extent), extents[^2], extents[^1]],
        };
    }
}

/// <summary>How the inputs of a model are taken.</summary>
/// <param name="HasBatch">Whether the first axis counts samples.</param>
/// <param name="Samples">The samples that stand for an open batch.</param>
/// <param name="ChannelsLast">Whether the second axis is the innermost in the network.</param>
internal sealed record InputOrder(bool HasBatch, int Samples, bool ChannelsLast);
