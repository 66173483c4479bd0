using System.Runtime.InteropServices;
using System.Security.Cryptography;

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

        SafetensorsHeaderWriter.Write(
            stream,
            layout.Tensors.Select(tensor =>
                new SafetensorsHeaderEntry(tensor.Name, layout.Type, tensor.Shape, (long)tensor.Length * layout.NumberSize)),
            Metadata(layout, Convert.ToHexStringLower(hash.GetHashAndReset())));
        foreach (SafetensorsTensor tensor in layout.Tensors)
            stream.Write(MemoryMarshal.AsBytes(tensor.Numbers(parameters, buffers)));
    }

    /// <summary>The metadata, and behind them a hash of them.</summary>
    private static KeyValuePair<string, string>[] Metadata(SafetensorsLayout layout, string hash)
    {
        KeyValuePair<string, string>[] metadata =
        [
            new("netgen.network", layout.Network.Name),
            new("netgen.fingerprint", layout.Network.Fingerprint),
            new(SafetensorsKeys.Layout, SafetensorsKeys.LayoutVersion),
            .. layout.Metadata,
            new(SafetensorsChecksum.NumbersKey, hash),
        ];
        return [.. metadata, new(SafetensorsChecksum.MetadataKey, SafetensorsChecksum.OfMetadata(metadata))];
    }
}
