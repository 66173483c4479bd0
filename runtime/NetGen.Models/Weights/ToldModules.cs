using System.Collections.Immutable;
using NetGen.Models.PyTorch;

namespace NetGen.Models.Weights;

/// <summary>The modules of a file as the caller wants them matched.</summary>
/// <param name="Modules">Those that layers are filled from.</param>
/// <param name="Map">Layers by module, as told.</param>
/// <param name="Norms">Batch normalisations by the layer that has them in its weights.</param>
internal sealed record ToldModules(
    ImmutableArray<SourceModule> Modules, IReadOnlyDictionary<string, string> Map, IReadOnlyDictionary<string, SourceModule> Norms)
{
    /// <exception cref="ModelImportException">The caller names a module or a layer that is not there.</exception>
    public static ToldModules Of(WeightFile file, ImmutableArray<TargetLayer> layers, WeightOptions options)
    {
        ImmutableArray<SourceModule> modules = file.Modules;
        foreach (string skipped in options.Skip)
            modules = modules.Remove(Named(modules, skipped));
        int attentions = layers.Count(layer => layer.Kind == "SelfAttention");
        if (!file.IsKeras && modules.Count(AttentionModules.IsWhole) < attentions)
            modules = AttentionModules.Joined(modules);
        Dictionary<string, string> map = [];
        Dictionary<string, SourceModule> norms = [];
        foreach ((string name, string target) in options.Map)
        {
            SourceModule module = Named(modules, name);
            TargetLayer layer = layers.FirstOrDefault(each => each.Name == target) ?? throw new ModelImportException(target, string.Empty,
                $"the network has no such layer with weights; it has {string.Join(", ", layers.Select(each => each.Name))}");
            if (module.Find(NormFold.Mean) is null || !NormFold.TakesNorm(layer.Kind))
                map.Add(name, target);
            else if (norms.TryAdd(target, module))
                modules = modules.Remove(module);
            else
                throw new ModelImportException(target, layer.Kind, "two batch normalisations are mapped to it");
        }

        return new ToldModules(modules, map, norms);
    }

    private static SourceModule Named(ImmutableArray<SourceModule> modules, string name) =>
        modules.FirstOrDefault(each => each.Name == name)
        ?? throw new ModelImportException(
            name, string.Empty, $"the file has no such module; it has {string.Join(", ", modules.Select(each => each.Name))}");
}
