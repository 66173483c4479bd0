using System.Collections.Immutable;

namespace NetGen.Models.Export.Onnx;

/// <summary>Functions of each number, and softmax.</summary>
internal static class ActivationNodes
{
    private const double SeluLambda = 1.0507009873554805, SeluAlpha = 1.6732632423543772;

    public static Dictionary<string, OnnxLayer> All { get; } = new()
    {
        ["Abs"] = Operator("Abs"),
        ["Exp"] = Operator("Exp"),
        ["Log"] = Operator("Log"),
        ["Sqrt"] = Operator("Sqrt"),
        ["Relu"] = Operator("Relu"),
        ["Sigmoid"] = Operator("Sigmoid"),
        ["Tanh"] = Operator("Tanh"),
        ["Softplus"] = Of((graph, x, _) => Softplus(graph, x)),
        ["Softsign"] = Of((graph, x, _) => Softsign(graph, x)),
        ["Elu"] = Of((graph, x, layer) => Elu(graph, x, 1, layer.Number("Alpha", 1))),
        ["Selu"] = Of((graph, x, _) => Elu(graph, x, SeluLambda, SeluLambda * SeluAlpha)),
        ["LeakyRelu"] = Of((graph, x, layer) => Leaky(graph, x, layer.Number("Slope", 0.01))),
        ["PRelu"] = PRelu,
        ["Clip"] = Of((graph, x, layer) => Clip(graph, x, layer.Number("Low"), layer.Number("High"))),
        ["Relu6"] = Of((graph, x, _) => Clip(graph, x, 0, 6)),
        ["HardTanh"] = Of((graph, x, _) => Clip(graph, x, -1, 1)),
        ["HardSigmoid"] = Of((graph, x, _) => HardSigmoid(graph, x)),
        ["HardSwish"] = Of((graph, x, _) => graph.Node("Mul", [x, HardSigmoid(graph, x)])),
        ["Silu"] = Of((graph, x, _) => graph.Node("Mul", [x, graph.Node("Sigmoid", [x])])),
        ["Mish"] = Of((graph, x, _) => graph.Node("Mul", [x, graph.Node("Tanh", [Softplus(graph, x)])])),
        ["Gelu"] = Of(Gelu),
        ["Step"] = Of((graph, x, _) => Step(graph, x)),
        ["Softmax"] = AlongChannels("Softmax"),
        ["LogSoftmax"] = AlongChannels("LogSoftmax"),
    };

    /// <summary>The nodes of a function that a recurrent cell applies.</summary>
    public static string Apply(OnnxGraph graph, Nonlinearity function, string x) => function switch
    {
        Nonlinearity.Linear => x,
        Nonlinearity.HardSigmoid => HardSigmoid(graph, x),
        Nonlinearity.SteepHardSigmoid =>
            Clip(graph, graph.Node("Add", [graph.Node("Mul", [x, graph.Number(0.2)]), graph.Number(0.5)]), 0, 1),
        Nonlinearity.Softsign => Softsign(graph, x),
        Nonlinearity.Softplus => Softplus(graph, x),
        Nonlinearity.Elu => Elu(graph, x, 1, 1),
        _ => graph.Node(function.ToString(), [x]),
    };

    private static OnnxLayer Operator(string operation) => Of((graph, x, _) => graph.Node(operation, [x]));

    private static OnnxLayer Of(Func<OnnxGraph, string, LayerDescription, string> function) =>
        (graph, layer, inputs) => inputs[0] with { Name = function(graph, inputs[0].Name, layer) };

    private static OnnxLayer AlongChannels(string operation) => (graph, _, inputs) =>
        inputs[0] with { Name = graph.Node(operation, [inputs[0].Name], OnnxAttribute.Of("axis", inputs[0].ChannelAxis)) };

    private static string Clip(OnnxGraph graph, string x, double low, double high) =>
        graph.Node("Clip", [x, graph.Number(low), graph.Number(high)]);

    private static string HardSigmoid(OnnxGraph graph, string x) => graph.Source.IsDouble
        ? Clip(graph, graph.Node("Add", [graph.Node("Div", [x, graph.Number(6)]), graph.Number(0.5)]), 0, 1)
        : graph.Node("HardSigmoid", [x], OnnxAttribute.Of("alpha", 1.0 / 6), OnnxAttribute.Of("beta", 0.5));

