using NetGen.Models.Weights;
using Razorvine.Pickle;

namespace NetGen.Models.PyTorch;

/// <summary>A class of storages, which a pickle names to say the type of their numbers.</summary>
/// <param name="Type">The type.</param>
internal sealed record TorchStorageType(NumberType Type) : IObjectConstructor
{
    public object construct(object[] args) =>
        throw new InvalidDataException("Expected the class of a storage by itself, got a call of it.");
}

/// <summary>The numbers that tensors are views of.</summary>
/// <param name="key">Its name in the file.</param>
/// <param name="type">The type of its numbers.</param>
/// <param name="count">How many there are.</param>
internal sealed class TorchStorage(string key, NumberType type, long count)
{
    public string Key => key;

    public NumberType Type => type;

    public long Count => count;

    /// <summary>Its bytes, little-endian; at hand after the pickle was read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; set; }
}
