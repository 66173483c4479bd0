using System.Collections.Immutable;

namespace NetGen.Models.Onnx;

/// <summary>Computes ahead what does not depend on the numbers of the inputs: constants, and arithmetic of shapes.</summary>
internal static class Folding
{
    /// <summary>The most numbers that are computed ahead; weights of layers are not.</summary>
    private const long MostNumbers = 1 << 24;

    /// <summary>The only output of a node as a constant; null where it has none.</summary>
    public static Constant? Fold(Mapping mapping, OnnxNode node)
    {
        if (node.Message.Output.Count == 0)
            throw node.Fault("it has no output");
        if (node.Operator == "Shape" && mapping.Maps.TryGetValue(node.Input(0), out FeatureMap? map))
            return Constant.Of([map.Rank], map.Layout.Shape.Select(extent => (long)extent).ToArray());
        Constant[] inputs = [.. node.Message.Input.Select(name => mapping.Constants.GetValueOrDefault(name)!)];
        if (inputs.Any(input => input is null) || (inputs.Length == 0 && node.Operator != "Constant"))
            return null;
        return node.Operator switch
        {
            "Constant" => Literal(node),
            "ConstantOfShape" => Uniform(node, inputs[0]),
            "Shape" => Constant.Of([inputs[0].Shape.Length], inputs[0].Shape.Select(extent => (long)extent).ToArray()),
            "Identity" or "Dropout" or "Cast" => inputs[0],
            "Transpose" => inputs[0].Transpose(Order(node, inputs[0].Shape.Length)),
            "Reshape" => Reshape(node, inputs[0], inputs[1].Integers()),
            "Unsqueeze" => inputs[0].WithShape(Unsqueezed(node, inputs)),
            "Squeeze" => inputs[0].WithShape(Squeezed(node, inputs)),
            "Gather" when inputs.Length == 2 && (inputs[0].Shape.Length == 1 || inputs[1].Size == 1) =>
                ConstantSelection.Gather(node, inputs[0], inputs[1]),
            "Concat" => ConstantSelection.Concat(node, inputs),
            "Slice" => ConstantSelection.Slice(node, inputs),
            "Expand" when inputs.Length == 2 => ConstantSelection.Expand(node, inputs[0], inputs[1].Integers()),
            "Trilu" when inputs[0].Shape.Length >= 2 =>
                ConstantSelection.Triangle(node, inputs[0], inputs.Length > 1 ? inputs[1].Integers().FirstOrDefault() : 0),
            "Add" or "Sub" or "Mul" or "Div" when inputs.Length == 2 => Arithmetic(node, inputs[0], inputs[1]),
            _ => null,
        };
    }

    public static Constant Literal(OnnxNode node)
    {
        if (node.Find("value")?.T is { } tensor)
            return TensorReader.Read(tensor, node.Name);
        return node.Find("value_float") is { } number ? Constant.Of([], [number.F])
            : node.Find("value_int") is { } integer ? Constant.Of([], [integer.I])
            : node.Find("value_floats") is { } numbers ? Constant.Of([numbers.Floats.Count], [.. numbers.Floats])
            : node.Find("value_ints") is { } integers ? Constant.Of([integers.Ints.Count], [.. integers.Ints])
            : throw node.Fault("its value is of a type that is not read");
    }

    private static Constant Uniform(OnnxNode node, Constant shape)
    {
        ImmutableArray<int> extents = TensorReader.Shape(shape.Integers(), node.Name);
        if (node.Find("value")?.T is not { } tensor)
            return Constant.OfUniform(extents, 0);
        Constant value = TensorReader.Read(tensor, node.Name);
        if (value.Size != 1)
            throw node.Fault("its value is no single number");
        return value.IsInteger && extents.Aggregate(1L, (product, extent) => product * extent) < 1 << 16
            ? Constant.Of(extents, [.. Enumerable.Repeat(value.Integers()[0], extents.Aggregate(1, (product, extent) => product * extent))])
            : Constant.OfUniform(extents, value.Numbers()[0]);
    }

