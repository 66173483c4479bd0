using System.Collections.Immutable;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Normalisations, and the factor and shift of each channel.</summary>
internal static class TorchNorms
{
    public static Dictionary<string, TorchLayer> All { get; } = new()
    {
        ["BatchNorm"] = Batch,
        ["LayerNorm"] = (module, layer, inputs) =>
            Affine(module, layer, module.Last(inputs[0]),
                $"nn.LayerNorm({layer.InputShape[^1]}, {Epsilon(layer)}{Has(module, "elementwise_affine", byDefault: true)})"),
        ["GroupNorm"] = (module, layer, inputs) => Affine(
            module,
            layer,
            module.First(inputs[0]),
            $"nn.GroupNorm({(int)layer.Number("Groups")}, {layer.InputShape[^1]}, "
                + $"{Epsilon(layer)}{Has(module, "affine", byDefault: true)})"),
        ["InstanceNorm"] = (module, layer, inputs) => Affine(
            module,
            layer,
            module.First(inputs[0]),
            $"nn.InstanceNorm{layer.InputShape.Length - 1}d({layer.InputShape[^1]}, "
                + $"{Epsilon(layer)}{Has(module, "affine", byDefault: false)})"),
        ["RmsNorm"] = RootMeanSquare,
        ["Scale"] = Scale,
        ["LocalResponseNorm"] = LocalResponse,
    };

    private static string Epsilon(LayerDescription layer) => $"eps={TorchModuleText.Text(layer.Number("Epsilon", 1e-5))}";

    private static string Has(TorchModuleText module, string name, bool byDefault) => module.Find("gamma") is not null == byDefault
        ? string.Empty
        : $", {name}={TorchModuleText.Text(!byDefault)}";

    private static ExportValue Affine(TorchModuleText module, LayerDescription layer, ExportValue input, string constructor) =>
        module.Let($"{module.Module(constructor, ("weight", module.Find("gamma")), ("bias", module.Find("beta")))}({input.Name})", input);

    private static ExportValue Batch(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        ExportValue input = module.First(inputs[0]);
        string momentum = layer.Find("Momentum") is null ? string.Empty : $", momentum={TorchModuleText.Text(layer.Number("Momentum"))}";
        string norm = module.Module(
            $"nn.BatchNorm{Math.Max(1, layer.InputShape.Length - 1)}d({layer.InputShape[^1]}, "
                + $"{Epsilon(layer)}{momentum}{Has(module, "affine", byDefault: true)})",
            ("weight", module.Find("gamma")),
            ("bias", module.Find("beta")),
            ("running_mean", module.Find("runningMean")),
            ("running_var", module.Find("runningVariance")),
            ("num_batches_tracked", NumberTensor.Counter));
        return module.Let($"{norm}({input.Name})", input);
    }

    private static ExportValue RootMeanSquare(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        module.Helpers.Add(TorchHelpers.RmsNorm);
        string norm = module.Module(
            $"RmsNorm({layer.InputShape[^1]}, {Epsilon(layer)}{Has(module, "affine", byDefault: true)})", ("weight", module.Find("gamma")));
        ExportValue input = module.Last(inputs[0]);
        return module.Let($"{norm}({input.Name})", input);
    }

    private static ExportValue Scale(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        module.Helpers.Add(TorchHelpers.Scale);
        string bias = TorchModuleText.Text(module.Find("beta") is not null);
        string scale = module.Module(
            $"Scale({layer.InputShape[^1]}, bias={bias})", ("weight", module.Find("gamma")), ("bias", module.Find("beta")));
        ExportValue input = module.Last(inputs[0]);
        return module.Let($"{scale}({input.Name})", input);
    }

    private static ExportValue LocalResponse(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        string Number(string name, double fallback) => TorchModuleText.Text(layer.Number(name, fallback));
        ExportValue input = module.First(inputs[0]);
        return module.Let(
            $"F.local_response_norm({input.Name}, {(int)layer.Number("Size")}, alpha={Number("Alpha", 1e-4)}, beta={Number("Beta", 0.75)}, "
                + $"k={Number("K", 1)})",
            input);
    }
}
