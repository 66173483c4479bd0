using System.Collections.Frozen;
using System.Collections.Immutable;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Adds a layer to a module and returns its output.</summary>
/// <param name="module">The module; its <see cref="TorchModuleText.Layer"/> is the layer.</param>
/// <param name="layer">The layer.</param>
/// <param name="inputs">What it reads.</param>
internal delegate ExportValue TorchLayer(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs);

/// <summary>Every kind of layer in PyTorch.</summary>
internal static class TorchLayers
{
    private static readonly FrozenDictionary<string, TorchLayer> s_all = new[]
    {
        TorchDense.All, TorchConvolutions.All, TorchPools.All, TorchLayouts.All, TorchActivations.All, TorchNorms.All, TorchSequences.All,
            TorchJoins.All,
        TorchFunctions.All,
    }.SelectMany(family => family).ToFrozenDictionary();

    /// <summary>Adds a layer.</summary>
    /// <exception cref="ModelExportException">Nothing in PyTorch says what the layer does.</exception>
    public static ExportValue Add(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        module.Layer = layer;
        if (!s_all.TryGetValue(layer.Kind, out TorchLayer? add))
            throw new ModelExportException(layer.Name, layer.Kind, Unsupported.Reason(layer.Kind));
        return add(module, layer, inputs);
    }
}
