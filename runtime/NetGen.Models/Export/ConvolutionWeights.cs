namespace NetGen.Models.Export;

/// <summary>The kernels of convolutions as other libraries have them.</summary>
internal static class ConvolutionWeights
{
    public static int Groups(LayerDescription layer) =>
        layer.Kind == "DepthwiseConv2D" ? layer.InputShape[^1] : (int)layer.Number("Groups", 1);

    /// <summary>Of a convolution: outputs, inputs of a group, taps.</summary>
    public static NumberTensor OutputsFirst(LayerDescription layer, NumberTensor weights)
    {
        int taps = weights.Shape.Length - 2;
        int[] places = [.. Enumerable.Range(0, taps)];
        // Of a depthwise convolution all multiples of a channel stand together, and a group has one input.
        return layer.Kind == "DepthwiseConv2D"
            ? weights.Permuted([taps, taps + 1, .. places]).Reshaped(layer.OutputShape[^1], 1, weights.Shape[0], weights.Shape[1])
            : weights.Permuted([taps + 1, taps, .. places]);
    }

    /// <summary>Of a transposed convolution: inputs, outputs of a group, taps.</summary>
    public static NumberTensor InputsFirst(NumberTensor weights)
    {
        int taps = weights.Shape.Length - 2;
        return weights.Permuted([taps, taps + 1, .. Enumerable.Range(0, taps)]);
    }

    /// <summary>The rows and columns, or steps, that a transposed convolution adds at the end.</summary>
    public static int[] OutputPadding(LayerDescription layer)
    {
        double all = layer.Number("OutputPadding");
        return layer.InputShape.Length == 2 ? [(int)all] : [(int)all, (int)layer.Number("OutputPaddingWidth", all)];
    }
}
