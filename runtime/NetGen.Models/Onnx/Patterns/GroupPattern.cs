using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>
/// Group normalisation in parts (Wu and He, 2018), as PyTorch writes it: channels regrouped, normalised group by group without scale and
/// shift, put back as they were, then a scale and a shift for each channel.
/// </summary>
internal static class GroupPattern
{
    public static NodeProto? Match(GraphIndex graph, NodeProto node)
    {
        if (node.OpType != "Add")
            return null;
        foreach ((string scaled, string shift) in GraphIndex.Orders(node))
        {
            if (graph.Inner(scaled, "Mul") is not { } product)
                continue;
            foreach ((string normalized, string scale) in GraphIndex.Orders(product))
            {
                if (Channels(graph, scale) is { } channels && Channels(graph, shift) == channels
                    && Grouped(graph, normalized) is var (value, groups) && channels % groups == 0)
                    return new NodeProto
                    {
                        OpType = "GroupNormalization",
                        Input = { value, scale, shift },
                        Attribute = { new AttributeProto { Name = "num_groups", I = groups, Type = 2 },
                            new AttributeProto { Name = "epsilon", F = Epsilon(graph, normalized), Type = 1 } },
                    };
            }
        }

        return null;
    }

    /// <summary>The numbers of a constant whose first axis alone has several, as one for each channel has.</summary>
    private static int? Channels(GraphIndex graph, string tensor) =>
        graph.Constant(tensor) is { Shape: [var channels, .. var places] } && places.Length > 0 && places.All(extent => extent == 1)
            ? channels : null;

    private static NodeProto? Norm(GraphIndex graph, string tensor) =>
        graph.Inner(tensor, "Reshape") is { } back ? graph.Inner(GraphIndex.First(back), "InstanceNormalization") : null;

    private static float Epsilon(GraphIndex graph, string tensor) =>
        Norm(graph, tensor)!.Attribute.FirstOrDefault(attribute => attribute.Name == "epsilon")?.F ?? 1e-5f;

    private static (string Value, int Groups)? Grouped(GraphIndex graph, string tensor)
    {
        if (Norm(graph, tensor) is not { Input: [var grouped, var ones, var zeros] }
            || graph.Inner(grouped, "Reshape") is not { Input: [var value, var shape] })
            return null;
        string back = graph.Inner(tensor, "Reshape")!.Input.ElementAtOrDefault(1) ?? string.Empty;
        bool isWhole = graph.Maker(back, "Shape") is { } given && GraphIndex.First(given) == value;
        return isWhole && graph.Constant(shape) is { Size: 3 } extents && extents.Integers() is [0, var groups, -1]
            && graph.Constant(ones) is { } scale && scale.Size == groups
            && scale.Numbers().All(number => number == 1) && graph.Constant(zeros) is { } shift
                && shift.Numbers().All(number => number == 0)
            ? (value, (int)groups) : null;
    }
}
