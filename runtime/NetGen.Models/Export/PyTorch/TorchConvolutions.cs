namespace NetGen.Models.Export.PyTorch;

/// <summary>Convolutions and their transposes. A border that differs from side to side is a pad before or a cut behind.</summary>
internal static class TorchConvolutions
{
    public static Dictionary<string, TorchLayer> All { get; } = new()
    {
        ["Conv1D"] = (module, layer, inputs) => Convolution(module, layer, inputs[0]),
        ["Conv2D"] = (module, layer, inputs) => Convolution(module, layer, inputs[0]),
        ["CausalConv1D"] = (module, layer, inputs) => Convolution(module, layer, inputs[0]),
        ["DepthwiseConv2D"] = (module, layer, inputs) => Convolution(module, layer, inputs[0]),
        ["ConvTranspose1D"] = (module, layer, inputs) => Transposed(module, layer, inputs[0]),
        ["ConvTranspose2D"] = (module, layer, inputs) => Transposed(module, layer, inputs[0]),
    };

    private static ExportValue Convolution(TorchModuleText module, LayerDescription layer, ExportValue input)
    {
        LayerWindow[] windows = LayerWindow.Of(layer);
        bool isEven = windows.All(window => window.Before == window.After);
        string convolution = Module(
            module, layer, windows, "Conv", isEven, string.Empty, ConvolutionWeights.OutputsFirst(layer, module.Find("weights")!));
        string name = module.First(input).Name;
        return module.Let($"{convolution}({(isEven ? name : TorchLayouts.Padded(name, windows))})", isFirst: true);
    }

    private static ExportValue Transposed(TorchModuleText module, LayerDescription layer, ExportValue input)
    {
        LayerWindow[] windows = LayerWindow.Of(layer);
        int[] more = ConvolutionWeights.OutputPadding(layer);
        bool isEven = windows.All(window => window.Before == window.After);
        string output = more.All(rows => rows == 0) ? string.Empty : $", output_padding={TorchModuleText.Text(more)}";
        string convolution = Module(
            module, layer, windows, "ConvTranspose", isEven, output, ConvolutionWeights.InputsFirst(module.Find("weights")!));
        ExportValue whole = module.Let($"{convolution}({module.First(input).Name})", isFirst: true);
        if (isEven)
            return whole;
        string parts = string.Join(", ", windows.Select((window, i) => $"{window.Before}:{window.Before + layer.OutputShape[i]}"));
        return module.Let($"{whole.Name}[:, :, {parts}]", whole);
    }

    private static string Module(
        TorchModuleText module, LayerDescription layer, LayerWindow[] windows, string kind, bool isEven, string more, NumberTensor weights)
    {
        List<string> arguments =
        [
            $"{layer.InputShape[^1]}",
            $"{layer.OutputShape[^1]}",
            TorchModuleText.Text(windows.Select(window => window.Kernel)),
        ];
        void Add(string name, IEnumerable<int> numbers, int usual)
        {
            if (numbers.Any(number => number != usual))
                arguments.Add($"{name}={TorchModuleText.Text(numbers)}");
        }

        Add("stride", windows.Select(window => window.Stride), 1);
        if (isEven)
            Add("padding", windows.Select(window => window.Before), 0);
        Add("dilation", windows.Select(window => window.Dilation), 1);
        Add("groups", [ConvolutionWeights.Groups(layer)], 1);
        NumberTensor? bias = module.Find("bias");
        string constructor =
            $"nn.{kind}{windows.Length}d({string.Join(", ", arguments)}{more}{(bias is null ? ", bias=False" : string.Empty)})";
        return module.Module(constructor, ("weight", weights), ("bias", bias));
    }
}
