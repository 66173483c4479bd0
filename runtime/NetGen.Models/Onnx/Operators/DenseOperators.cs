using NetGen.Models.Building;
using NetGen.Models.Layouts;
using NetGen.Models.Onnx.Attention;

namespace NetGen.Models.Onnx.Operators;

/// <summary>
/// Products with constant matrices. The rows of a matrix follow the order in which the network stores the numbers that it reads.
/// </summary>
internal static class DenseOperators
{
    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["Gemm"] = Gemm,
        ["MatMul"] = (mapping, node) => Product(mapping, node, mapping.Constant(node, 1, "the matrix"), null, 1, 1),
        ["Gather"] = Gather,
    };

    private static void Gemm(Mapping mapping, OnnxNode node)
    {
        if (node.Int("transA", 0) != 0)
            throw node.Fault("its first matrix is transposed");
        Constant matrix = mapping.Constant(node, 1, "the matrix");
        if (matrix.Shape.Length != 2)
            throw node.Fault($"its matrix is [{string.Join(", ", matrix.Shape)}]");
        float beta = node.Float("beta", 1);
        Constant? bias = beta == 0 ? null : mapping.ConstantOrNull(node, 2, "the bias");
        Product(mapping, node, node.Int("transB", 0) != 0 ? matrix.Transpose([1, 0]) : matrix, bias, node.Float("alpha", 1), beta);
    }

    private static void Product(Mapping mapping, OnnxNode node, Constant matrix, Constant? bias, float alpha, float beta)
    {
        FeatureMap map = mapping.Map(node, 0);
        if (map.Rank < 2 || matrix.Shape.Length != 2 || matrix.Shape[0] != map.Extent(map.Rank - 1))
            throw node.Fault($"its matrix [{string.Join(", ", matrix.Shape)}] does not fit {map.ShapeText}");
        int axis = map.Rank - 1, inputs = matrix.Shape[0], units = matrix.Shape[1];
        if (map.Layout.Batch?.Axis == axis)
            throw node.Fault("it takes a product along the batch");
        map = Arranging.Innermost(mapping, map, axis);
        Layout layout = map.Layout.Canonical();
        int[] strides = new int[map.Rank];
        strides[axis] = 1;
        int[] rows = layout.Places(layout.Order.Length - layout.Order.Count(factor => factor.Axis == axis), strides);
        NewLayer layer = new("Dense", CSharpText.Of(units))
            { Weights = [new WeightTensor("weights", [inputs, units], () => Rows(matrix, rows, units, alpha))] };
        layer = bias is null ? layer.With("Bias", "false")
            : bias.Size == units || bias.Size == 1
                ? layer with { Weights = layer.Weights.Add(new WeightTensor("bias", [units], () => Bias(bias, units, beta))) }
            : throw node.Fault($"its bias has {bias.Size} numbers, expected {units}");
        NetworkValue input = mapping.Rows(map.Value, inputs);
        Layout output = layout.Without(axis).WithExtent(axis, units, 1);
        if (rows.SequenceEqual(Enumerable.Range(0, inputs))
            && AttentionMapping.WithOutput(mapping.Network, map.Value, layer) is { } attended)
        {
            mapping.Result(node, new FeatureMap(attended, output));
            return;
        }

        mapping.Result(node, new FeatureMap(mapping.Network.Add(layer, input, [.. input.Shape[..^1], units]), output));
    }

    private static float[] Rows(Constant matrix, int[] rows, int units, float alpha)
    {
        float[] numbers = matrix.Numbers(), result = new float[numbers.Length];
        for (int row = 0; row < rows.Length; row++)
            numbers.AsSpan(rows[row] * units, units).CopyTo(result.AsSpan(row * units));
        return alpha == 1 ? result : Array.ConvertAll(result, number => number * alpha);
    }

    private static float[] Bias(Constant bias, int units, float beta)
    {
        float[] numbers = bias.Numbers(), result = new float[units];
        for (int i = 0; i < units; i++)
            result[i] = numbers[numbers.Length == 1 ? 0 : i] * beta;
        return result;
    }

    /// <summary>Rows of a table by index are an embedding; places of a tensor by constant indices are cuts.</summary>
    private static void Gather(Mapping mapping, OnnxNode node)
    {
        if (!mapping.Constants.TryGetValue(node.Input(0), out Constant? table))
        {
            SelectionOperators.Gather(mapping, node);
            return;
        }

        FeatureMap map = mapping.Map(node, 1);
        if (node.Int("axis", 0) != 0 || table.Shape.Length != 2)
            throw node.Fault("it picks by index along another axis than the first, or of another tensor than a table");
        int vocabulary = table.Shape[0], size = table.Shape[1];
        NewLayer layer = new("Embedding", CSharpText.Of(vocabulary), CSharpText.Of(size))
            { Weights = [new WeightTensor("table", [vocabulary, size], table.Numbers)] };
        NetworkValue indices = mapping.Shaped(map.Value, map.Value.Size);
        Layout layout = map.Layout.Insert(map.Rank).WithExtent(map.Rank, size, 1);
        mapping.Result(node, new FeatureMap(mapping.Network.Add(layer, indices, [map.Value.Size, size]), layout));
    }
}
