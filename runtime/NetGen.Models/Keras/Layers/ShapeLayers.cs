using System.Collections.Immutable;
using System.Text.Json;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Keras.Layers;

/// <summary>Layers that move numbers.</summary>
internal static class ShapeLayers
{
    public static Dictionary<string, KerasLayers.SingleMapper> All { get; } = new()
    {
        ["Flatten"] = (mapping, _, input) => input.Shape.Length == 1
            ? input : mapping.Network.Add(new NewLayer("Flatten"), input, [input.Size]),
        ["Reshape"] = Reshape,
        ["Permute"] = Permute,
        ["ZeroPadding1D"] = (mapping, layer, input) => Sides(mapping, layer, input, "padding", "Pad1D", 1, 1),
        ["ZeroPadding2D"] = (mapping, layer, input) => Sides(mapping, layer, input, "padding", "ZeroPad2D", 2, 1),
        ["Cropping1D"] = CropSteps,
        ["Cropping2D"] = (mapping, layer, input) => Sides(mapping, layer, input, "cropping", "Crop2D", 2, -1),
        ["UpSampling2D"] = UpSampling,
    };

    /// <summary>The same numbers under other extents.</summary>
    public static NetworkValue Shaped(KerasMapping mapping, NetworkValue value, ImmutableArray<int> shape) =>
        value.Shape.SequenceEqual(shape)
            ? value : mapping.Network.Add(new NewLayer("Reshape", [.. shape.Select(CSharpText.Of)]), value, shape);

    private static NetworkValue Reshape(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        ImmutableArray<JsonElement> given = layer.Array("target_shape");
        ImmutableArray<int> shape = layer.Ints("target_shape", given.Length, null, -1);
        long known = shape.Where(extent => extent != -1).Aggregate(1L, (product, extent) => product * extent);
        int open = shape.IndexOf(-1);
        if (open >= 0 && known > 0 && input.Size % known == 0)
            (shape, known) = (shape.SetItem(open, (int)(input.Size / known)), input.Size);
        if (shape.Length is < 1 or > 3 || shape.Any(extent => extent < 1) || known != input.Size)
            throw layer.Fault($"its 'target_shape' [{string.Join(", ", shape)}] does not fit the {input.Size} numbers that come in, or has "
                + "more than 3 axes");
        return Shaped(mapping, input, shape);
    }

    private static NetworkValue Permute(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        int rank = input.Shape.Length;
        ImmutableArray<int> order = [.. layer.Ints("dims", rank, null).Select(axis => axis - 1)];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, rank)))
            throw layer.Fault($"its 'dims' are no order of the {rank} axes");
        return rank == 1
            ? input : mapping.Network.Add(new NewLayer("Permute", [.. order.Select(CSharpText.Of)]), input,
                [.. order.Select(axis => input.Shape[axis])]);
    }

    private static NetworkValue Sides(KerasMapping mapping, JsonNode layer, NetworkValue input, string argument, string kind, int axes,
        int sign)
    {
        if (input.Shape.Length != axes + 1)
            throw layer.Fault($"it takes {(axes == 1 ? "a sequence" : "an image")}, and [{string.Join(", ", input.Shape)}] comes in");
        ImmutableArray<int> sides = layer.Sides(argument, axes);
        ImmutableArray<int> shape =
        [
            .. Enumerable.Range(0, axes).Select(axis => input.Shape[axis] + (sign * (sides[2 * axis] + sides[(2 * axis) + 1]))),
            input.Shape[^1],
        ];
        if (shape.Any(extent => extent < 1))
            throw layer.Fault($"it leaves nothing of [{string.Join(", ", input.Shape)}]");
        return mapping.Network.Add(new NewLayer(kind, [.. sides.Select(CSharpText.Of)]), input, shape);
    }

    private static NetworkValue CropSteps(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        ImmutableArray<int> sides = layer.Sides("cropping", 1);
        int steps = input.Shape[0] - sides[0] - sides[1];
        if (input.Shape.Length != 2 || steps < 1)
            throw layer.Fault($"it leaves nothing of [{string.Join(", ", input.Shape)}], or that is no sequence");
        return mapping.Network.Add(new NewLayer("Slice", CSharpText.Of(sides[0]), CSharpText.Of(steps)).With("Axis", "0"), input,
            [steps, input.Shape[1]]);
    }

    private static NetworkValue UpSampling(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        ImmutableArray<int> size = layer.Ints("size", 2, [2, 2]);
        if (input.Shape.Length != 3 || size[0] != size[1] || layer.TextOr("interpolation", "nearest") != "nearest" || size[0] > 1 << 10)
            throw layer.Fault("it repeats rows and columns differently, interpolates, or takes no image; here pixels are repeated");
        return mapping.Network.Add(new NewLayer("Upsample2D", CSharpText.Of(size[0])), input,
            [checked(input.Shape[0] * size[0]), checked(input.Shape[1] * size[0]), input.Shape[2]]);
    }
}
