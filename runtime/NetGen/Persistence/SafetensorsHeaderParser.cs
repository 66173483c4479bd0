using System.Text.Json;
using System.Text.Unicode;

namespace NetGen;

/// <summary>
/// Parses the header of a safetensors file token by token. A document in memory would take ten times the bytes of a header that is made for
/// that; entries and the index of the metadata take less than three times them.
/// </summary>
internal static class SafetensorsHeaderParser
{
    /// <summary>Parses a header.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object of tensors and metadata.</exception>
    public static SafetensorsHeader Parse(byte[] header)
    {
        if (!Utf8.IsValid(header))
            throw new InvalidDataException("Expected a header in UTF-8, got other bytes.");
        try
        {
            return Object(header);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Expected a header in JSON, got an error: {Excerpt.Of(exception.Message)}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException("Expected names in Unicode in the header, got an escape of half a character.", exception);
        }
    }

    private static SafetensorsHeader Object(byte[] header)
    {
        var reader = new Utf8JsonReader(header);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new InvalidDataException($"Expected a JSON object as the header, got {reader.TokenType}.");

        var entries = new List<SafetensorsEntry>();
        SafetensorsMetadata? metadata = null;
        (string Name, string Message)? fault = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(SafetensorsKeys.Metadata))
            {
                metadata = metadata is null ? Metadata(header, ref reader) : throw Twice(SafetensorsKeys.Metadata);
                continue;
            }

            var parser = new SafetensorsEntryParser(header, (int)reader.TokenStartIndex, explains: fault is null);
            if (parser.Parse(ref reader) is { } entry)
                entries.Add(entry);
            else
                fault ??= (parser.Name, parser.Fault);
        }

        reader.Read(); // nothing but white space may follow
        return new SafetensorsHeader(ByName(entries), metadata ?? new SafetensorsMetadata(), fault);
    }

    private static SafetensorsEntry[] ByName(List<SafetensorsEntry> entries)
    {
        SafetensorsEntry[] sorted = [.. entries];
        Array.Sort(sorted, (one, other) => string.CompareOrdinal(one.Name, other.Name));
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Name == sorted[i - 1].Name)
                throw Twice(sorted[i].Name);
        }

        return sorted;
    }

    private static SafetensorsMetadata Metadata(byte[] header, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new InvalidDataException($"Expected a JSON object as '{SafetensorsKeys.Metadata}', got {reader.TokenType}.");
        var metadata = new SafetensorsMetadata(header, ref reader);
        if (metadata.TryGetValue(SafetensorsKeys.Layout, out string? version) && version != SafetensorsKeys.LayoutVersion)
            throw new InvalidDataException($"Expected layout version \"{SafetensorsKeys.LayoutVersion}\", got \"{Excerpt.Of(version)}\".");
        return metadata;
    }

    private static InvalidDataException Twice(string name) => new($"Expected every tensor once, got '{Excerpt.Of(name)}' twice.");
}
