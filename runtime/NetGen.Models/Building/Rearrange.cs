namespace NetGen.Models.Building;

/// <summary>Other orders of the numbers of a tensor.</summary>
internal static class Rearrange
{
    /// <summary>A tensor with its axes in another order, row-major in both.</summary>
    /// <param name="numbers">The tensor.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="order">For each axis of the result, the axis that it was.</param>
    public static T[] Transpose<T>(T[] numbers, ReadOnlySpan<int> shape, ReadOnlySpan<int> order)
    {
        int[] strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; stride *= shape[axis--])
            strides[axis] = stride;
        int[] extents = new int[order.Length], steps = new int[order.Length], place = new int[order.Length];
        for (int axis = 0; axis < order.Length; axis++)
            (extents[axis], steps[axis]) = (shape[order[axis]], strides[order[axis]]);
        var result = new T[numbers.Length];
        for (int i = 0, from = 0; i < result.Length; i++)
        {
            result[i] = numbers[from];
            for (int axis = extents.Length - 1; axis >= 0; axis--)
            {
                from += steps[axis];
                if (++place[axis] < extents[axis])
                    break;
                from -= steps[axis] * extents[axis];
                place[axis] = 0;
            }
        }

        return result;
    }

    /// <summary>The columns of a matrix in blocks of equal width, put in another order.</summary>
    /// <param name="numbers">The matrix, or a row.</param>
    /// <param name="width">The columns of a block.</param>
    /// <param name="order">For each block of the result, the block that it was.</param>
    public static T[] Blocks<T>(T[] numbers, int width, params ReadOnlySpan<int> order)
    {
        int columns = width * order.Length;
        var result = new T[numbers.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int row = i / columns, column = i % columns;
            result[i] = numbers[(row * columns) + (order[column / width] * width) + (column % width)];
        }

        return result;
    }
}