    private static string Softsign(OnnxGraph graph, string x) => graph.Source.IsDouble
        ? graph.Node("Div", [x, graph.Node("Add", [graph.Node("Abs", [x]), graph.Number(1)])])
        : graph.Node("Softsign", [x]);

    /// <summary>max(x, 0) + log(1 + exp(-|x|)): no exponential of a large number.</summary>
    public static string Softplus(OnnxGraph graph, string x)
    {
        if (!graph.Source.IsDouble)
            return graph.Node("Softplus", [x]);
        string exponential = graph.Node("Exp", [graph.Node("Neg", [graph.Node("Abs", [x])])]);
        return graph.Node("Add", [graph.Node("Relu", [x]), graph.Node("Log", [graph.Node("Add", [exponential, graph.Number(1)])])]);
    }

    private static string Leaky(OnnxGraph graph, string x, double slope) => graph.Source.IsDouble
        ? Where(graph, x, graph.Node("Mul", [x, graph.Number(slope)]), x)
        : graph.Node("LeakyRelu", [x], OnnxAttribute.Of("alpha", slope));

    private static string Elu(OnnxGraph graph, string x, double scale, double alpha)
    {
        if (!graph.Source.IsDouble)
        {
            return scale == 1
                ? graph.Node("Elu", [x], OnnxAttribute.Of("alpha", alpha))
                : graph.Node("Selu", [x], OnnxAttribute.Of("alpha", alpha / scale), OnnxAttribute.Of("gamma", scale));
        }

        string exponential = graph.Node("Sub", [graph.Node("Exp", [x]), graph.Number(1)]);
        return Where(graph, x, graph.Node("Mul", [exponential, graph.Number(alpha)]), graph.Node("Mul", [x, graph.Number(scale)]));
    }

    /// <summary>One value where x is at most 0, another where it is above.</summary>
    private static string Where(OnnxGraph graph, string x, string atMost, string above) =>
        graph.Node("Where", [graph.Node("LessOrEqual", [x, graph.Number(0)]), atMost, above]);

    private static ExportValue PRelu(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        ExportValue input = inputs[0];
        // A slope for all is a number without extents, one for each of one channel a list: the file tells them apart.
        string slope = layer.Flag("PerChannel")
            ? NormalizationNodes.ForEachChannel(graph, input, "slope")!
            : graph.Weight("slope", tensor => tensor.Reshaped());
        return input with
        {
            Name = graph.Source.IsDouble
                ? Where(graph, input.Name, graph.Node("Mul", [input.Name, slope]), input.Name)
                : graph.Node("PRelu", [input.Name, slope]),
        };
    }

    private static string Gelu(OnnxGraph graph, string x, LayerDescription layer)
    {
        string half = graph.Node("Mul", [x, graph.Number(0.5)]), one = graph.Number(1);
        if (!layer.Flag("Approximate"))
        {
            if (graph.Source.IsDouble)
                throw new ModelExportException(
                    layer.Name, layer.Kind,
                    "ONNX Runtime has no error function in double precision; with Approximate = true it needs none");
            return graph.Node("Mul",
                [half, graph.Node("Add", [graph.Node("Erf", [graph.Node("Mul", [x, graph.Number(Math.Sqrt(0.5))])]), one])]);
        }

        string cube = graph.Node("Mul", [graph.Node("Mul", [x, x]), x]);
        string inner = graph.Node("Add", [x, graph.Node("Mul", [cube, graph.Number(0.044715)])]);
        string tanh = graph.Node("Tanh", [graph.Node("Mul", [inner, graph.Number(Math.Sqrt(2 / Math.PI))])]);
        return graph.Node("Mul", [half, graph.Node("Add", [tanh, one])]);
    }

    /// <summary>1 above 0, else 0.</summary>
    public static string Step(OnnxGraph graph, string x) =>
        graph.Node("Cast", [graph.Node("Greater", [x, graph.Number(0)])], OnnxAttribute.Of("to", graph.NumberType));
}
