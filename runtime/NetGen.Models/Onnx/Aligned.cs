using System.Collections.Immutable;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx;

/// <summary>Constants that are spread over a tensor: each of their axes has the extent of the tensor's, or 1.</summary>
internal static class Aligned
{
    /// <summary>The axis of the tensor at which the first of a constant is, as the versions of the operators have it.</summary>
    public static int FirstAxis(OnnxNode node, int rank, Constant constant)
    {
        // Before opset 7 the axes are counted from 'axis' on, where that is given.
        if (node.Opset < 7 && node.Find("axis") is not null)
            return node.Int("axis", 0) is var axis && axis < 0 ? axis + rank : axis;
        return rank - constant.Shape.Length;
    }

    /// <summary>The first stored factor along which a constant changes.</summary>
    public static int First(OnnxNode node, Layout layout, Constant constant, int firstAxis)
    {
        ImmutableArray<int> shape = layout.Shape;
        for (int i = 0; i < constant.Shape.Length; i++)
        {
            int axis = firstAxis + i;
            if (axis < 0 || axis >= shape.Length || (constant.Shape[i] != 1 && constant.Shape[i] != shape[axis]))
                throw node.Fault(
                    $"its constant of shape [{string.Join(", ", constant.Shape)}] does not spread over [{string.Join(", ", shape)}]");
            if (constant.Shape[i] != 1 && layout.Batch?.Axis == axis)
                throw node.Fault("its constant has another value for each sample of a batch");
        }

        int first = 0;
        while (first < layout.Order.Length && (layout.Order[first].Axis - firstAxis is var place)
            && (place < 0 || place >= constant.Shape.Length || constant.Shape[place] == 1))
            first++;
        return first;
    }

    /// <summary>The numbers of a constant for the innermost stored factors.</summary>
    public static float[] Numbers(Layout layout, Constant constant, int firstAxis, int first)
    {
        int[] strides = new int[layout.Rank];
        for (int i = constant.Shape.Length - 1, stride = 1; i >= 0; stride *= constant.Shape[i--])
            strides[firstAxis + i] = constant.Shape[i] == 1 ? 0 : stride;
        float[] numbers = constant.Numbers();
        return Array.ConvertAll(layout.Places(first, strides), place => numbers[place]);
    }
}
