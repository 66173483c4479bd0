using System.Collections.Immutable;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Functions of each number, and softmax.</summary>
internal static class TorchActivations
{
    public static Dictionary<string, TorchLayer> All { get; } = new()
    {
        ["Abs"] = Of("torch.abs({0})"),
        ["Exp"] = Of("torch.exp({0})"),
        ["Log"] = Of("torch.log({0})"),
        ["Sqrt"] = Of("torch.sqrt({0})"),
        ["Relu"] = Of("F.relu({0})"),
        ["Relu6"] = Of("F.relu6({0})"),
        ["Sigmoid"] = Of("torch.sigmoid({0})"),
        ["Tanh"] = Of("torch.tanh({0})"),
        ["Softplus"] = Of("F.softplus({0})"),
        ["Softsign"] = Of("F.softsign({0})"),
        ["Selu"] = Of("F.selu({0})"),
        ["Silu"] = Of("F.silu({0})"),
        ["Mish"] = Of("F.mish({0})"),
        ["HardSigmoid"] = Of("F.hardsigmoid({0})"),
        ["HardSwish"] = Of("F.hardswish({0})"),
        ["HardTanh"] = Of("F.hardtanh({0})"),
        ["Step"] = Of("({0} > 0).to({0}.dtype)"),
        ["Elu"] = Of(layer => $"F.elu({{0}}, alpha={TorchModuleText.Text(layer.Number("Alpha", 1))})"),
        ["LeakyRelu"] = Of(layer => $"F.leaky_relu({{0}}, {TorchModuleText.Text(layer.Number("Slope", 0.01))})"),
        ["Clip"] = Of(layer =>
            $"torch.clamp({{0}}, {TorchModuleText.Text(layer.Number("Low"))}, {TorchModuleText.Text(layer.Number("High"))})"),
        ["Gelu"] = Of(layer => layer.Flag("Approximate") ? "F.gelu({0}, approximate=\"tanh\")" : "F.gelu({0})"),
        ["PRelu"] = PRelu,
        ["Softmax"] = AlongChannels("softmax"),
        ["LogSoftmax"] = AlongChannels("log_softmax"),
    };

    private static TorchLayer Of(string function) => Of(_ => function);

    private static TorchLayer Of(Func<LayerDescription, string> function) =>
        (module, layer, inputs) => module.Let(function(layer).Replace("{0}", inputs[0].Name, StringComparison.Ordinal), inputs[0]);

    private static TorchLayer AlongChannels(string function) =>
        (module, _, inputs) => module.Let($"F.{function}({inputs[0].Name}, dim={inputs[0].ChannelAxis})", inputs[0]);

    /// <summary>PyTorch has the channels of a slope for each on axis 1.</summary>
    private static ExportValue PRelu(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        ExportValue input = layer.Flag("PerChannel") ? module.First(inputs[0]) : inputs[0];
        string slopes = layer.Flag("PerChannel") ? $"{layer.InputShape[^1]}" : string.Empty;
        return module.Let($"{module.Module($"nn.PReLU({slopes})", ("weight", module.Find("slope")))}({input.Name})", input);
    }
}