    private static ImmutableArray<int> Order(OnnxNode node, int rank)
    {
        ImmutableArray<int> order = node.Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse()];
        return order.Order().SequenceEqual(Enumerable.Range(0, rank)) ? order : throw node.Fault("its 'perm' is no order of the axes");
    }

    private static Constant Reshape(OnnxNode node, Constant input, long[] given)
    {
        long[] shape = [.. given.Select((extent, axis) => extent == 0 && axis < input.Shape.Length ? input.Shape[axis] : extent)];
        long rest = shape.Where(extent => extent != -1).Aggregate(1L, (product, extent) => Math.Clamp(product * extent, 0, 1L << 31));
        shape = [.. shape.Select(extent => extent == -1 && rest > 0 ? input.Size / rest : extent)];
        ImmutableArray<int> extents = TensorReader.Shape(shape, node.Name);
        return extents.Aggregate(1L, (product, extent) => product * extent) == input.Size
            ? input.WithShape(extents) : throw node.Fault("its shape does not hold its input");
    }

    private static ImmutableArray<int> Unsqueezed(OnnxNode node, Constant[] inputs)
    {
        long[] axes = node.Ints("axes")?.Select(axis => (long)axis).ToArray()
            ?? (inputs.Length > 1 ? inputs[1].Integers() : throw node.Fault("its axes are missing"));
        int rank = inputs[0].Shape.Length + axes.Length;
        ImmutableArray<int> shape = inputs[0].Shape;
        foreach (long axis in axes.Select(axis => axis < 0 ? axis + rank : axis).Order())
            shape = axis >= 0 && axis <= shape.Length ? shape.Insert((int)axis, 1) : throw node.Fault($"its axis {axis} is none of {rank}");
        return shape;
    }

    private static ImmutableArray<int> Squeezed(OnnxNode node, Constant[] inputs)
    {
        ImmutableArray<int> shape = inputs[0].Shape;
        long[]? axes = node.Ints("axes")?.Select(axis => (long)axis).ToArray() ?? (inputs.Length > 1 ? inputs[1].Integers() : null);
        if (axes is null)
            return [.. shape.Where(extent => extent != 1)];
        foreach (long axis in axes.Select(axis => axis < 0 ? axis + inputs[0].Shape.Length : axis).OrderDescending())
            shape = axis >= 0 && axis < shape.Length && shape[(int)axis] == 1
                ? shape.RemoveAt((int)axis) : throw node.Fault($"it drops axis {axis} of [{string.Join(", ", inputs[0].Shape)}]");
        return shape;
    }

    private static Constant? Arithmetic(OnnxNode node, Constant a, Constant b)
    {
        bool isScalar = a.Size == 1 || b.Size == 1;
        if ((!isScalar && !a.Shape.SequenceEqual(b.Shape)) || Math.Max(a.Size, b.Size) > MostNumbers)
            return null;
        ImmutableArray<int> shape = a.Size == 1 ? b.Shape : a.Shape;
        int size = shape.Aggregate(1, (product, extent) => product * extent);
        if (a.IsInteger && b.IsInteger)
        {
            long[] x = a.Integers(), y = b.Integers();
            if (node.Operator == "Div" && y.Contains(0))
                throw node.Fault("it divides whole numbers by 0");
            return Constant.Of(shape, [.. Enumerable.Range(0, size).Select(i => Of(x[x.Length == 1 ? 0 : i], y[y.Length == 1 ? 0 : i]))]);
        }

        float[] u = a.Numbers(), v = b.Numbers();
        return Constant.Of(shape, [.. Enumerable.Range(0, size).Select(i => Single(u[u.Length == 1 ? 0 : i], v[v.Length == 1 ? 0 : i]))]);

        long Of(long x, long y) => node.Operator switch { "Add" => x + y, "Sub" => x - y, "Mul" => x * y, _ => y == -1 ? -x : x / y };
        float Single(float x, float y) => node.Operator switch { "Add" => x + y, "Sub" => x - y, "Mul" => x * y, _ => x / y };
    }
}
