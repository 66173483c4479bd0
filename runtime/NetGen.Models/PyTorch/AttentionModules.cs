using System.Collections.Immutable;
using NetGen.Models.Weights;

namespace NetGen.Models.PyTorch;

/// <summary>
/// Attentions that a model has as linear modules of their own: one for queries, keys and values together or one for each, and one behind
/// them.
/// </summary>
internal static class AttentionModules
{
    private const string Weight = "weight", Bias = "bias", Whole = "in_proj_weight";

    private static readonly string[] s_joint = ["qkv", "to_qkv", "in_proj", "query_key_value", "Wqkv"];

    private static readonly string[][] s_apart =
        [["q_proj", "k_proj", "v_proj"], ["query", "key", "value"], ["to_q", "to_k", "to_v"], ["q", "k", "v"]];

    private static readonly string[] s_output = ["output", "out", "out_proj", "proj", "o_proj", "to_out", "dense"];

    /// <summary>Whether a module is an attention of PyTorch's own.</summary>
    public static bool IsWhole(SourceModule module) => module.Find(Whole) is not null;

    /// <summary>The modules with each attention in parts as one, in the place of its first part.</summary>
    public static ImmutableArray<SourceModule> Joined(ImmutableArray<SourceModule> modules)
    {
        ILookup<string, SourceModule> children = modules.ToLookup(module => module.Name[..(module.Name.LastIndexOf('.') + 1)]);
        foreach (IGrouping<string, SourceModule> siblings in children)
        {
            SourceModule? Child(string name) => siblings.FirstOrDefault(module => module.Name == siblings.Key + name);
            SourceModule[]? products = Products(Child);
            if (products is null || s_output.Select(Child).FirstOrDefault(IsSquare) is not { } output
                || Attention(siblings.Key.TrimEnd('.'), products, output) is not { } whole)
                continue;
            int place = modules.IndexOf(siblings.First(module => products.Contains(module) || module == output));
            modules = modules.Insert(place, whole).RemoveRange([.. products, output]);
        }

        return modules;
    }

    /// <summary>The modules of queries, keys and values: one, or three.</summary>
    private static SourceModule[]? Products(Func<string, SourceModule?> child) =>
        s_joint.Select(child).FirstOrDefault(module => module is not null) is { } joint ? [joint]
        : s_apart.Select(names => names.Select(child).OfType<SourceModule>().ToArray()).FirstOrDefault(found => found.Length == 3);

    private static bool IsSquare(SourceModule? module) => module?.Find(Weight)?.Shape is [var outputs, var inputs] && outputs == inputs;

    private static SourceModule? Attention(string name, SourceModule[] products, SourceModule output)
    {
        int size = output.Find(Weight)!.Shape[0];
        SourceTensor[] weights = [.. products.Select(module => module.Find(Weight)).OfType<SourceTensor>()];
        SourceTensor[] biases = [.. products.Select(module => module.Find(Bias)).OfType<SourceTensor>()];
        if (weights.Length != products.Length || biases.Length % products.Length != 0
            || Array.Exists(weights, weight => !weight.Shape.SequenceEqual([3 * size / products.Length, size])))
            return null;
        var tensors = ImmutableArray.CreateBuilder<KeyValuePair<string, SourceTensor>>();
        tensors.Add(new(Whole, Stacked(weights, 3 * size, size)));
        if (biases.Length > 0)
            tensors.Add(new("in_proj_bias", Stacked(biases, 3 * size)));
        tensors.AddRange(output.Tensors.Select(pair => new KeyValuePair<string, SourceTensor>($"out_proj.{pair.Key}", pair.Value)));
        return new SourceModule(name, tensors.ToImmutable());
    }

    private static SourceTensor Stacked(SourceTensor[] parts, params ImmutableArray<int> shape) =>
        new(string.Join(" + ", parts.Select(part => part.Name)), shape, () => [.. parts.SelectMany(part => part.Numbers())]);
}
