using System.Collections.Immutable;
using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Export.Onnx;

/// <summary>Pools: over windows, over everything, and to a number of windows.</summary>
internal static class PoolNodes
{
    public static Dictionary<string, OnnxLayer> All { get; } = new()
    {
        ["MaxPool1D"] = Largest,
        ["MaxPool2D"] = Largest,
        ["AvgPool1D"] = Mean,
        ["AvgPool2D"] = Mean,
        ["GlobalMaxPool"] = (graph, layer, inputs) => Global(graph, layer, inputs[0], "ReduceMax"),
        ["GlobalAvgPool"] = (graph, layer, inputs) => Global(graph, layer, inputs[0], "ReduceMean"),
        ["AdaptiveAvgPool1D"] = Adaptive,
        ["AdaptiveAvgPool2D"] = Adaptive,
    };

    private static ExportValue Largest(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs) =>
        new(graph.Node("MaxPool", [graph.First(inputs[0]).Name], Window(layer)), layer.OutputShape, IsFirst: true);

    private static ExportValue Mean(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        if (graph.Source.IsDouble)
            return GatheredNodes.Mean(graph, layer, inputs[0]);
        AttributeProto counts = OnnxAttribute.Of("count_include_pad", layer.Flag("CountPadding") ? 1 : 0);
        return new ExportValue(
            graph.Node("AveragePool", [graph.First(inputs[0]).Name], [.. Window(layer), counts]), layer.OutputShape, IsFirst: true);
    }

    private static AttributeProto[] Window(LayerDescription layer)
    {
        LayerWindow[] windows = LayerWindow.Of(layer);
        return
        [
            OnnxAttribute.Of("kernel_shape", windows.Select(window => window.Kernel)),
            OnnxAttribute.Of("strides", windows.Select(window => window.Stride)),
            OnnxAttribute.Of("pads", [.. windows.Select(window => window.Before), .. windows.Select(window => window.After)]),
        ];
    }

    private static ExportValue Global(OnnxGraph graph, LayerDescription layer, ExportValue input, string operation)
    {
        int[] places = [.. Enumerable.Range(0, input.Shape.Length - 1).Select(input.AxisOf)];
        return new ExportValue(
            graph.Node(operation, [input.Name], OnnxAttribute.Of("axes", places), OnnxAttribute.Of("keepdims", 0)), layer.OutputShape);
    }

    /// <summary>Windows of one size where the extents divide, and a matrix of shares along each extent where they do not.</summary>
    private static ExportValue Adaptive(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        string name = graph.First(inputs[0]).Name;
        int dimensions = layer.InputShape.Length - 1;
        int[] from = [.. layer.InputShape[..^1]], to = [.. layer.OutputShape[..^1]];
        int[] kernel = [.. from.Zip(to, (extent, count) => extent / count)];
        if (!graph.Source.IsDouble && from.Zip(to, (extent, count) => extent % count).All(rest => rest == 0))
        {
            name = graph.Node("AveragePool", [name], OnnxAttribute.Of("kernel_shape", kernel), OnnxAttribute.Of("strides", kernel));
            return new ExportValue(name, layer.OutputShape, IsFirst: true);
        }

        string along = graph.Initializer($"{layer.Name}.shares", () => Shares(graph, from[^1], to[^1]).Permuted(1, 0));
        name = graph.Node("MatMul", [name, along]);
        if (dimensions == 2)
            name = graph.Node("MatMul", [graph.Initializer($"{layer.Name}.rowShares", () => Shares(graph, from[0], to[0])), name]);
        return new ExportValue(name, layer.OutputShape, IsFirst: true);
    }

    /// <summary>How much of each window each place is: a row for each window.</summary>
    private static NumberTensor Shares(OnnxGraph graph, int extent, int count)
    {
        double[] shares = new double[count * extent];
        for (int i = 0; i < count; i++)
        {
            int start = (int)((long)i * extent / count), end = (int)((((i + 1L) * extent) + count - 1) / count);
            shares.AsSpan((i * extent) + start, end - start).Fill(1.0 / (end - start));
        }

        return graph.Source.Constant(shares, count, extent);
    }
}
