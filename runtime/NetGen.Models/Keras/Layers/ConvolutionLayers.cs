using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;
using NetGen.Models.Weights;

namespace NetGen.Models.Keras.Layers;

/// <summary>Convolutions, whose kernels lie as here: height, width, in, out.</summary>
internal static class ConvolutionLayers
{
    public static Dictionary<string, KerasLayers.SingleMapper> All { get; } = new()
    {
        ["Conv1D"] = Convolution,
        ["Conv2D"] = Convolution,
        ["DepthwiseConv2D"] = Depthwise,
        ["SeparableConv2D"] = Separable,
    };

    public static IEnumerable<(string Name, ImmutableArray<int> Shape)> Bias(bool hasBias, int units) => hasBias ? [("bias", [units])] : [];

    private static NetworkValue Convolution(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        KerasWindow window = KerasWindow.Of(layer, input, "kernel_size", touches: false);
        int filters = layer.Count("filters"), channels = input.Shape[^1], groups = layer.Count("groups", 1);
        if (channels % groups != 0 || filters % groups != 0)
            throw layer.Fault($"its {groups} groups do not divide {channels} channels and {filters} filters");
        bool hasBias = layer.Bool("use_bias", true), isCausal = layer.TextOr("padding", "valid") == "causal" && window.Strides[0] == 1;
        NewLayer convolution = new NewLayer(isCausal ? "CausalConv1D" : layer.Operator, [CSharpText.Of(filters), .. window.Size])
            .WithIf(groups > 1, "Groups", CSharpText.Of(groups)).WithIf(!hasBias, "Bias", "false");
        convolution = isCausal
            ? convolution.WithIf(window.Dilations[0] > 1, "Dilation", CSharpText.Of(window.Dilations[0]))
                : window.On(convolution, Ones(window));
        NetworkValue value = mapping.Add(
            layer, convolution, input, [.. window.Places, filters],
                [("weights", [.. window.Kernel, channels / groups, filters]), .. Bias(hasBias, filters)]);
        return mapping.Activate(layer, value);
    }

    private static NetworkValue Depthwise(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        bool hasBias = layer.Bool("use_bias", true);
        return mapping.Activate(layer, Depthwise(mapping, layer, mapping.Weights(layer), input, hasBias));
    }

    private static NetworkValue Separable(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        SourceModule[] parts = [.. SeparableLayers.Split(mapping.Weights(layer))];
        if (parts.Length != 2)
            throw layer.Fault($"its weights are {parts[0].Text}, expected a depthwise and a pointwise kernel");
        int filters = layer.Count("filters");
        bool hasBias = layer.Bool("use_bias", true);
        NetworkValue value = Depthwise(mapping, layer, parts[0], input, hasBias: false);
        NewLayer pointwise = new NewLayer("Conv2D", CSharpText.Of(filters), "1").WithIf(!hasBias, "Bias", "false");
        value = mapping.Add(layer, parts[1], pointwise, value, [.. value.Shape[..2], filters],
            [("weights", [1, 1, value.Shape[2], filters]), .. Bias(hasBias, filters)]);
        return mapping.Activate(layer, value);
    }

    private static NetworkValue Depthwise(KerasMapping mapping, JsonNode layer, SourceModule weights, NetworkValue input, bool hasBias)
    {
        KerasWindow window = KerasWindow.Of(layer, input, "kernel_size", touches: false);
        int multiplier = layer.Count("depth_multiplier", 1), channels = input.Shape[^1], filters = checked(channels * multiplier);
        NewLayer depthwise = new NewLayer("DepthwiseConv2D", window.Size).WithIf(multiplier > 1, "Multiplier", CSharpText.Of(multiplier))
            .WithIf(!hasBias, "Bias", "false");
        return mapping.Add(
            layer, weights, window.On(depthwise, Ones(window)), input, [.. window.Places, filters],
                [("weights", [.. window.Kernel, channels, multiplier]), .. Bias(hasBias, filters)]);
    }

    private static ImmutableArray<int> Ones(KerasWindow window) => [.. window.Kernel.Select(_ => 1)];
}
