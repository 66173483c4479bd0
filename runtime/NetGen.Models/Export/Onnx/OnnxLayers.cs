using System.Collections.Immutable;
using System.Collections.Frozen;

namespace NetGen.Models.Export.Onnx;

/// <summary>Adds the nodes of a layer and returns its output.</summary>
/// <param name="graph">The graph; its <see cref="OnnxGraph.Layer"/> is the layer.</param>
/// <param name="layer">The layer.</param>
/// <param name="inputs">What it reads.</param>
internal delegate ExportValue OnnxLayer(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs);

/// <summary>The nodes of every kind of layer.</summary>
internal static class OnnxLayers
{
    private static readonly FrozenDictionary<string, OnnxLayer> s_all = new[]
    {
        DenseNodes.All, ConvolutionNodes.All, PoolNodes.All, LayoutNodes.All, BorderNodes.All, ActivationNodes.All,
        NormalizationNodes.All, RecurrentNodes.All, SequenceNodes.All, JoinNodes.All, FunctionNodes.All,
    }.SelectMany(family => family).ToFrozenDictionary();

    /// <summary>Adds the nodes of a layer.</summary>
    /// <exception cref="ModelExportException">No nodes say what the layer does.</exception>
    public static ExportValue Add(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        graph.Layer = layer;
        if (!s_all.TryGetValue(layer.Kind, out OnnxLayer? add))
            throw new ModelExportException(layer.Name, layer.Kind, Unsupported.Reason(layer.Kind));
        ExportValue output = add(graph, layer, inputs);
        return output.Shape.SequenceEqual(layer.OutputShape)
            ? output
            : throw new InvalidOperationException(
                $"{layer.Name} has the shape {string.Join('x', layer.OutputShape)}, not {string.Join('x', output.Shape)}.");
    }
}
