using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>
/// Rows of a constant table by whole numbers that are made of the numbers of the network: an embedding takes these as they are.
/// </summary>
internal static class EmbeddingPattern
{
    private const int Int32 = 6, Int64 = 7;

    public static NodeProto? Match(GraphIndex graph, NodeProto node)
    {
        if (node is not { OpType: "Gather", Input: [var table, var indices] } || graph.Constant(table) is not { Shape.Length: 2 }
            || graph.Inner(indices, "Cast") is not { } cast
                || cast.Attribute.FirstOrDefault(attribute => attribute.Name == "to")?.I is not (Int32 or Int64))
            return null;
        return new NodeProto { OpType = "Gather", Input = { table, GraphIndex.First(cast) }, Attribute = { node.Attribute } };
    }
}
