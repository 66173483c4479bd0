using System.Text.Json;

namespace NetGen.Models.Json;

/// <summary>Opens JSON files of models.</summary>
internal static class JsonFile
{
    /// <summary>Larger models are not written as text.</summary>
    private const long MostBytes = 1 << 29;

    /// <summary>Parses a file whose top is an object, and hands it to <paramref name="read"/>.</summary>
    /// <exception cref="InvalidDataException">It is no JSON, too large, or its top is no object.</exception>
    public static T Read<T>(string path, Func<JsonElement, T> read)
    {
        using FileStream file = File.OpenRead(path);
        if (file.Length > MostBytes)
            throw new InvalidDataException($"Expected a JSON file of at most {MostBytes} bytes, got {file.Length}.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(file);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"Expected a JSON object, got {document.RootElement.ValueKind}.");
            return read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"Expected JSON: {fault.Message}", fault);
        }
    }
}
