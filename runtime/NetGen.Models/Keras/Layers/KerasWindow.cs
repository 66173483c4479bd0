using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Keras.Layers;

/// <summary>A window that slides over the axes of an image or a sequence.</summary>
/// <param name="Kernel">Its taps along each axis.</param>
/// <param name="Strides">From one place to the next.</param>
/// <param name="Dilations">From one tap to the next.</param>
/// <param name="Sides">The border before and behind each axis.</param>
/// <param name="Places">The places that it takes along each axis.</param>
internal sealed record KerasWindow(ImmutableArray<int> Kernel, ImmutableArray<int> Strides, ImmutableArray<int> Dilations,
    ImmutableArray<int> Sides, ImmutableArray<int> Places)
{
    /// <summary>The taps as arguments: one number where all axes have the same.</summary>
    public ImmutableArray<string> Size => [.. (Kernel.Distinct().Count() == 1 ? Kernel[..1] : Kernel).Select(CSharpText.Of)];

    /// <summary>The window of a convolution or a pool.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">What it slides over.</param>
    /// <param name="kernel">The argument with its taps.</param>
    /// <param name="touches">Whether windows lie side by side where no stride is given.</param>
    public static KerasWindow Of(JsonNode layer, NetworkValue input, string kernel, bool touches)
    {
        int axes = layer.Operator.Contains("1D", StringComparison.Ordinal) ? 1 : 2;
        if (input.Shape.Length != axes + 1)
            throw layer.Fault($"it takes {(axes == 1 ? "a sequence" : "an image")}, and [{string.Join(", ", input.Shape)}] comes in");
        ImmutableArray<int> ones = [.. Enumerable.Repeat(1, axes)], taps = layer.Ints(kernel, axes, null);
        ImmutableArray<int> strides = layer.Ints("strides", axes, touches ? taps : ones),
            dilations = layer.Ints("dilation_rate", axes, ones);
        string padding = layer.TextOr("padding", "valid");
        int[] sides = new int[2 * axes], places = new int[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            long extent = input.Shape[axis], reach = ((taps[axis] - 1L) * dilations[axis]) + 1;
            // SAME keeps ceil(extent / stride) places; the odd one of its border is behind.
            long border = padding switch
            {
                "same" => Math.Max(0, ((((extent + strides[axis] - 1) / strides[axis]) - 1) * strides[axis]) + reach - extent),
                "causal" when axes == 1 => reach - 1,
                "valid" => 0,
                _ => throw layer.Fault($"its padding '{padding}' is not known"),
            };
            if (extent + border < reach)
                throw layer.Fault($"its window of {reach} does not fit the extent {extent} of axis {axis + 1}");
            sides[2 * axis] = checked((int)(padding == "causal" ? border : border / 2));
            sides[(2 * axis) + 1] = checked((int)border) - sides[2 * axis];
            places[axis] = (int)((extent + border - reach) / strides[axis]) + 1;
        }

        return new KerasWindow(taps, strides, dilations, [.. sides], [.. places]);
    }

    /// <summary>A layer with the border, the strides and the dilations of the window.</summary>
    public NewLayer On(NewLayer layer, ImmutableArray<int> defaultStrides)
    {
        bool isEven = Sides.Distinct().Count() == 1;
        layer = isEven
            ? layer.WithIf(Sides[0] > 0, "Padding", CSharpText.Of(Sides[0])) : layer.With("PaddingSides", CSharpText.Of(Sides.AsSpan()));
        layer = layer.WithIf(!Strides.SequenceEqual(defaultStrides), "Stride", CSharpText.Of(Strides[0]))
            .WithIf(Strides[^1] != Strides[0], "StrideWidth", CSharpText.Of(Strides[^1]));
        return layer.WithIf(Dilations.Any(dilation => dilation > 1), "Dilation", CSharpText.Of(Dilations[0]))
            .WithIf(Dilations[^1] != Dilations[0], "DilationWidth", CSharpText.Of(Dilations[^1]));
    }
}
