using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace NetGen;

/// <summary>A tensor that is about to be written into a safetensors file.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Type">The type of its numbers in the words of the format: <c>F32</c>.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record SafetensorsHeaderEntry(string Key, string Type, IReadOnlyList<int> Shape, long Bytes);

/// <summary>Writes the head of a safetensors file: what tensors follow, and where.</summary>
internal static class SafetensorsHeaderWriter
{
    /// <summary>Writes the head; the tensors follow in the same order without gaps.</summary>
    public static void Write(Stream stream, IEnumerable<SafetensorsHeaderEntry> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsKeys.Metadata);
            foreach ((string key, string value) in metadata)
                json.WriteString(key, value);
            json.WriteEndObject();
            long offset = 0;
            foreach (SafetensorsHeaderEntry tensor in tensors)
            {
                WriteTensor(json, tensor, offset);
                offset += tensor.Bytes;
            }

            json.WriteEndObject();
        }

        // Spaces up to a multiple of 8 bytes, so that readers which map the file find the numbers aligned.
        int padding = -header.WrittenCount & 7;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.WrittenCount);
        stream.Write(length);
        stream.Write(header.WrittenSpan);
    }

    private static void WriteTensor(Utf8JsonWriter json, SafetensorsHeaderEntry tensor, long offset)
    {
        json.WriteStartObject(tensor.Key);
        json.WriteString("dtype", tensor.Type);
        json.WriteStartArray("shape");
        foreach (int extent in tensor.Shape)
            json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Bytes);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
