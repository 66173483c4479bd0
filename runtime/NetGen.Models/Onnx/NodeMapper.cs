using System.Collections.Frozen;
using System.Collections.Immutable;
using NetGen.Models.Onnx.Messages;
using NetGen.Models.Onnx.Attention;
using NetGen.Models.Onnx.Operators;

namespace NetGen.Models.Onnx;

/// <summary>Gives every node to what knows its operator, and collects what cannot be mapped.</summary>
internal static class NodeMapper
{
    private static readonly FrozenDictionary<string, Action<Mapping, OnnxNode>> s_operators = new[]
    {
        UnaryOperators.All, BinaryOperators.All, ConvolutionOperators.All, PoolOperators.All, DenseOperators.All,
            NormalizationOperators.All,
        ShapeOperators.All, SelectionOperators.All, ReductionOperators.All, RecurrentOperators.All,
    }.SelectMany(operators => operators).ToFrozenDictionary();

    public static void MapAll(Mapping mapping, IReadOnlyList<NodeProto> nodes, int opset)
    {
        var problems = ImmutableArray.CreateBuilder<ImportProblem>();
        HashSet<string> lost = [];
        int lostNodes = 0;
        foreach (NodeProto message in nodes)
        {
            var node = new OnnxNode(message, opset);
            // What a problem left open is no second problem.
            if (message.Input.Any(lost.Contains))
            {
                lost.UnionWith(message.Output);
                lostNodes++;
                continue;
            }

            int before = mapping.Network.Layers.Count;
            try
            {
                Map(mapping, node);
                mapping.Network.Report(node.Name, node.Operator, Became(mapping, node, before));
            }
            catch (ModelImportException fault)
            {
                problems.AddRange(fault.Problems);
                lost.UnionWith(message.Output);
            }
            catch (Exception fault) when (
                fault is IndexOutOfRangeException or ArgumentException or ArithmeticException or InvalidOperationException)
            {
                // A node with fewer inputs than its operator has, or with extents that contradict each other: only damaged files have them.
                problems.Add(node.Problem("its inputs and attributes are not those of its operator"));
                lost.UnionWith(message.Output);
            }
        }

        if (problems.Count > 0)
            throw new ModelImportException(problems.ToImmutable()) { LostNodes = lostNodes + problems.Count };
    }

    private static void Map(Mapping mapping, OnnxNode node)
    {
        if (node.Message.Domain is not ("" or "ai.onnx"))
            throw node.Fault($"it is of the domain '{node.Message.Domain}', which is not read");
        if (node.Message.Input.FirstOrDefault(
            name => name.Length > 0 && !mapping.Maps.ContainsKey(name) && !mapping.Constants.ContainsKey(name)
            && !mapping.Scores.ContainsKey(name)) is { } unknown)
            throw node.Fault($"it reads '{unknown}', which nothing before it makes");
        if (node.Message.Input.Any(mapping.Scores.ContainsKey) && node.Operator != "Shape")
            AttentionMapping.Continue(mapping, node);
        else if (node.Operator == "MatMul" && node.Message.Input.Count == 2 && node.Message.Input.All(mapping.Maps.ContainsKey))
            AttentionMapping.Begin(mapping, node);
        else if (Folding.Fold(mapping, node) is { } constant)
            mapping.Constants[node.Message.Output[0]] = constant;
        else if (!s_operators.TryGetValue(node.Operator, out Action<Mapping, OnnxNode>? map))
            throw node.Fault("this operator has no counterpart in a network");
        else if (node.Message.Input.All(name => name.Length == 0 || mapping.Constants.ContainsKey(name)))
            throw node.Fault("it is an operator on constants that is not computed ahead");
        else
            map(mapping, node);
    }

    private static string Became(Mapping mapping, OnnxNode node, int before)
    {
        if (mapping.Constants.ContainsKey(node.Message.Output[0]))
            return "a constant";
        if (mapping.Scores.ContainsKey(node.Message.Output[0]))
            return "a part of SelfAttention";
        string[] layers = [.. mapping.Network.Layers.Skip(before).Select(layer => layer.Layer.Kind)];
        return layers.Length > 0 ? string.Join(", ", layers) : "nothing: it moves no number";
    }
}
