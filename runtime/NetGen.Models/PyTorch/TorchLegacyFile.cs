using System.Buffers.Binary;
using System.Numerics;
using NetGen.Models.Weights;

namespace NetGen.Models.PyTorch;

/// <summary>The files of PyTorch before 1.6: five pickles, and then the storages in the order that the last pickle names.</summary>
internal static class TorchLegacyFile
{
    private static readonly BigInteger s_magic = BigInteger.Parse("119547037146038801333356",
        System.Globalization.CultureInfo.InvariantCulture);

    public static List<SourceTensor> Read(FileStream file)
    {
        if (file.Length > Array.MaxLength)
            throw new InvalidDataException(
                $"Expected a file of at most {Array.MaxLength} bytes in the format of PyTorch before 1.6, got {file.Length}.");
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        int position = 0;
        using var unpickler = new TorchUnpickler();
        object? Next()
        {
            object? value = unpickler.Read(bytes.AsSpan(position), out int length);
            position += length;
            return value;
        }

        if (bytes is not [0x80, ..] || Next() is not BigInteger magic || magic != s_magic)
            throw new InvalidDataException($"Expected a file that torch.save has written, got another one. {TorchFile.Advice}");
        _ = Next(); // the version of the format
        if (Next() is System.Collections.Hashtable system && system["little_endian"] is false)
            throw new InvalidDataException("Expected numbers in the order of bytes 'little', got another one.");
        List<KeyValuePair<string, TorchTensor>> tensors = StateDictionary.Of(Next());
        if (Next() is not System.Collections.ArrayList keys)
            throw new InvalidDataException("Expected the names of the storages, got something else.");
        foreach (object? key in keys)
            Storage(unpickler, key as string, bytes, ref position);
        foreach (TorchStorage storage in tensors.Select(tensor => tensor.Value.Storage)
            .Where(storage => storage.Count > 0 && storage.Bytes.IsEmpty))
            throw new InvalidDataException($"Expected a storage '{storage.Key}', got none.");
        return StateDictionary.WithoutPrefixes(
            [.. tensors.Select(tensor => new SourceTensor(tensor.Key, tensor.Value.Shape, tensor.Value.Numbers))]);
    }

    private static void Storage(TorchUnpickler unpickler, string? key, byte[] bytes, ref int position)
    {
        if (key is null || !unpickler.Storages.TryGetValue(key, out TorchStorage? storage) || bytes.Length - position < sizeof(long))
            throw new InvalidDataException($"Expected the numbers of a storage that a tensor has, got those of '{key}'.");
        long count = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(position));
        position += sizeof(long);
        if (count != storage.Count || count > (bytes.Length - position) / storage.Type.Size)
            throw new InvalidDataException(
                $"Expected the {storage.Count} numbers of the storage '{key}', got {count} in {bytes.Length - position} bytes.");
        int length = (int)count * storage.Type.Size;
        storage.Bytes = bytes.AsMemory(position, length);
        position += length;
    }
}
