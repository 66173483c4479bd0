using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NetGen.Models.Json;
using NetGen.Models.Weights;

namespace NetGen.Models.Keras;

/// <summary>
/// Weights in HDF5 as Keras 3 writes them: a group for each layer, named after its class and numbered by class, in which tensors are
/// numbered. What they are, the configuration says.
/// </summary>
internal static class KerasNumberedWeights
{
    /// <summary>What the groups of layers are in, in Keras 3 and in TensorFlow 2.12 and 2.13.</summary>
    private static readonly string[] s_containers = ["layers", "_layer_checkpoint_dependencies"];

    /// <summary>The layers that have weights, in order.</summary>
    /// <exception cref="InvalidDataException">There is no configuration, or a tensor is missing.</exception>
    public static ImmutableArray<SourceModule> Read(HdfFile file, JsonElement? config)
    {
        if (config is not { } model)
            throw new InvalidDataException(
                "Expected an HDF5 file of Keras with the names of its layers, got none. Save the whole model: model.save('model.keras').");
        var layers = ImmutableArray.CreateBuilder<SourceModule>();
        Add(layers, file, string.Empty, string.Empty, KerasConfig.Layers(new JsonNode(model, "model", string.Empty)), 0);
        return layers.ToImmutable();
    }

    private static void Add(ImmutableArray<SourceModule>.Builder layers, HdfFile file, string group, string prefix,
        ImmutableArray<JsonNode> configs, int depth)
    {
        const int deepest = 8;
        string container = group + (s_containers.FirstOrDefault(name => file.Has(group + name)) ?? s_containers[0]);
        Dictionary<string, int> ordinals = [];
        foreach (JsonNode layer in configs)
        {
            string kind = SnakeCase(layer.Operator);
            int ordinal = ordinals[kind] = ordinals.GetValueOrDefault(kind, -1) + 1;
            string path = $"{container}/{kind}{(ordinal == 0 ? string.Empty : "_" + Building.CSharpText.Of(ordinal))}";
            if (KerasConfig.IsModel(layer) && depth < deepest)
                Add(layers, file, path + "/", $"{prefix}{layer.Node}/", KerasConfig.Layers(layer), depth + 1);
            else if (KerasVariables.Of(layer) is { IsEmpty: false } variables)
                layers.Add(new SourceModule(prefix + layer.Node, [.. variables.Select(variable => new KeyValuePair<string, SourceTensor>(
                    variable.Part,
                    file.Find($"{path}/{variable.Path}", $"{prefix}{layer.Node}/{variable.Part}")
                        ?? throw new InvalidDataException(
                            $"Expected the {variable.Part} of '{layer.Node}' as '{path}/{variable.Path}', got none.")))]));
        }
    }

    /// <summary>
    /// A class as Keras names groups after it: <c>Conv2DTranspose</c> is <c>conv2d_transpose</c>, <c>PReLU</c> is <c>p_re_lu</c>.
    /// </summary>
    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]))
                continue;
            bool startsWord = i > 0 && char.IsAsciiLetterUpper(name[i])
                && (char.IsAsciiLetterLower(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            text.Append(startsWord ? "_" : string.Empty).Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
