using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NetGen;

/// <summary>Reads and checks the file of a network.</summary>
internal static partial class SafetensorsReader
{
    /// <summary>The format's own limit.</summary>
    private const long MaxHeaderLength = 100_000_000;

    /// <summary>Fills <paramref name="parameters"/> and <paramref name="buffers"/>.</summary>
    /// <returns>The metadata, empty where there are none.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or does not fit the layout.</exception>
    public static IReadOnlyDictionary<string, string> Read<T>(Stream stream, SafetensorsLayout layout, Span<T> parameters, Span<T> buffers)
        where T : unmanaged
    {
        SafetensorsHeader header = ReadHeader(stream);
        ReadNumbers(stream, header, layout, parameters, buffers);
        return header.Metadata;
    }

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static SafetensorsHeader ReadHeader(Stream stream)
    {
        Span<byte> word = stackalloc byte[8];
        ReadExactly(stream, word, "the length of the header");
        long length = BinaryPrimitives.ReadInt64LittleEndian(word);
        if (length < 2 || length > MaxHeaderLength)
        {
            throw new InvalidDataException(ForeignFile.Describe(word) is { } format
                ? $"Expected a safetensors file, got {format}."
                : $"Expected a header of 2 to {MaxHeaderLength} bytes, got {length}: this is no safetensors file.");
        }

        if (stream.CanSeek && length > stream.Length - stream.Position)
            throw new InvalidDataException($"Expected {length} bytes of the header, got {stream.Length - stream.Position}: the file is cut off.");
        var header = new byte[length];
        ReadExactly(stream, header, "the header");

        using JsonDocument document = Parse(header);
        Dictionary<string, JsonElement> entries = Entries(document.RootElement.Clone());
        return new SafetensorsHeader(entries, entries.Remove(SafetensorsLayout.MetadataKey, out JsonElement metadata) ? Metadata(metadata) : []);
    }

