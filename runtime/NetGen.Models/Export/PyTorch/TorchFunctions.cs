using System.Collections.Immutable;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Functions of the author's, as an expression.</summary>
internal static class TorchFunctions
{
    public static Dictionary<string, TorchLayer> All { get; } = new() { ["Activation"] = Activation };

    private static ExportValue Activation(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        var function = CustomFunction.Of(layer);
        module.Helpers.Add(TorchHelpers.Scalars);
        string names = string.Join(", ", Trained(function).Distinct().Select(name => $"\"{name}\""));
        string scalars = names.Length == 0 ? string.Empty
            : module.Module($"Scalars({names})", [.. Trained(function).Distinct().Select(name => ($"values.{name}", module.Find(name)))]);
        string text = Text(module, function, inputs[0].Name, scalars);
        return module.Let(text, inputs[0]);
    }

    private static IEnumerable<string> Trained(CustomFunction function) => function switch
    {
        CustomFunction.Parameter parameter => [parameter.Name],
        CustomFunction.Call call => call.Operands.SelectMany(Trained),
        _ => [],
    };

    private static string Text(TorchModuleText module, CustomFunction function, string x, string scalars) => function switch
    {
        CustomFunction.Number number => $"scalar({TorchModuleText.Text(number.Value)}, {x})",
        CustomFunction.Parameter parameter => $"{scalars}.values[\"{parameter.Name}\"]",
        CustomFunction.Call call => Call(module, call.Function, [.. call.Operands.Select(operand => Text(module, operand, x, scalars))]),
        _ => x,
    };

    private static string Call(TorchModuleText module, string function, string[] operands)
    {
        string Choice(string comparison) => $"torch.where({operands[0]} {comparison} {operands[1]}, {operands[2]}, {operands[3]})";
        return function switch
        {
            "add" => $"({operands[0]} + {operands[1]})",
            "subtract" => $"({operands[0]} - {operands[1]})",
            "multiply" => $"({operands[0]} * {operands[1]})",
            "divide" => $"({operands[0]} / {operands[1]})",
            "power" => $"torch.pow({operands[0]}, {operands[1]})",
            "ifLessOrEqual" => Choice("<="),
            "ifLess" => Choice("<"),
            "ifEqual" => Choice("=="),
            "negate" => $"(-{operands[0]})",
            "exp" or "expNotPositive" => $"torch.exp({operands[0]})",
            "expm1" or "log" or "log1p" or "tanh" or "sigmoid" or "erf" or "sin" or "cos" or "sqrt" => $"torch.{function}({operands[0]})",
            "softplus" => $"F.softplus({operands[0]})",
            "logCosh" => $"(torch.abs({operands[0]}) + F.softplus(-2 * torch.abs({operands[0]})) - math.log(2))",
            "absolute" => $"torch.abs({operands[0]})",
            "step" => $"({operands[0]} > 0).to({operands[0]}.dtype)",
            _ => throw new ModelExportException(module.Layer.Name, module.Layer.Kind, $"PyTorch has no '{function}'"),
        };
    }
}
