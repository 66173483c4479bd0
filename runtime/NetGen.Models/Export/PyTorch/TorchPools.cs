using System.Collections.Immutable;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Pools: over windows, over everything, and to a number of windows.</summary>
internal static class TorchPools
{
    public static Dictionary<string, TorchLayer> All { get; } = new()
    {
        ["MaxPool1D"] = Largest,
        ["MaxPool2D"] = Largest,
        ["AvgPool1D"] = Mean,
        ["AvgPool2D"] = Mean,
        ["GlobalMaxPool"] = (module, _, inputs) => Global(module, inputs[0], "amax"),
        ["GlobalAvgPool"] = (module, _, inputs) => Global(module, inputs[0], "mean"),
        ["AdaptiveAvgPool1D"] = Adaptive,
        ["AdaptiveAvgPool2D"] = Adaptive,
    };

    private static ExportValue Largest(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        LayerWindow[] windows = LayerWindow.Of(layer);
        bool isEven = windows.All(window => window.Before == window.After);
        string name = module.First(inputs[0]).Name;
        string padded = isEven ? name : TorchLayouts.Padded(name, windows, "value=-float(\"inf\")");
        return module.Let($"F.max_pool{windows.Length}d({padded}, {Window(windows, isEven)})", isFirst: true);
    }

    private static ExportValue Mean(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        LayerWindow[] windows = LayerWindow.Of(layer);
        bool isEven = windows.All(window => window.Before == window.After);
        string name = module.First(inputs[0]).Name, pool = $"F.avg_pool{windows.Length}d";
        if (isEven)
        {
            string counts = layer.Flag("CountPadding") ? string.Empty : ", count_include_pad=False";
            return module.Let($"{pool}({name}, {Window(windows, isEven)}{counts})", isFirst: true);
        }

        string sums = $"{pool}({TorchLayouts.Padded(name, windows)}, {Window(windows, isEven)})";
        // The share of each window that lies on the input and not on its border.
        string shares = $"{pool}({TorchLayouts.Padded($"torch.ones_like({name})", windows)}, {Window(windows, isEven)})";
        return module.Let(layer.Flag("CountPadding") ? sums : $"{sums} / {shares}", isFirst: true);
    }

    private static string Window(LayerWindow[] windows, bool isEven)
    {
        string text = $"{TorchModuleText.Text(windows.Select(window => window.Kernel))}, "
            + $"stride={TorchModuleText.Text(windows.Select(window => window.Stride))}";
        return isEven && windows.Any(window => window.Before > 0)
            ? $"{text}, padding={TorchModuleText.Text(windows.Select(window => window.Before))}" : text;
    }

    private static ExportValue Global(TorchModuleText module, ExportValue input, string function)
    {
        IEnumerable<int> places = Enumerable.Range(0, input.Shape.Length - 1).Select(input.AxisOf);
        return module.Let($"{input.Name}.{function}(dim=({string.Join(", ", places)},))");
    }

    private static ExportValue Adaptive(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        ImmutableArray<int> size = layer.OutputShape[..^1];
        return module.Let($"F.adaptive_avg_pool{size.Length}d({module.First(inputs[0]).Name}, {TorchModuleText.Text(size)})",
            isFirst: true);
    }
}
