using System.Buffers.Binary;
using System.Text;

namespace NetGen.Tests;

/// <summary>Safetensors files put together by hand.</summary>
internal static class RawSafetensors
{
    /// <summary>A file of a header and the bytes behind it.</summary>
    public static byte[] Of(string header, params byte[] body) => Of(Encoding.UTF8.GetBytes(header), body);

    /// <inheritdoc cref="Of(string, byte[])"/>
    public static byte[] Of(byte[] header, params byte[] body)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. body];
    }

    /// <summary>A file of tensors, each with its bytes.</summary>
    public static byte[] Of(params (string Name, string Type, int[] Shape, byte[] Bytes)[] tensors)
    {
        var header = new StringBuilder("{");
        var body = new List<byte>();
        foreach ((string name, string type, int[] shape, byte[] bytes) in tensors)
        {
            header.Append(header.Length > 1 ? "," : string.Empty);
            header.Append($"\"{name}\":{{\"dtype\":\"{type}\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{body.Count},{body.Count + bytes.Length}]}}");
            body.AddRange(bytes);
        }

        return Of(header.Append('}').ToString(), [.. body]);
    }

    /// <summary>The header of a file.</summary>
    public static string Header(byte[] file) => Encoding.UTF8.GetString(file, 8, Length(file));

    /// <summary>A file with another header.</summary>
    public static byte[] WithHeader(byte[] file, Func<string, string> change) => Of(change(Header(file)), file[(8 + Length(file))..]);

    /// <summary>The bytes of numbers.</summary>
    public static byte[] Bytes(params float[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];

    private static int Length(byte[] file) => (int)BinaryPrimitives.ReadInt64LittleEndian(file);
}
