using NetGen.Models.Archives;
using NetGen.Models.Weights;

namespace NetGen.Models.PyTorch;

/// <summary>The zip files of PyTorch 1.6 and later: a pickle, and a file for each storage.</summary>
internal static class TorchArchive
{
    public static List<SourceTensor> Read(FileStream file)
    {
        const string pickle = "data.pkl";
        using StoredArchive archive = StoredArchive.Open(file);
        string[] pickles = [.. archive.Names.Where(name => name == pickle || name.EndsWith("/" + pickle, StringComparison.Ordinal))];
        if (pickles.Length != 1)
            throw new InvalidDataException($"Expected one '{pickle}' in a file of PyTorch, got {pickles.Length}. {TorchFile.Advice}");
        string root = pickles[0][..^pickle.Length];
        if (archive.Names.Any(name => name == root + "constants.pkl" || name.StartsWith(root + "code/", StringComparison.Ordinal)))
            throw new InvalidDataException(
                $"Expected weights, got a TorchScript program, which is code and is not run. {TorchFile.Advice}");
        if (archive.Find(root + "byteorder") is { } order && !order.AsSpan().StartsWith("little"u8))
            throw new InvalidDataException("Expected numbers in the order of bytes 'little', got another one.");
        using var unpickler = new TorchUnpickler();
        List<KeyValuePair<string, TorchTensor>> tensors = StateDictionary.Of(unpickler.Read(archive.Find(pickles[0]), out _));
        foreach (TorchStorage storage in tensors.Select(tensor => tensor.Value.Storage).Distinct())
            storage.Bytes = Bytes(archive, root, storage);
        return StateDictionary.WithoutPrefixes(
            [.. tensors.Select(tensor => new SourceTensor(tensor.Key, tensor.Value.Shape, tensor.Value.Numbers))]);
    }

    private static byte[] Bytes(StoredArchive archive, string root, TorchStorage storage)
    {
        byte[] bytes = archive.Find($"{root}data/{storage.Key}")
            ?? throw new InvalidDataException($"Expected a storage 'data/{storage.Key}', got none.");
        return bytes.LongLength / storage.Type.Size >= storage.Count ? bytes
            : throw new InvalidDataException(
                $"Expected {storage.Count} numbers of {storage.Type.Size} bytes in the storage '{storage.Key}', got {bytes.Length} bytes.");
    }
}
