using System.Collections.Immutable;

namespace NetGen.Models.Export.Onnx;

/// <summary>Functions of the author's, an operator for each step of them.</summary>
internal static class FunctionNodes
{
    public static Dictionary<string, OnnxLayer> All { get; } = new() { ["Activation"] = Activation };

    private static ExportValue Activation(OnnxGraph graph, LayerDescription layer, ImmutableArray<ExportValue> inputs) =>
        inputs[0] with { Name = Node(graph, CustomFunction.Of(layer), inputs[0].Name) };

    private static string Node(OnnxGraph graph, CustomFunction function, string x) => function switch
    {
        CustomFunction.Number number => graph.Number(number.Value),
        CustomFunction.Parameter parameter => graph.Weight(parameter.Name),
        CustomFunction.Call call => Call(graph, call.Function, [.. call.Operands.Select(operand => Node(graph, operand, x))]),
        _ => x,
    };

    private static string Call(OnnxGraph graph, string function, string[] operands)
    {
        string Of(string operation, params ReadOnlySpan<string> inputs) => graph.Node(operation, inputs);
        string Choice(string comparison) => Of("Where", Of(comparison, operands[0], operands[1]), operands[2], operands[3]);
        string x = operands[0];
        return function switch
        {
            "add" => Of("Add", operands),
            "subtract" => Of("Sub", operands),
            "multiply" => Of("Mul", operands),
            "divide" => Of("Div", operands),
            "power" => Of("Pow", operands),
            "ifLessOrEqual" => Choice("LessOrEqual"),
            "ifLess" => Choice("Less"),
            "ifEqual" => Choice("Equal"),
            "negate" => Of("Neg", x),
            "exp" or "expNotPositive" => Of("Exp", x),
            "expm1" => Of("Sub", Of("Exp", x), graph.Number(1)),
            "log" => Of("Log", x),
            "log1p" => Of("Log", Of("Add", x, graph.Number(1))),
            "tanh" => Of("Tanh", x),
            "sigmoid" => Of("Sigmoid", x),
            "softplus" => ActivationNodes.Softplus(graph, x),
            // |x| + log(1 + exp(-2 |x|)) - log 2: no hyperbolic cosine of a large number.
            "logCosh" => Of("Sub", Of("Add", Of("Abs", x), ActivationNodes.Softplus(graph, Of("Mul", Of("Abs", x), graph.Number(-2)))),
                graph.Number(Math.Log(2))),
            "erf" when !graph.Source.IsDouble => Of("Erf", x),
            "sin" => Of("Sin", x),
            "cos" => Of("Cos", x),
            "absolute" => Of("Abs", x),
            "sqrt" => Of("Sqrt", x),
            "step" => ActivationNodes.Step(graph, x),
            _ => throw new ModelExportException(
                graph.Layer.Name, graph.Layer.Kind, $"ONNX Runtime has no '{function}' in the precision of the network"),
        };
    }
}
