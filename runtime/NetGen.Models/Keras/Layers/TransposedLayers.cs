using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Keras.Layers;

/// <summary>Transposed convolutions, whose kernels have the outputs before the inputs.</summary>
internal static class TransposedLayers
{
    public static Dictionary<string, KerasLayers.SingleMapper> All { get; } = new()
    {
        ["Conv1DTranspose"] = Transposed,
        ["Conv2DTranspose"] = Transposed,
    };

    private static NetworkValue Transposed(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        int axes = layer.Operator == "Conv1DTranspose" ? 1 : 2, filters = layer.Count("filters"), channels = input.Shape[^1];
        if (input.Shape.Length != axes + 1)
            throw layer.Fault($"it takes {(axes == 1 ? "a sequence" : "an image")}, and [{string.Join(", ", input.Shape)}] comes in");
        ImmutableArray<int> ones = [.. Enumerable.Repeat(1, axes)], kernel = layer.Ints("kernel_size", axes, null),
            strides = layer.Ints("strides", axes, ones);
        string padding = layer.TextOr("padding", "valid");
        if (padding is not ("same" or "valid") || layer.Has("output_padding")
            || layer.Ints("dilation_rate", axes, ones).Any(dilation => dilation > 1) || layer.Count("groups", 1) > 1)
            throw layer.Fault("it has another padding than 'same' or 'valid', an output padding, a dilation or groups");
        int[] sides = new int[2 * axes], more = new int[axes], places = new int[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            // SAME makes stride times as many places and cuts off what the kernel reaches beyond them; a kernel shorter than the stride
            // leaves zeros behind.
            int over = kernel[axis] - strides[axis], cut = padding == "same" ? Math.Max(over, 0) : 0;
            (sides[2 * axis], sides[(2 * axis) + 1], more[axis]) = (cut / 2, cut - (cut / 2), Math.Max(-over, 0));
            long places64 = ((input.Shape[axis] - 1L) * strides[axis]) + kernel[axis] - cut + more[axis];
            places[axis] = places64 <= NetworkBuilder.MostNumbers ? (int)places64 : throw layer.Fault($"it makes {places64} places");
        }

        var window = new KerasWindow(kernel, strides, ones, [.. sides], [.. places]);
        bool hasBias = layer.Bool("use_bias", true);
        NewLayer transposed = window.On(new NewLayer($"ConvTranspose{axes}D", [CSharpText.Of(filters), .. window.Size]), ones)
            .WithIf(!hasBias, "Bias", "false")
            .WithIf(more.Any(number => number > 0), "OutputPadding", CSharpText.Of(more[0]))
                .WithIf(more[^1] != more[0], "OutputPaddingWidth", CSharpText.Of(more[^1]));
        NetworkValue value = mapping.Add(layer, transposed, input, [.. places, filters],
            [("weights", [.. kernel, channels, filters]), .. ConvolutionLayers.Bias(hasBias, filters)]);
        return mapping.Activate(layer, value);
    }
}
