using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>
/// A value times a function of itself: <c>x sigmoid(x)</c> is SiLU, <c>x tanh(softplus(x))</c> Mish (Misra, 2019), and
/// <c>x clip(x / 6 + 1/2, 0, 1)</c> the hard form of SiLU (Howard et al., 2019), also as <c>x clip(x + 3, 0, 6) / 6</c>.
/// </summary>
internal static class GatePattern
{
    public static NodeProto? Match(GraphIndex graph, NodeProto node)
    {
        if (node.OpType == "Div" && node.Input is [var product, var six] && graph.IsNumber(six, 6)
            && graph.Inner(product, "Mul") is { } inner)
            return GraphIndex.Orders(inner).Where(order => IsClipped(graph, order.Other, order.One))
                .Select(order => Of("HardSwish", order.One)).FirstOrDefault();
        return node.OpType != "Mul"
            ? null : GraphIndex.Orders(node).Select(order => Gated(graph, order.One, order.Other))
            .FirstOrDefault(whole => whole is not null);
    }

    private static NodeProto? Gated(GraphIndex graph, string value, string gate)
    {
        if (graph.Inner(gate, "Sigmoid") is { } sigmoid && GraphIndex.First(sigmoid) == value)
            return Of("Swish", value);
        if (graph.Inner(gate, "Tanh") is { } tanh && graph.Inner(GraphIndex.First(tanh), "Softplus") is { } softplus
            && GraphIndex.First(softplus) == value)
            return Of("Mish", value);
        if (graph.Inner(gate, "HardSigmoid") is { } hard && GraphIndex.First(hard) == value && IsSixth(hard))
            return Of("HardSwish", value);
        return graph.Inner(gate, "Div") is { Input: [var clipped, var six] } && graph.IsNumber(six, 6) && IsClipped(graph, clipped, value)
            ? Of("HardSwish", value) : null;
    }

    private static NodeProto Of(string operatorName, string value) => new() { OpType = operatorName, Input = { value } };

    private static bool IsSixth(NodeProto node) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == "alpha") is { } alpha && Math.Abs(alpha.F - (1 / 6f)) < 1e-5f
        && node.Attribute.FirstOrDefault(attribute => attribute.Name == "beta") is null or { F: 0.5f };

    private static bool IsClipped(GraphIndex graph, string tensor, string value) =>
        graph.Inner(tensor, "Clip") is { Input: [var shifted, var low, var high] } && graph.IsNumber(low, 0) && graph.IsNumber(high, 6)
        && graph.Maker(shifted, "Add") is { } sum
            && GraphIndex.Orders(sum).Any(order => order.One == value && graph.IsNumber(order.Other, 3));
}
