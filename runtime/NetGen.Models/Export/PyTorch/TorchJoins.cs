using System.Collections.Immutable;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Layers of several inputs.</summary>
internal static class TorchJoins
{
    public static Dictionary<string, TorchLayer> All { get; } = new()
    {
        ["Add"] = (module, _, inputs) => Join(module, inputs, names => string.Join(" + ", names)),
        ["Subtract"] = (module, _, inputs) => Join(module, inputs, names => string.Join(" - ", names)),
        ["Multiply"] = (module, _, inputs) => Join(module, inputs, names => string.Join(" * ", names)),
        ["Average"] = (module, _, inputs) => Join(module, inputs, names => $"({string.Join(" + ", names)}) / {names.Length}"),
        ["Maximum"] = (module, _, inputs) =>
            Join(module, inputs, names => names[1..].Aggregate(names[0], (most, name) => $"torch.maximum({most}, {name})")),
        ["Concat"] = (module, layer, inputs) =>
        {
            inputs = Alike(module, inputs);
            string names = string.Join(", ", inputs.Select(input => input.Name));
            return module.Let($"torch.cat(({names}), dim={inputs[0].ChannelAxis})", inputs[0] with { Shape = layer.OutputShape });
        },
    };

    private static ExportValue Join(TorchModuleText module, ImmutableArray<ExportValue> inputs, Func<string[], string> expression)
    {
        inputs = Alike(module, inputs);
        return module.Let(expression([.. inputs.Select(input => input.Name)]), inputs[0]);
    }

    /// <summary>All with the channels in the same place: first if most have them there.</summary>
    private static ImmutableArray<ExportValue> Alike(TorchModuleText module, ImmutableArray<ExportValue> inputs)
    {
        bool isFirst = 2 * inputs.Count(input => input.IsFirst) >= inputs.Length;
        return [.. inputs.Select(input => isFirst ? module.First(input) : module.Last(input))];
    }
}
