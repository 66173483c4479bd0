using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace NetGen;

/// <summary>Writes the file of a network.</summary>
internal static class SafetensorsWriter
{
    public static void Write<T>(Stream stream, SafetensorsLayout layout, Span<T> parameters, Span<T> buffers)
        where T : unmanaged
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SafetensorsTensor tensor in layout.Tensors)
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Numbers(parameters, buffers)));

        ReadOnlySpan<byte> header = Header(layout, Convert.ToHexStringLower(hash.GetHashAndReset()));
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (SafetensorsTensor tensor in layout.Tensors)
            stream.Write(MemoryMarshal.AsBytes(tensor.Numbers(parameters, buffers)));
    }

    private static ReadOnlySpan<byte> Header(SafetensorsLayout layout, string hash)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            WriteMetadata(json, layout, hash);
            long offset = 0;
            foreach (SafetensorsTensor tensor in layout.Tensors)
            {
                WriteTensor(json, tensor, layout, offset);
                offset += (long)tensor.Length * layout.NumberSize;
            }

            json.WriteEndObject();
        }

        // Spaces up to a multiple of 8 bytes, so that readers which map the file find the numbers aligned.
        int padding = -header.WrittenCount & 7;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        return header.WrittenSpan;
    }

    private static void WriteMetadata(Utf8JsonWriter json, SafetensorsLayout layout, string hash)
    {
        KeyValuePair<string, string>[] metadata =
        [
            new("netgen.network", layout.Network.Name),
            new("netgen.fingerprint", layout.Network.Fingerprint),
            new(SafetensorsKeys.Layout, SafetensorsKeys.LayoutVersion),
            .. layout.Metadata,
            new(SafetensorsChecksum.NumbersKey, hash),
        ];
        json.WriteStartObject(SafetensorsKeys.Metadata);
        foreach ((string key, string value) in metadata)
            json.WriteString(key, value);
        json.WriteString(SafetensorsChecksum.MetadataKey, SafetensorsChecksum.OfMetadata(metadata));
        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, SafetensorsTensor tensor, SafetensorsLayout layout, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", layout.Type);
        json.WriteStartArray("shape");
        foreach (int extent in tensor.Shape)
            json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + ((long)tensor.Length * layout.NumberSize));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
