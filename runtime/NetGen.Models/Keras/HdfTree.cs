using System.Buffers.Binary;

namespace NetGen.Models.Keras;

/// <summary>
/// The trees of groups in an HDF5 file, before a library follows them: a node leads to nodes of a lower level alone, so that no file
/// can send a reader round in circles.
/// </summary>
internal static class HdfTree
{
    private const int LevelPlace = 5, CountPlace = 6, ChildPlace = 24;

    private static ReadOnlySpan<byte> Signature => "TREE"u8;

    /// <summary>Checks all nodes of a file.</summary>
    /// <exception cref="InvalidDataException">A node leads to one that is not below it.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        for (int place = Next(file, 0); place >= 0; place = Next(file, place + Signature.Length))
        {
            if (place + ChildPlace > file.Length || file[place + LevelPlace] == 0)
                continue;
            int count = BinaryPrimitives.ReadUInt16LittleEndian(file[(place + CountPlace)..]);
            // Keys lie between the addresses of the children and are as long as the kind of the tree; any eight bytes may be an address.
            int end = (int)Math.Min(file.Length - sizeof(ulong), place + ChildPlace + ((count + 1L) * 2 * 280));
            for (int at = place + ChildPlace; at <= end; at += sizeof(ulong))
            {
                ulong child = BinaryPrimitives.ReadUInt64LittleEndian(file[at..]);
                if (child <= (ulong)(file.Length - ChildPlace) && file[(int)child..].StartsWith(Signature) && file[(int)child + LevelPlace] >= file[place + LevelPlace])
                    throw new InvalidDataException("Expected the trees of an HDF5 file to lead downwards, got one that leads back.");
            }
        }
    }

    private static int Next(ReadOnlySpan<byte> file, int from) => from >= file.Length ? -1 : file[from..].IndexOf(Signature) is >= 0 and int found ? from + found : -1;
}
