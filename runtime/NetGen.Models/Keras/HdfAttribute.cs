using System.Buffers.Binary;

namespace NetGen.Models.Keras;

/// <summary>An attribute in a header of an HDF5 file.</summary>
internal static class HdfAttribute
{
    /// <summary>Checks that the values lie in the message.</summary>
    /// <exception cref="InvalidDataException">There are more than it has bytes for.</exception>
    public static void Check(ReadOnlySpan<byte> message)
    {
        const int head = 8, typeHead = 8, most = 32;
        if (message.Length < head || message[0] is < 1 or > 3)
            throw Fault();
        int name = Size(message, 2), type = Size(message, 4), space = Size(message, 6), start = head + (message[0] == 3 ? 1 : 0);
        int typePlace = start + Padded(message, name), spacePlace = typePlace + Padded(message, type),
            data = spacePlace + Padded(message, space);
        if (data > message.Length || type < typeHead || space < 4)
            throw Fault();
        long bytes = BinaryPrimitives.ReadUInt32LittleEndian(message[(typePlace + 4)..]);
        int rank = message[spacePlace + 1], extents = spacePlace + (message[spacePlace] == 1 ? 8 : 4);
        if (rank > most || extents + (rank * sizeof(ulong)) > data)
            throw Fault();
        for (int axis = 0; axis < rank; axis++)
        {
            ulong extent = BinaryPrimitives.ReadUInt64LittleEndian(message[(extents + (axis * sizeof(ulong)))..]);
            bytes = extent <= (ulong)message.Length && bytes * (long)extent <= message.Length ? bytes * (long)extent : throw Fault();
        }

        // An attribute without values has a dataspace of the third kind.
        bool isEmpty = message[spacePlace] == 2 && message[spacePlace + 3] == 2;
        if (bytes > message.Length - (isEmpty ? 0 : data))
            throw Fault();
    }

    private static int Size(ReadOnlySpan<byte> message, int place) => BinaryPrimitives.ReadUInt16LittleEndian(message[place..]);

    /// <summary>Parts of the first version are filled up to a multiple of 8 bytes.</summary>
    private static int Padded(ReadOnlySpan<byte> message, int size) => message[0] == 1 ? (size + 7) & ~7 : size;

    private static InvalidDataException Fault() =>
        new("Expected an attribute with its values, got one that claims more bytes than it has.");
}
