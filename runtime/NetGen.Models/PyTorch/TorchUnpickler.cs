using NetGen.Models.Weights;
using Razorvine.Pickle;

namespace NetGen.Models.PyTorch;

/// <summary>Reads a pickle that names nothing but what tensors are made of.</summary>
internal sealed class TorchUnpickler : Unpickler
{
    private readonly Dictionary<string, TorchStorage> _storages = [];

    /// <summary>The storages of all tensors, by name.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Storages => _storages;

    /// <summary>Reads one pickle.</summary>
    /// <param name="bytes">The pickle, and what follows it.</param>
    /// <param name="length">The bytes of the pickle.</param>
    /// <exception cref="InvalidDataException">It is damaged, or names something else.</exception>
    public object? Read(ReadOnlySpan<byte> bytes, out int length)
    {
        length = PickleGuard.Check(bytes, TorchConstructors.Names);
        try
        {
            return loads(bytes[..length].ToArray());
        }
        catch (Exception fault) when (fault is not InvalidDataException)
        {
            // The library reports damage by whatever exception it runs into.
            throw new InvalidDataException($"Expected a pickle, got a damaged one: {fault.Message}", fault);
        }
    }

    /// <summary>A storage by its description: "storage", type, key, device, count.</summary>
    protected override object persistentLoad(object pid)
    {
        if (pid is not object[] { Length: >= 5 } parts || parts[1] is not TorchStorageType { Type: NumberType type }
            || parts[2] is not string key)
            throw new InvalidDataException("Expected the description of a storage in a pickle, got something else.");
        long count = TorchConstructors.Integer(parts[4]);
        if (!_storages.TryGetValue(key, out TorchStorage? storage))
            _storages.Add(key, storage = new TorchStorage(key, type, count));
        return storage.Type == type && storage.Count == count ? storage
            : throw new InvalidDataException($"Expected one type and size of the storage '{key}', got two.");
    }
}
