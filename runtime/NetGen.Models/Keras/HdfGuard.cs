using System.Buffers.Binary;

namespace NetGen.Models.Keras;

/// <summary>
/// Goes over the groups and headers of an HDF5 file before a library reads it, which takes sizes on trust: what Keras writes is there, each
/// part lies in the file, and trees lead downwards. Other features of the format, such as links to other files, have no business in a file
/// of weights.
/// </summary>
internal sealed class HdfGuard
{
    private const int MessageHead = 8, SymbolEntry = 40;

    private readonly byte[] _file;
    private readonly HashSet<ulong> _seen = [];
    private readonly Stack<ulong> _headers = [];

    private HdfGuard(byte[] file) => _file = file;

    /// <summary>Checks a file.</summary>
    /// <exception cref="InvalidDataException">It is no HDF5 file as Keras writes it, or damaged.</exception>
    public static void Check(byte[] file)
    {
        var guard = new HdfGuard(file);
        ReadOnlySpan<byte> start = guard.Part(0, 96, "an HDF5 file");
        // The first format of the file, which h5py writes unless told otherwise: addresses and lengths of 8 bytes, counted from the start.
        if (start[0] != 0x89 || !start[1..].StartsWith("HDF\r\n\x1A\n"u8))
            throw Fault("an HDF5 file", "another one");
        if (start[8] != 0 || start[13] != 8 || start[14] != 8 || UInt64(start[24..]) != 0)
            throw Fault("the format of HDF5 that Keras writes", "a newer one; h5py writes it without the argument libver");
        guard.Entry(start[56..]);
        while (guard._headers.TryPop(out ulong header))
            guard.Header(header);
        HdfHeap.CheckGlobal(file);
    }

    /// <summary>An object in a group: its header, and where it is a group itself what a reader takes from here.</summary>
    private void Entry(ReadOnlySpan<byte> entry)
    {
        uint cached = BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]);
        if (cached > 1)
            throw Fault("groups and tensors", "a link");
        if (cached == 1)
            Group(UInt64(entry[24..]), UInt64(entry[32..]));
        if (_seen.Add(UInt64(entry[8..])))
            _headers.Push(UInt64(entry[8..]));
    }

    private void Header(ulong place)
    {
        ReadOnlySpan<byte> head = Part(place, 16, "a header");
        if (head[0] != 1)
            throw Fault("headers of the format of HDF5 that Keras writes", $"version {head[0]}");
        var blocks = new Queue<(ulong Place, ulong Length)>([(place + 16, BinaryPrimitives.ReadUInt32LittleEndian(head[8..]))]);
        while (blocks.TryDequeue(out (ulong Place, ulong Length) block))
        {
            ReadOnlySpan<byte> rest = Part(block.Place, block.Length, "a header");
            while (rest.Length >= MessageHead)
            {
                int type = BinaryPrimitives.ReadUInt16LittleEndian(rest), size = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
                if (size > rest.Length - MessageHead)
                    throw Fault("a header with its messages", "one that ends too early");
                ReadOnlySpan<byte> message = rest.Slice(MessageHead, size);
                // A shared message lies elsewhere.
                if ((rest[4] & 2) != 0)
                    throw Fault("headers with their own messages", "a shared one");
                Message(type, message);
                if (type == 0x10 && message.Length >= 16 && _seen.Add(UInt64(message)))
                    blocks.Enqueue((UInt64(message), UInt64(message[8..])));
                rest = rest[(MessageHead + size)..];
            }
        }
    }

    private void Message(int type, ReadOnlySpan<byte> message)
    {
        switch (type)
        {
            case 0x00 or 0x01 or 0x03 or 0x08 or 0x0D or 0x0E or 0x10 or 0x12:
                break;
            case 0x04 or 0x05:
                FillValue(type, message);
                break;
            case 0x0C:
                HdfAttribute.Check(message);
                break;
            case 0x11 when message.Length >= 16:
                Group(UInt64(message), UInt64(message[8..]));
                break;
            default:
                throw Fault("groups, attributes and tensors that are stored as they are", $"a message of the type {type}");
        }
    }

    private void FillValue(int type, ReadOnlySpan<byte> message)
    {
        int place = type == 0x04 ? 0 : message.Length > 0 && message[0] < 3 ? 4 : 2;
        bool hasSize = type == 0x04 || (message.Length > 3
            && (message[0] == 1 || (message[0] == 2 ? message[3] != 0 : (message[1] & 0x20) != 0)));
        if (hasSize && message.Length >= place + sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(message[place..]) > message.Length)
            throw Fault("a fill value inside of its header", "a longer one");
    }

    private void Group(ulong tree, ulong heap)
    {
        HdfHeap.CheckLocal(Part(heap, 32, "a heap"), _file.Length);
        if (_seen.Add(tree))
            Tree(tree, int.MaxValue);
    }

    private void Tree(ulong place, int above)
    {
        ReadOnlySpan<byte> node = Part(place, 24, "a tree");
        int level = node[5], count = BinaryPrimitives.ReadUInt16LittleEndian(node[6..]);
        if (!node.StartsWith("TREE"u8) || node[4] != 0 || level >= above)
            throw Fault("the tree of a group, which leads downwards", "something else");
        ReadOnlySpan<byte> children = Part(place + 24, ((ulong)count * 16) + 8, "a tree");
        for (int i = 0; i < count; i++)
        {
            ulong child = UInt64(children[((i * 16) + 8)..]);
            if (level > 0)
                Tree(child, level);
            else if (_seen.Add(child))
                Names(child);
        }
    }

    private void Names(ulong place)
    {
        ReadOnlySpan<byte> head = Part(place, 8, "the names of a group");
        int count = BinaryPrimitives.ReadUInt16LittleEndian(head[6..]);
        if (!head.StartsWith("SNOD"u8))
            throw Fault("the names of a group", "something else");
        ReadOnlySpan<byte> entries = Part(place + 8, (ulong)count * SymbolEntry, "the names of a group");
        for (int i = 0; i < count; i++)
            Entry(entries[(i * SymbolEntry)..]);
    }

    private ReadOnlySpan<byte> Part(ulong place, ulong length, string what) =>
        length <= (ulong)_file.Length && place <= (ulong)_file.Length - length ? _file.AsSpan((int)place, (int)length)
        : throw Fault($"{what} inside of the file of {_file.Length} bytes", $"{length} bytes at {place}");

    private static ulong UInt64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static InvalidDataException Fault(string expected, string given) => new($"Expected {expected}, got {given}.");
}
