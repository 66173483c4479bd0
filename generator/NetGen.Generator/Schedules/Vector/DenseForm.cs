using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>Which products are a row of each sample times a matrix, and what their sums may start from.</summary>
internal static class DenseForm
{
    /// <summary>Whether a product reads its matrix along the other axis, as the gradient of the input does; null where it is no row times a matrix.</summary>
    public static bool? IsTransposed(Contraction product)
    {
        if (product.InOneSum || product.Axes.Count != 2)
            return null;
        (Access row, Access matrix) = product.Left.Tensor.Role == TensorRole.Parameter ? (product.Right, product.Left) : (product.Left, product.Right);
        if (!product.Target.Tensor.PerSample || !row.Tensor.PerSample || matrix.Tensor.Role != TensorRole.Parameter
            || product.Target.PlainAxes is not { Count: 1 } target || row.PlainAxes is not { Count: 1 } source || matrix.PlainAxes is not { Count: 2 } axes)
            return null;
        bool transposed = axes[0].Equals(target[0]) && axes[1].Equals(source[0]);
        return transposed || (axes[0].Equals(source[0]) && axes[1].Equals(target[0])) ? transposed : null;
    }

    /// <summary>What a map before a product gives its sums to start from: a bias, or a whole row of the sample; null where it is no such map.</summary>
    public static Tensor? StartOf(Map map, Contraction product)
    {
        if (map.Accumulate || !product.Accumulate || map.Target.Tensor != product.Target.Tensor
            || map.Value is not Read { Access: var source } || source.PlainAxes is not { Count: 1 } || map.Target.PlainAxes is not { Count: 1 })
            return null;
        bool isRow = source.Tensor.Role is TensorRole.Value or TensorRole.Gradient or TensorRole.Tangent && source.Tensor.Size == map.Target.Tensor.Size
            && source.Tensor != map.Target.Tensor && source.Indices.Equals(map.Target.Indices);
        return isRow || source.Tensor.Role == TensorRole.Parameter ? source.Tensor : null;
    }
}
