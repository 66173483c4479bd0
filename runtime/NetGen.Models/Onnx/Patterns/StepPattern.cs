using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>A comparison with zero as a number: 1 above it, otherwise 0.</summary>
internal static class StepPattern
{
    private const int Single = 1;

    public static NodeProto? Match(GraphIndex graph, NodeProto node) =>
        node.OpType == "Cast" && node.Attribute.FirstOrDefault(attribute => attribute.Name == "to")?.I == Single
        && graph.Inner(GraphIndex.First(node), "Greater") is { Input: [var value, var zero] } && graph.IsNumber(zero, 0)
            ? new NodeProto { OpType = "Step", Input = { value } }
            : null;
}
