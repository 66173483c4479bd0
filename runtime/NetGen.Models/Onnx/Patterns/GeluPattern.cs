using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>
/// The Gaussian error linear unit in parts (Hendrycks and Gimpel, 2016): <c>x / 2 (1 + erf(x / sqrt(2)))</c>, or
/// <c>x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))</c>, its three factors in any order.
/// </summary>
internal static class GeluPattern
{
    public static NodeProto? Match(GraphIndex graph, NodeProto node)
    {
        if (node.OpType != "Mul")
            return null;
        string[] factors = [.. node.Input.SelectMany(
            input => graph.Inner(input, "Mul") is { } inner && !IsValue(graph, node, input) ? (IEnumerable<string>)inner.Input : [input])];
        if (factors.Length != 3 || factors.FirstOrDefault(factor => graph.IsNumber(factor, 0.5)) is not { } half)
            return null;
        foreach ((string value, string gate) in new[] { 1, 2 }.Select(turn => Others(factors, half, turn)))
        {
            if (Argument(graph, gate, "Erf") is { } scaled && IsTimes(graph, scaled, value, Math.Sqrt(0.5)))
                return new NodeProto { OpType = "Gelu", Input = { value } };
            if (Argument(graph, gate, "Tanh") is { } cubic && IsCubic(graph, cubic, value))
                return new NodeProto { OpType = "Gelu", Input = { value },
                    Attribute = { new AttributeProto
                    { Name = "approximate", S = Google.Protobuf.ByteString.CopyFromUtf8("tanh"), Type = 3 } } };
        }

        return null;
    }

    /// <summary>Whether a factor is the value itself, which may be a product as well.</summary>
    private static bool IsValue(GraphIndex graph, NodeProto node, string input) =>
        node.Input.Any(other => other != input && Argument(graph, other, "Erf") is { } scaled
        && IsTimes(graph, scaled, input, Math.Sqrt(0.5)));

    private static (string Value, string Gate) Others(string[] factors, string half, int turn)
    {
        List<string> rest = [.. factors];
        rest.Remove(half);
        return turn == 1 ? (rest[0], rest[1]) : (rest[1], rest[0]);
    }

    /// <summary>The argument of a function to which 1 is added.</summary>
    private static string? Argument(GraphIndex graph, string gate, string function) =>
        graph.Inner(gate, "Add") is { } sum && GraphIndex.Orders(sum).FirstOrDefault(order => graph.IsNumber(order.Other, 1)).One is { } of
            && graph.Inner(of, function) is { } node ? GraphIndex.First(node) : null;

    private static bool IsTimes(GraphIndex graph, string tensor, string value, double factor) =>
        (graph.Maker(tensor, "Div") is { Input: [var divided, var divisor] } && divided == value && graph.IsNumber(divisor, 1 / factor))
        || (graph.Maker(tensor, "Mul") is { } product
            && GraphIndex.Orders(product).Any(order => order.One == value && graph.IsNumber(order.Other, factor)));

    private static bool IsCubic(GraphIndex graph, string tensor, string value) =>
        graph.Maker(tensor, "Mul") is { } product && GraphIndex.Orders(product).Any(order =>
            graph.IsNumber(order.Other, Math.Sqrt(2 / Math.PI)) && graph.Maker(order.One, "Add") is { } sum
            && GraphIndex.Orders(sum)
                .Any(terms => terms.One == value && graph.Maker(terms.Other, "Mul") is { } term && GraphIndex.Orders(term).Any(parts =>
                graph.IsNumber(parts.Other, 0.044715) && graph.Maker(parts.One, "Pow") is { Input: [var power, var exponent] }
                    && power == value && graph.IsNumber(exponent, 3))));
}
