using System.Collections.Immutable;

namespace NetGen.Models.Onnx;

/// <summary>Parts, repetitions and joins of constants.</summary>
internal static class ConstantSelection
{
    /// <summary>The most numbers that are computed ahead.</summary>
    private const long MostNumbers = 1 << 24;

    public static Constant Slice(OnnxNode node, Constant[] inputs)
    {
        Constant list = inputs[0];
        long[] Bounds(string name, int input) => node.Ints(name)?.Select(number => (long)number).ToArray()
            ?? (input < inputs.Length ? inputs[input].Integers() : throw node.Fault($"its '{name}' are missing"));
        long[] starts = Bounds("starts", 1), ends = Bounds("ends", 2);
        long[] axes = node.Find("axes") is not null || inputs.Length > 3
            ? Bounds("axes", 3) : [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = inputs.Length > 4 ? inputs[4].Integers() : [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw node.Fault("its starts, ends, axes and steps are not of one length");
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = Axis(node, list, axes[i]);
            list = Pick(node, list, axis, [.. SlicePlaces.Of(node, list.Shape[axis], starts[i], ends[i], steps[i])]);
        }

        return list;
    }

    public static Constant Gather(OnnxNode node, Constant list, Constant indices)
    {
        int axis = Axis(node, list, node.Int("axis", 0)), extent = list.Shape[axis];
        long[] places = [.. indices.Integers().Select(index => index < 0 ? index + extent : index)];
        if (places.Any(place => place < 0 || place >= extent))
            throw node.Fault("it picks what its list does not have");
        Constant picked = Pick(node, list, axis, [.. places.Select(place => (int)place)]);
        return picked.WithShape([.. list.Shape[..axis], .. indices.Shape, .. list.Shape[(axis + 1)..]]);
    }

    public static Constant Concat(OnnxNode node, Constant[] inputs)
    {
        int axis = Axis(node, inputs[0], node.Int("axis", 0));
        if (inputs.Any(input => !input.Shape.RemoveAt(axis).SequenceEqual(inputs[0].Shape.RemoveAt(axis))))
            throw node.Fault(
                $"it joins constants of shapes {string.Join(", ", inputs.Select(input => $"[{string.Join(", ", input.Shape)}]"))}");
        int outer = inputs[0].Shape[..axis].Aggregate(1, (product, extent) => product * extent);
        ImmutableArray<int> shape = inputs[0].Shape.SetItem(axis, inputs.Sum(input => input.Shape[axis]));
        CheckSize(node, shape);
        return inputs.All(input => input.IsInteger)
            ? Constant.Of(shape, Joined(Array.ConvertAll(inputs, input => input.Integers()), outer))
            : Constant.Of(shape, Joined(Array.ConvertAll(inputs, input => input.Numbers()), outer));
    }

    public static Constant Expand(OnnxNode node, Constant input, long[] given)
    {
        if (given.Any(extent => extent is < 1 or > MostNumbers))
            throw node.Fault($"its shape is [{string.Join(", ", given)}]");
        int rank = Math.Max(given.Length, input.Shape.Length);
        Constant result = input.WithShape([.. Enumerable.Repeat(1, rank - input.Shape.Length), .. input.Shape]);
        for (int axis = rank - given.Length; axis < rank; axis++)
        {
            int extent = (int)given[axis - rank + given.Length];
            if (extent != 1 && result.Shape[axis] != extent)
                result = result.Shape[axis] == 1
                    ? Pick(node, result, axis, [.. Enumerable.Repeat(0, extent)])
                    : throw node.Fault($"[{string.Join(", ", input.Shape)}] does not spread to [{string.Join(", ", given)}]");
        }

        return result;
    }

    /// <summary>The upper or the lower triangle of matrices, from a diagonal on; zeros elsewhere.</summary>
    public static Constant Triangle(OnnxNode node, Constant input, long diagonal)
    {
        CheckSize(node, input.Shape);
        int rows = input.Shape[^2], columns = input.Shape[^1];
        bool upper = node.Int("upper", 1) != 0;
        float[] numbers = (float[])input.Numbers().Clone();
        for (int i = 0; i < numbers.Length; i++)
        {
            long above = (i % columns) - (i / columns % rows) - diagonal;
            if (upper ? above < 0 : above > 0)
                numbers[i] = 0;
        }

        return Constant.Of(input.Shape, numbers);
    }

    private static int Axis(OnnxNode node, Constant constant, long axis) =>
        axis >= -constant.Shape.Length && axis < constant.Shape.Length
            ? (int)(axis < 0 ? axis + constant.Shape.Length : axis)
            : throw node.Fault($"its axis {axis} is none of {constant.Shape.Length}");

    private static Constant Pick(OnnxNode node, Constant list, int axis, int[] places)
    {
        ImmutableArray<int> shape = list.Shape.SetItem(axis, places.Length);
        CheckSize(node, shape);
        if (list.IsUniform)
            return list.WithShape(shape);
        int outer = list.Shape[..axis].Aggregate(1, (product, extent) => product * extent),
            inner = list.Shape[(axis + 1)..].Aggregate(1, (product, extent) => product * extent);
        return list.IsInteger
            ? Constant.Of(shape, Picked(list.Integers(), outer, list.Shape[axis], inner, places))
            : Constant.Of(shape, Picked(list.Numbers(), outer, list.Shape[axis], inner, places));
    }

    private static T[] Picked<T>(T[] numbers, int outer, int extent, int inner, int[] places)
    {
        T[] result = new T[outer * places.Length * inner];
        for (int row = 0; row < outer * places.Length; row++)
            numbers.AsSpan(((row / places.Length * extent) + places[row % places.Length]) * inner, inner)
                .CopyTo(result.AsSpan(row * inner));
        return result;
    }

    private static T[] Joined<T>(T[][] parts, int outer) =>
        [.. Enumerable.Range(0, outer)
            .SelectMany(row => parts.SelectMany(part => part.Skip(row * (part.Length / outer)).Take(part.Length / outer)))];

    private static void CheckSize(OnnxNode node, ImmutableArray<int> shape)
    {
        if (shape.Aggregate(1L, (product, extent) => Math.Min(product * extent, MostNumbers + 1)) > MostNumbers)
            throw node.Fault($"its result [{string.Join(", ", shape)}] has more than {MostNumbers} numbers");
    }
}
