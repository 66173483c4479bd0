using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Export.Onnx;

/// <summary>Convolutions and their transposes, on channels first.</summary>
internal static class ConvolutionNodes
{
    public static Dictionary<string, OnnxLayer> All { get; } = new()
    {
        ["Conv1D"] = (graph, layer, inputs) => Convolution(graph, layer, inputs[0]),
        ["Conv2D"] = (graph, layer, inputs) => Convolution(graph, layer, inputs[0]),
        ["CausalConv1D"] = (graph, layer, inputs) => Convolution(graph, layer, inputs[0]),
        ["DepthwiseConv2D"] = (graph, layer, inputs) => Convolution(graph, layer, inputs[0]),
        ["ConvTranspose1D"] = (graph, layer, inputs) => Transposed(graph, layer, inputs[0]),
        ["ConvTranspose2D"] = (graph, layer, inputs) => Transposed(graph, layer, inputs[0]),
    };

    private static ExportValue Convolution(OnnxGraph graph, LayerDescription layer, ExportValue input)
    {
        if (graph.Source.IsDouble)
            return GatheredNodes.Convolution(graph, layer, input);
        int groups = ConvolutionWeights.Groups(layer);
        return Node(graph, layer, input, "Conv", [graph.Weight("weights", tensor => ConvolutionWeights.OutputsFirst(layer, tensor))],
            groups);
    }

    private static ExportValue Transposed(OnnxGraph graph, LayerDescription layer, ExportValue input)
    {
        if (graph.Source.IsDouble)
            return GatheredNodes.Transposed(graph, layer, input);
        int[] more = ConvolutionWeights.OutputPadding(layer);
        string weights = graph.Weight("weights", ConvolutionWeights.InputsFirst);
        return Node(graph, layer, input, "ConvTranspose", [weights], ConvolutionWeights.Groups(layer),
            OnnxAttribute.Of("output_padding", more));
    }

    private static ExportValue Node(
        OnnxGraph graph, LayerDescription layer, ExportValue input, string operation, string[] weights, int groups,
        params AttributeProto[] more)
    {
        LayerWindow[] windows = LayerWindow.Of(layer);
        string[] inputs = [graph.First(input).Name, .. weights, .. graph.WeightOrNull("bias") is { } bias ? [bias] : Array.Empty<string>()];
        AttributeProto[] attributes =
        [
            OnnxAttribute.Of("kernel_shape", windows.Select(window => window.Kernel)),
            OnnxAttribute.Of("strides", windows.Select(window => window.Stride)),
            OnnxAttribute.Of("dilations", windows.Select(window => window.Dilation)),
            OnnxAttribute.Of("pads", [.. windows.Select(window => window.Before), .. windows.Select(window => window.After)]),
            OnnxAttribute.Of("group", groups),
            .. more,
        ];
        return new ExportValue(graph.Node(operation, inputs, attributes), layer.OutputShape, IsFirst: true);
    }
}
