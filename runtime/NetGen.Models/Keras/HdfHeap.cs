using System.Buffers.Binary;

namespace NetGen.Models.Keras;

/// <summary>The heaps of an HDF5 file: names of a group, and texts of any length.</summary>
internal static class HdfHeap
{
    private const int GlobalHead = 16, ObjectHead = 16;

    /// <summary>Checks that the names of a group lie in the file.</summary>
    /// <param name="head">The head of the heap.</param>
    /// <param name="fileLength">The bytes of the file.</param>
    /// <exception cref="InvalidDataException">They do not.</exception>
    public static void CheckLocal(ReadOnlySpan<byte> head, long fileLength)
    {
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(head[8..]), place = BinaryPrimitives.ReadUInt64LittleEndian(head[24..]);
        if (!head.StartsWith("HEAP"u8) || size > (ulong)fileLength || place > (ulong)fileLength - size)
            throw new InvalidDataException(
                $"Expected the names of a group inside of the file of {fileLength} bytes, got {size} bytes at {place}.");
    }

    /// <summary>
    /// Checks that texts lie in their collections. Attributes tell where these are; they are found here by how they begin.
    /// </summary>
    /// <exception cref="InvalidDataException">One does not.</exception>
    public static void CheckGlobal(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> signature = "GCOL"u8;
        for (int found = file.IndexOf(signature); found >= 0; found = file.IndexOf(signature))
        {
            file = file[found..];
            if (file.Length >= GlobalHead && file[4] == 1)
                Collection(file);
            file = file[signature.Length..];
        }
    }

    private static void Collection(ReadOnlySpan<byte> collection)
    {
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(collection[8..]);
        if (size < GlobalHead || size > (ulong)collection.Length)
            throw new InvalidDataException($"Expected a heap of texts of at most {collection.Length} bytes, got {size}.");
        ReadOnlySpan<byte> rest = collection[GlobalHead..(int)size];
        while (rest.Length >= ObjectHead && BinaryPrimitives.ReadUInt16LittleEndian(rest) != 0)
        {
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]), padded = ObjectHead + ((length + 7) & ~7UL);
            if (length > (ulong)rest.Length || padded > (ulong)rest.Length)
                throw new InvalidDataException($"Expected a text inside of its heap, got one of {length} bytes.");
            rest = rest[(int)padded..];
        }
    }
}
