using System.Buffers.Binary;

namespace NetGen;

/// <summary>The header of a safetensors file.</summary>
/// <param name="entries">Its tensors.</param>
/// <param name="metadata">Its metadata; empty if there are none.</param>
/// <param name="fault">The first tensor that is described wrongly, and what is wrong; its entry is not among the others.</param>
internal sealed class SafetensorsHeader(SafetensorsEntry[] entries, SafetensorsMetadata metadata, (string Name, string Message)? fault)
{
    /// <summary>The format's own limit.</summary>
    public const long MaxLength = 100_000_000;

    /// <summary>The tensors, by name.</summary>
    public SafetensorsEntry[] Entries { get; } = entries;

    /// <summary>The metadata; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata;

    /// <summary>The first tensor that is described wrongly, and what is wrong.</summary>
    public (string Name, string Message)? Fault { get; } = fault;

    /// <summary>Reads a header, and checks it as far as that needs no network.</summary>
    /// <exception cref="InvalidDataException">This is no safetensors file, or it is damaged.</exception>
    public static async ValueTask<SafetensorsHeader> ReadAsync(ByteSource source)
    {
        ReadOnlyMemory<byte> start = await source.TakeAsync(sizeof(long), "the length of the header").ConfigureAwait(false);
        long length = BinaryPrimitives.ReadInt64LittleEndian(start.Span);
        if (length is < 2 or > MaxLength)
            throw FileSignature.Refusal(start.Span, length, MaxLength);

        // Other files may begin with what could be the length of a header.
        try
        {
            return SafetensorsHeaderParser.Parse(await source.TakeCopyAsync(length, "the header").ConfigureAwait(false));
        }
        catch (InvalidDataException) when (FileSignature.Of(start.Span) is not null)
        {
            throw FileSignature.Refusal(start.Span, length, MaxLength);
        }
    }

    /// <summary>The tensor of a name, or null.</summary>
    public SafetensorsEntry? Find(string name) => IndexOf(name) is >= 0 and int index ? Entries[index] : null;

    /// <summary>The place of a tensor among <see cref="Entries"/>, or -1.</summary>
    public int IndexOf(string name)
    {
        int low = 0, high = Entries.Length - 1;
        while (low <= high)
        {
            int middle = low + ((high - low) / 2), order = string.CompareOrdinal(Entries[middle].Name, name);
            if (order == 0)
                return middle;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>
    /// The tensors in the order of their bytes, each of which has the bytes of its numbers, one behind the other, as many as the source
    /// has.
    /// </summary>
    /// <exception cref="InvalidDataException">They are not so.</exception>
    public SafetensorsEntry[] InFileOrder(ByteSource source)
    {
        if (Fault is { } fault)
            throw new InvalidDataException(fault.Message);
        SafetensorsEntry[] order = [.. Entries];
        Array.Sort(order, (one, other) => (one.Begin, one.End).CompareTo((other.Begin, other.End)));
        long expected = 0;
        foreach (SafetensorsEntry entry in order)
        {
            entry.CheckSize();
            if (entry.Begin != expected)
                throw new InvalidDataException($"Expected the numbers of '{Excerpt.Of(entry.Name)}' to begin at {expected}, where those "
                    + $"before them end, got {entry.Begin}.");
            expected = entry.End;
        }

        source.CheckRemaining(expected, "numbers");
        return order;
    }
}
