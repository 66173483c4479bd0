using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>A product with a constant matrix, then a constant row added to it: a dense layer with its bias.</summary>
internal static class DensePattern
{
    public static NodeProto? Match(GraphIndex graph, NodeProto node)
    {
        if (node.OpType != "Add")
            return null;
        foreach ((string product, string bias) in GraphIndex.Orders(node))
        {
            if (graph.Inner(product, "MatMul") is { Input: [var input, var matrix] } && graph.Constant(matrix) is { Shape: [_, var units] }
                && graph.Constant(input) is null
                && graph.Constant(bias) is { } row && row.Size == units && row.Shape.Length > 0 && row.Shape[^1] == units)
                return new NodeProto { OpType = "Gemm", Input = { input, matrix, bias } };
        }

        return null;
    }
}
