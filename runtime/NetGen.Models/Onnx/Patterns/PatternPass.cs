using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>
/// Recognises layers that a file has in parts, before its nodes are mapped: each pattern looks at one node and the nodes before it, and
/// gives a node that says the same in one. What nothing reads any more is left out.
/// </summary>
internal static class PatternPass
{
    private static readonly Func<GraphIndex, NodeProto, NodeProto?>[] s_patterns =
        [DensePattern.Match, NormPattern.Match, GroupPattern.Match, GeluPattern.Match, GatePattern.Match, EmbeddingPattern.Match,
            StepPattern.Match];

    /// <summary>The nodes of a graph with each recognised pattern as one node, under the name of the node that ended it.</summary>
    /// <param name="nodes">The nodes in order.</param>
    /// <param name="outputs">The tensors that the model puts out.</param>
    /// <param name="constants">The initializers.</param>
    /// <param name="opset">The version of the operators.</param>
    public static IReadOnlyList<NodeProto> Apply(
        IReadOnlyList<NodeProto> nodes, IReadOnlyList<string> outputs, IReadOnlyDictionary<string, Constant> constants, int opset)
    {
        foreach (Func<GraphIndex, NodeProto, NodeProto?> pattern in s_patterns)
        {
            var index = new GraphIndex(nodes, outputs, constants, opset);
            NodeProto[] replaced =
                [.. nodes.Select(node => IsPlain(node) && pattern(index, node) is { } whole ? Named(whole, node) : node)];
            nodes = replaced.Zip(nodes).Any(pair => pair.First != pair.Second) ? Used(replaced, outputs) : nodes;
        }

        return nodes;
    }

    private static bool IsPlain(NodeProto node) => node.Output.Count == 1 && node.Domain is "" or "ai.onnx";

    private static NodeProto Named(NodeProto whole, NodeProto last)
    {
        whole.Name = last.Name;
        whole.DocString = last.DocString;
        whole.Output.Add(last.Output[0]);
        return whole;
    }

    /// <summary>The nodes that an output depends on.</summary>
    private static NodeProto[] Used(NodeProto[] nodes, IReadOnlyList<string> outputs)
    {
        HashSet<string> read = [.. outputs];
        List<NodeProto> used = [];
        foreach (NodeProto node in Enumerable.Reverse(nodes))
        {
            if (node.Output.Any(read.Contains))
            {
                used.Add(node);
                read.UnionWith(node.Input);
            }
        }

        used.Reverse();
        return [.. used];
    }
}