    /// <summary>Fills <paramref name="parameters"/> and <paramref name="buffers"/> from what follows the header, up to the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or does not fit the layout.</exception>
    public static void ReadNumbers<T>(Stream stream, SafetensorsHeader header, SafetensorsLayout layout, Span<T> parameters, Span<T> buffers)
        where T : unmanaged
    {
        long end = 0;
        foreach (SafetensorsTensor tensor in InFileOrder(header.Entries, layout))
        {
            ReadExactly(stream, MemoryMarshal.AsBytes(tensor.Numbers(parameters, buffers)), $"'{tensor.Name}'");
            end += (long)tensor.Length * layout.NumberSize;
        }

        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"Expected the file to end after {end} bytes of numbers, got more.");
    }

    /// <summary>The tensors of the layout, each found in the header and as expected, in the order of their numbers in the file.</summary>
    private static IEnumerable<SafetensorsTensor> InFileOrder(Dictionary<string, JsonElement> entries, SafetensorsLayout layout)
    {
        foreach (SafetensorsTensor tensor in layout.Tensors)
        {
            if (!entries.ContainsKey(tensor.Name))
                throw new InvalidDataException($"Expected a tensor '{tensor.Name}', got {Names(entries.Keys)}.");
        }

        if (entries.Count != layout.Tensors.Length)
        {
            IEnumerable<string> unknown = entries.Keys.Except(layout.Tensors.Select(tensor => tensor.Name));
            throw new InvalidDataException($"Expected the tensors of {layout.Network.Name} only, {Names(layout.Tensors.Select(tensor => tensor.Name))}, got also {Names(unknown)}.");
        }

        return Placed(layout.Tensors.Select(tensor => Place(tensor, entries[tensor.Name], layout)));
    }

    /// <summary>Tensors in the order of their numbers in the file, which must lie one behind the other.</summary>
    private static IEnumerable<SafetensorsTensor> Placed(IEnumerable<(SafetensorsTensor Tensor, long Begin, long End)> tensors)
    {
        (SafetensorsTensor Tensor, long Begin, long End)[] places = [.. tensors.OrderBy(place => place.Begin).ThenBy(place => place.End)];
        long expected = 0;
        foreach ((SafetensorsTensor tensor, long begin, long end) in places)
        {
            if (begin != expected)
                throw new InvalidDataException($"Expected the numbers of '{tensor.Name}' to begin at {expected}, where those before them end, got {begin}.");
            expected = end;
        }

        return places.Select(place => place.Tensor);
    }

    private static JsonDocument Parse(byte[] header)
    {
        try
        {
            return JsonDocument.Parse(header);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Expected a header in JSON, got an error: {exception.Message}", exception);
        }
    }

    private static Dictionary<string, JsonElement> Entries(JsonElement header)
    {
        if (header.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"Expected a JSON object as the header, got {header.ValueKind}.");
        var entries = new Dictionary<string, JsonElement>();
        foreach (JsonProperty property in header.EnumerateObject())
        {
            if (!entries.TryAdd(Name(property), property.Value))
                throw new InvalidDataException($"Expected every tensor once, got '{property.Name}' twice.");
        }

        return entries;
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"Expected names in Unicode, got {property}.", exception);
        }
    }

    private static string Text(JsonProperty property)
    {
        try
        {
            return property.Value.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"Expected metadata in Unicode, got {property}.", exception);
        }
    }

    private static Dictionary<string, string> Metadata(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"Expected a JSON object as '{SafetensorsLayout.MetadataKey}', got {metadata.ValueKind}.");
        if (metadata.TryGetProperty(SafetensorsLayout.VersionKey, out JsonElement version) && !(version.ValueKind == JsonValueKind.String && version.ValueEquals(SafetensorsLayout.Version)))
            throw new InvalidDataException($"Expected layout version \"{SafetensorsLayout.Version}\", got {version.GetRawText()}.");

        // Other programs may write what they like; what is no text is not ours.
        var texts = new Dictionary<string, string>();
        foreach (JsonProperty property in metadata.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String))
            texts[Name(property)] = Text(property);
        return texts;
    }

    private static (SafetensorsTensor Tensor, long Begin, long End) Place(SafetensorsTensor tensor, JsonElement entry, SafetensorsLayout layout)
    {
        JsonElement type = Property(tensor, entry, "dtype", JsonValueKind.String);
        if (!type.ValueEquals(layout.Type))
            throw new InvalidDataException($"Expected '{tensor.Name}' to be of type \"{layout.Type}\", got {type.GetRawText()}.");

        long[] shape = Numbers(tensor, entry, "shape");
        if (!shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent)))
            throw new InvalidDataException($"Expected '{tensor.Name}' to have the shape {Shape(tensor.Shape.Select(extent => (long)extent))}, got {Shape(shape)}.");

        long[] offsets = Numbers(tensor, entry, "data_offsets");
        long bytes = (long)tensor.Length * layout.NumberSize;
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] - offsets[0] != bytes)
            throw new InvalidDataException($"Expected two offsets {bytes} bytes apart for '{tensor.Name}', got {Shape(offsets)}.");
        return (tensor, offsets[0], offsets[1]);
    }

    private static long[] Numbers(SafetensorsTensor tensor, JsonElement entry, string name)
    {
        var numbers = new List<long>();
        foreach (JsonElement element in Property(tensor, entry, name, JsonValueKind.Array).EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out long number))
                throw new InvalidDataException($"Expected whole numbers as '{name}' of '{tensor.Name}', got {element.GetRawText()}.");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static JsonElement Property(SafetensorsTensor tensor, JsonElement entry, string name, JsonValueKind kind)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty(name, out JsonElement value) || value.ValueKind != kind)
            throw new InvalidDataException($"Expected '{tensor.Name}' to have a '{name}' ({kind}), got {entry.GetRawText()}.");
        return value;
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'").DefaultIfEmpty("none"));

    private static string Shape(IEnumerable<long> extents) => $"[{string.Join(", ", extents)}]";

    private static void ReadExactly(Stream stream, Span<byte> destination, string part)
    {
        int read = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        if (read < destination.Length)
            throw new InvalidDataException($"Expected {destination.Length} bytes of {part}, got {read}: the file is cut off.");
    }
}
