namespace NetGen.Models.Export.PyTorch;

/// <summary>Dense layers, on vectors and on the steps of a sequence.</summary>
internal static class TorchDense
{
    public static Dictionary<string, TorchLayer> All { get; } = new()
    {
        ["Dense"] = (module, layer, inputs) =>
        {
            string dense = module.Module(
                $"nn.Linear({layer.InputShape[^1]}, {layer.OutputShape[^1]}, bias={TorchModuleText.Text(module.Find("bias") is not null)})",
                ("weight", module.Find("weights")!.Permuted(1, 0)),
                ("bias", module.Find("bias")));
            return module.Let($"{dense}({module.Last(inputs[0]).Name})");
        },
    };
}
