using NetGen.Models.Weights;

namespace NetGen.Models.Keras;

/// <summary>Separable convolutions of Keras, which are a depthwise one without bias and one of single pixels.</summary>
internal static class SeparableLayers
{
    /// <summary>The parts of a separable convolution, any other layer as it is.</summary>
    public static IEnumerable<SourceModule> Split(SourceModule layer)
    {
        if (layer.Find("depthwise_kernel") is not { } depthwise || layer.Find("pointwise_kernel") is not { } pointwise)
            return [layer];
        return
        [
            new SourceModule(layer.Name + ".depthwise", [new("depthwise_kernel", depthwise)]),
            new SourceModule(layer.Name + ".pointwise", [new("kernel", pointwise), .. layer.Tensors.Where(pair => pair.Key == "bias")]),
        ];
    }
}
