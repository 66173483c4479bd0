using System.Collections.Immutable;
using NetGen.Models.Weights;

namespace NetGen.Models.PyTorch;

/// <summary>Groups the tensors of a state dictionary by module.</summary>
internal static class TorchModules
{
    /// <summary>Counts that training keeps, and inference does not read.</summary>
    private const string Ignored = "num_batches_tracked";

    /// <summary>The part of what is no part of a module: a parameter by itself.</summary>
    public const string Lone = "value";

    /// <summary>What modules of PyTorch call their parameters.</summary>
    private static readonly HashSet<string> s_parts =
    [
        "weight", "bias", "running_mean", "running_var", Ignored, "in_proj_weight", "in_proj_bias",
        "weight_ih", "weight_hh", "bias_ih", "bias_hh",
    ];

    /// <summary>The part of an attention that is a module of its own in PyTorch.</summary>
    private const string OutputProjection = "out_proj";

    public static ImmutableArray<SourceModule> Of(IReadOnlyList<SourceTensor> tensors)
    {
        HashSet<string> attentions =
            [.. tensors.Select(tensor => Split(tensor.Name)).Where(name => name.Part == "in_proj_weight").Select(name => name.Module)];
        List<string> order = [];
        Dictionary<string, List<KeyValuePair<string, SourceTensor>>> modules = [];
        foreach (SourceTensor tensor in tensors)
        {
            (string module, string part) = Split(tensor.Name);
            if (part == Ignored)
                continue;
            (string outer, string inner) = AtLastPoint(module);
            if (inner == OutputProjection && attentions.Contains(outer))
                (module, part) = (outer, $"{OutputProjection}.{part}");
            if (!modules.TryGetValue(module, out List<KeyValuePair<string, SourceTensor>>? parts))
            {
                modules.Add(module, parts = []);
                order.Add(module);
            }

            parts.Add(new(part, tensor));
        }

        return [.. order.Select(name => new SourceModule(name, [.. modules[name]]))];
    }

    private static (string Before, string Behind) AtLastPoint(string name) =>
        name.LastIndexOf('.') is var point && point < 0 ? (string.Empty, name) : (name[..point], name[(point + 1)..]);

    /// <summary>
    /// Module and part: each layer of a stack of recurrent ones is a module, <c>lstm.weight_ih_l1_reverse</c> being
    /// <c>weight_ih_reverse</c> of <c>lstm_l1</c>.
    /// </summary>
    private static (string Module, string Part) Split(string name)
    {
        (string module, string part) = AtLastPoint(name);
        const string reverse = "_reverse";
        string forward = part.EndsWith(reverse, StringComparison.Ordinal) ? part[..^reverse.Length] : part;
        int level = forward.LastIndexOf("_l", StringComparison.Ordinal);
        if (level < 0 || !int.TryParse(forward[(level + 2)..], out int layer))
            return s_parts.Contains(part) ? (module, part) : (name, Lone);
        return (layer == 0 ? module : $"{module}_l{layer}", forward[..level] + (forward.Length < part.Length ? reverse : string.Empty));
    }
}
