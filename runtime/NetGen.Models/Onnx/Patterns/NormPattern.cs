using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>
/// Layer normalisation in parts (Ba et al., 2016): <c>d = x - mean(x)</c>, <c>d / sqrt(mean(d^2) + epsilon)</c> over the last axis, and a
/// scale and a shift. Without the mean it is the normalisation by the root mean square (Zhang and Sennrich, 2019).
/// </summary>
internal static class NormPattern
{
    public static NodeProto? Match(GraphIndex graph, NodeProto node)
    {
        if (node.OpType == "Add")
        {
            foreach ((string scaled, string shift) in GraphIndex.Orders(node))
            {
                if (IsRow(graph, shift) && graph.Inner(scaled, "Mul") is { } product
                    && Scaled(graph, product) is { OpType: "LayerNormalization" } norm)
                {
                    norm.Input.Add(shift);
                    return norm;
                }
            }
        }

        if (node.OpType == "Mul" && Scaled(graph, node) is { } whole)
            return whole;
        return node.OpType is "Div" or "Mul" ? Normalized(graph, Root(graph, node)) : null;
    }

    /// <summary>A normalised value times a constant row.</summary>
    private static NodeProto? Scaled(GraphIndex graph, NodeProto product)
    {
        foreach ((string normalized, string scale) in GraphIndex.Orders(product))
        {
            if (IsRow(graph, scale) && graph.Inner(normalized) is { } maker && Normalized(graph, Root(graph, maker)) is { } norm)
            {
                norm.Input.Add(scale);
                return norm;
            }
        }

        return null;
    }

    private static bool IsRow(GraphIndex graph, string tensor) => graph.Constant(tensor) is { Shape: [_] };

    private static NodeProto? Normalized(GraphIndex graph, (string Value, string Root)? quotient)
    {
        if (quotient is not var (value, root) || graph.Inner(root, "Sqrt") is not { } squareRoot
            || graph.Inner(GraphIndex.First(squareRoot), "Add") is not { } sum)
            return null;
        foreach ((string mean, string epsilon) in GraphIndex.Orders(sum))
        {
            if (graph.Number(epsilon) is not { } small || Mean(graph, mean) is not { } square || !IsSquare(graph, square, value))
                continue;
            string operatorName = "RMSNormalization", input = value;
            if (graph.Maker(value, "Sub") is { Input: [var whole, var average] } && Mean(graph, average) == whole)
                (operatorName, input) = ("LayerNormalization", whole);
            return new NodeProto
            {
                OpType = operatorName,
                Input = { input },
                Attribute = { new AttributeProto { Name = "epsilon", F = small, Type = 1 },
                    new AttributeProto { Name = "axis", I = -1, Type = 2 } },
            };
        }

        return null;
    }

    /// <summary>A value divided by a root, or times its reciprocal.</summary>
    private static (string Value, string Root)? Root(GraphIndex graph, NodeProto node)
    {
        if (node is { OpType: "Div", Input: [var value, var root] })
            return (value, root);
        if (node.OpType != "Mul")
            return null;
        foreach ((string factor, string reciprocal) in GraphIndex.Orders(node))
        {
            if (graph.Inner(reciprocal, "Reciprocal") is { } inverse)
                return (factor, GraphIndex.First(inverse));
            if (graph.Inner(reciprocal, "Div") is { Input: [var one, var divisor] } && graph.IsNumber(one, 1))
                return (factor, divisor);
        }

        return null;
    }

    /// <summary>What a mean over the last axis is of.</summary>
    private static string? Mean(GraphIndex graph, string tensor) =>
        graph.Maker(tensor, "ReduceMean") is { } mean && graph.Axes(mean) is [-1]
            && mean.Attribute.FirstOrDefault(attribute => attribute.Name == "keepdims") is null or { I: 1 } ? GraphIndex.First(mean) : null;

    private static bool IsSquare(GraphIndex graph, string tensor, string value) =>
        (graph.Maker(tensor, "Pow") is { Input: [var power, var exponent] } && power == value && graph.IsNumber(exponent, 2))
        || (graph.Maker(tensor, "Mul") is { Input: [var one, var other] } && one == value && other == value);
}
