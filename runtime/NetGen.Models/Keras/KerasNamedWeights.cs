using System.Collections.Immutable;
using NetGen.Models.Weights;

namespace NetGen.Models.Keras;

/// <summary>
/// Weights in HDF5 as Keras 2 writes them: the names of the layers, and for each the names of its tensors, such as <c>dense/kernel:0</c>.
/// </summary>
internal static class KerasNamedWeights
{
    private const string ModelWeights = "model_weights", LayerNames = "layer_names", WeightNames = "weight_names";

    private static readonly string[] s_products = ["query", "key", "value", "attention_output"];

    public static bool Holds(HdfFile file) => file.Has(ModelWeights) || !Names(file, "/", LayerNames).IsEmpty;

    /// <summary>The layers that have weights, in order; those of a model inside of the model under the names of both.</summary>
    public static ImmutableArray<SourceModule> Read(HdfFile file)
    {
        string root = file.Has(ModelWeights) ? ModelWeights : "/";
        var layers = ImmutableArray.CreateBuilder<SourceModule>();
        foreach (string layer in Names(file, root, LayerNames))
        {
            string group = root == "/" ? layer : $"{root}/{layer}";
            ImmutableArray<string> names = Names(file, group, WeightNames);
            IGrouping<string, string>[] inner = [.. names.GroupBy(Owner)];
            foreach (IGrouping<string, string> owner in inner)
            {
                IEnumerable<KeyValuePair<string, SourceTensor>> tensors = owner.Select(name => new KeyValuePair<string, SourceTensor>(
                    Part(name),
                    file.Find($"{group}/{name}", name)
                        ?? throw new InvalidDataException($"Expected a tensor '{group}/{name}' of floating-point numbers, got none.")));
                layers.Add(new SourceModule(inner.Length == 1 ? layer : $"{layer}/{owner.Key}", [.. tensors]));
            }
        }

        return layers.ToImmutable();
    }

    /// <summary>The texts of an attribute that may be divided over several, because one has room for 64 KB.</summary>
    private static ImmutableArray<string> Names(HdfFile file, string path, string attribute)
    {
        ImmutableArray<string> whole = file.Texts(path, attribute);
        for (int part = 0; whole.IsEmpty || part > 0; part++)
        {
            ImmutableArray<string> more = file.Texts(path, attribute + Building.CSharpText.Of(part));
            if (more.IsEmpty)
                break;
            whole = whole.AddRange(more);
            if (part == int.MaxValue - 1)
                break;
        }

        return whole;
    }

    /// <summary>
    /// The layer that a tensor belongs to: its path without the tensor, the cell of a recurrent layer, its direction, and the products of
    /// an attention.
    /// </summary>
    private static string Owner(string name)
    {
        string[] path = name.Split('/');
        int length = path.Length - 1;
        while (length > 1
            && (path[length - 1].Contains("cell", StringComparison.Ordinal) || Direction(path[length - 1]) is not null
                || s_products.Contains(path[length - 1])))
            length--;
        return string.Join('/', path.Take(length));
    }

    /// <summary>What a tensor is in its layer: <c>kernel</c>, <c>forward.kernel</c>, <c>query.kernel</c>.</summary>
    private static string Part(string name)
    {
        string[] path = name.Split('/');
        string part = path[^1].Split(':')[0];
        string? prefix = path[..^1].Select(Direction).FirstOrDefault(direction => direction is not null) ?? (path.Length > 1
            && s_products.Contains(path[^2]) ? path[^2] : null);
        return prefix is null ? part : $"{prefix}.{part}";
    }

    private static string? Direction(string segment) =>
        segment.StartsWith("forward_", StringComparison.Ordinal)
            ? "forward" : segment.StartsWith("backward_", StringComparison.Ordinal) ? "backward" : null;
}
