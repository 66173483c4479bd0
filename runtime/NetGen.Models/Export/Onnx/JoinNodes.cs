using System.Collections.Immutable;

namespace NetGen.Models.Export.Onnx;

/// <summary>Layers of several inputs.</summary>
internal static class JoinNodes
{
    public static Dictionary<string, OnnxLayer> All { get; } = new()
    {
        ["Add"] = (graph, _, inputs) => inputs.Length > 2 ? AtOnce(graph, inputs, "Sum") : OneByOne(graph, inputs, "Add"),
        ["Subtract"] = (graph, _, inputs) => OneByOne(graph, inputs, "Sub"),
        ["Multiply"] = (graph, _, inputs) => OneByOne(graph, inputs, "Mul"),
        ["Average"] = Average,
        ["Maximum"] = (graph, _, inputs) => AtOnce(graph, inputs, "Max"),
        ["Concat"] = Concat,
    };

    private static ExportValue OneByOne(OnnxGraph graph, ImmutableArray<ExportValue> inputs, string operation)
    {
        inputs = Alike(graph, inputs);
        return inputs[1..].Aggregate(inputs[0], (value, next) => value with { Name = graph.Node(operation, [value.Name, next.Name]) });
    }

    private static ExportValue AtOnce(OnnxGraph graph, ImmutableArray<ExportValue> inputs, string operation)
    {
        inputs = Alike(graph, inputs);
        return inputs[0] with { Name = graph.Node(operation, [.. inputs.Select(input => input.Name)]) };
    }

    /// <summary>In double precision a sum and a division, because ONNX Runtime takes the mean in single precision alone.</summary>
    private static ExportValue Average(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        if (!graph.Source.IsDouble)
            return AtOnce(graph, inputs, "Mean");
        ExportValue sum = AtOnce(graph, inputs, "Sum");
        return sum with { Name = graph.Node("Div", [sum.Name, graph.Number(inputs.Length)]) };
    }

    private static ExportValue Concat(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        inputs = Alike(graph, inputs);
        string name = graph.Node("Concat", [.. inputs.Select(input => input.Name)], OnnxAttribute.Of("axis", inputs[0].ChannelAxis));
        return inputs[0] with { Name = name, Shape = layer.OutputShape };
    }

    /// <summary>All with the channels in the same place: first if most have them there.</summary>
    private static ImmutableArray<ExportValue> Alike(OnnxGraph graph, ImmutableArray<ExportValue> inputs)
    {
        bool isFirst = 2 * inputs.Count(input => input.IsFirst) >= inputs.Length;
        return [.. inputs.Select(input => isFirst ? graph.First(input) : graph.Last(input))];
    }
}
