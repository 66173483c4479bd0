using System.Collections.Immutable;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Layers that move numbers and compute none.</summary>
internal static class TorchLayouts
{
    public static Dictionary<string, TorchLayer> All { get; } = new()
    {
        ["Linear"] = (_, _, inputs) => inputs[0],
        ["Dropout"] = (_, _, inputs) => inputs[0],
        ["Flatten"] = (module, _, inputs) => module.Let($"{module.Last(inputs[0]).Name}.flatten(1)"),
        ["Reshape"] = (module, layer, inputs) =>
            module.Let($"{module.Last(inputs[0]).Name}.reshape(-1, {string.Join(", ", layer.OutputShape)})"),
        ["Permute"] = Permute,
        ["Slice"] = Slice,
        ["ChannelShuffle"] = Shuffle,
        ["Upsample2D"] = (module, layer, inputs) =>
            module.Let($"F.interpolate({module.First(inputs[0]).Name}, scale_factor={(int)layer.Number("Factor")}, mode=\"nearest\")",
                isFirst: true),
        ["Pad1D"] = Pad,
        ["Pad2D"] = Pad,
        ["ZeroPad2D"] = Pad,
        ["Crop2D"] = Crop,
    };

    /// <summary>A tensor with the channels first and the border of a window.</summary>
    public static string Padded(string name, LayerWindow[] windows, string more = "") =>
        Padded(name, [.. windows.Select(window => window.Before)], [.. windows.Select(window => window.After)], more);

    /// <summary>PyTorch names the sides of the last axis first.</summary>
    private static string Padded(string name, int[] before, int[] after, string more)
    {
        IEnumerable<int> sides = Enumerable.Range(0, before.Length).Reverse().SelectMany(i => new[] { before[i], after[i] });
        return $"F.pad({name}, ({string.Join(", ", sides)}){(more.Length == 0 ? string.Empty : ", " + more)})";
    }

    private static ExportValue Permute(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        IEnumerable<int> order =
            layer.Properties.Where(property => property.Name is "First" or "Second" or "Third")
            .Select(property => (int)property.Values[0] + 1);
        return module.Let($"{module.Last(inputs[0]).Name}.permute(0, {string.Join(", ", order)})");
    }

    private static ExportValue Slice(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        int axis = (int)layer.Number("Axis", -1), start = (int)layer.Number("Start");
        axis = inputs[0].AxisOf(axis < 0 ? axis + layer.InputShape.Length : axis);
        string all = string.Concat(Enumerable.Repeat(":, ", axis));
        return module.Let($"{inputs[0].Name}[{all}{start}:{start + (int)layer.Number("Length")}]",
            inputs[0] with { Shape = layer.OutputShape });
    }

    private static ExportValue Shuffle(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        ExportValue input = inputs[0];
        int groups = (int)layer.Number("Groups"), size = layer.InputShape[^1] / groups;
        string apart = input.IsFirst ? $"{groups}, {size}, -1" : $"-1, {groups}, {size}", axes = input.IsFirst ? "1, 2" : "2, 3";
        return module.Let($"{input.Name}.reshape({input.Name}.shape[0], {apart}).transpose({axes}).reshape({input.Name}.shape)", input);
    }

    private static ExportValue Pad(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        BorderSides sides = BorderSides.Of(layer);
        double value = layer.Number("Value");
        string more = (PadMode)(int)layer.Number("Mode") switch
        {
            PadMode.Reflect => "mode=\"reflect\"",
            PadMode.Replicate => "mode=\"replicate\"",
            _ => value == 0 ? string.Empty : $"value={TorchModuleText.Text(value)}",
        };
        return module.Let(Padded(module.First(inputs[0]).Name, sides.Before, sides.After, more), isFirst: true);
    }

    private static ExportValue Crop(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        BorderSides sides = BorderSides.Of(layer);
        string parts = string.Join(", ", sides.Before.Select((side, i) => $"{side}:{side + layer.OutputShape[i]}"));
        return module.Let($"{inputs[0].Name}[:, {(inputs[0].IsFirst ? ":, " : string.Empty)}{parts}]",
            inputs[0] with { Shape = layer.OutputShape });
    }
}
