using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NetGen;

/// <summary>Writes the file of a network.</summary>
internal static class SafetensorsWriter
{
    public static void Write<T>(Stream stream, SafetensorsLayout layout, Span<T> parameters, Span<T> buffers)
        where T : unmanaged
    {
        ReadOnlySpan<byte> header = Header(layout);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (SafetensorsTensor tensor in layout.Tensors)
            stream.Write(MemoryMarshal.AsBytes(tensor.Numbers(parameters, buffers)));
    }

    private static ReadOnlySpan<byte> Header(SafetensorsLayout layout)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsLayout.MetadataKey);
            json.WriteString("netgen.network", layout.Network.Name);
            json.WriteString("netgen.fingerprint", layout.Network.Fingerprint);
            json.WriteString(SafetensorsLayout.VersionKey, SafetensorsLayout.Version);
            foreach ((string key, string value) in layout.Metadata)
                json.WriteString(key, value);
            json.WriteEndObject();

            long offset = 0;
            foreach (SafetensorsTensor tensor in layout.Tensors)
            {
                long end = offset + ((long)tensor.Length * layout.NumberSize);
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", layout.Type);
                json.WriteStartArray("shape");
                foreach (int extent in tensor.Shape)
                    json.WriteNumberValue(extent);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(end);
                json.WriteEndArray();
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        // Spaces up to a multiple of 8 bytes, so that readers which map the file find the numbers aligned.
        int padding = -header.WrittenCount & 7;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        return header.WrittenSpan;
    }
}
