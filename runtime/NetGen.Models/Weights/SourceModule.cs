using System.Collections.Immutable;

namespace NetGen.Models.Weights;

/// <summary>What a file says of one layer of the model that it comes from.</summary>
/// <param name="Name">The name of the module or layer.</param>
/// <param name="Tensors">Its tensors by what they are in the module, such as <c>weight</c>, in the order of the file.</param>
internal sealed record SourceModule(string Name, ImmutableArray<KeyValuePair<string, SourceTensor>> Tensors)
{
    public SourceTensor? Find(string part)
    {
        foreach ((string name, SourceTensor tensor) in Tensors)
        {
            if (name == part)
                return tensor;
        }

        return null;
    }

    /// <summary>The parts and shapes of its tensors, for a message.</summary>
    public string Text => string.Join(", ", Tensors.Select(pair => $"{pair.Key} {pair.Value.ShapeText}"));
}
