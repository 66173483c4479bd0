using System.Buffers.Binary;
using System.IO.Compression;

namespace NetGen;

/// <summary>Opens files that may be compressed with gzip.</summary>
internal static class DataFile
{
    /// <summary>The content of a file. Its first two bytes, not its name, say whether it is compressed.</summary>
    /// <exception cref="InvalidDataException">The file is compressed, and damaged or cut off.</exception>
    public static Stream OpenRead(string path)
    {
        FileStream file = File.OpenRead(path);
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        if (!compressed)
            return file;

        using (file)
            return Decompress(file, path);
    }

    private static MemoryStream Decompress(FileStream file, string path)
    {
        var content = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true))
            gzip.CopyTo(content);

        // GZipStream takes the end of a file that was cut off for the end of the data; gzip's last four bytes know better.
        Span<byte> length = stackalloc byte[4];
        if (file.Length < length.Length)
            throw new InvalidDataException($"Expected a compressed file in '{path}', got {file.Length} bytes: the file is cut off.");
        file.Seek(-length.Length, SeekOrigin.End);
        file.ReadExactly(length);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (expected != (uint)content.Length)
            throw new InvalidDataException($"Expected {expected} bytes in '{path}', as the last bytes of the compressed file say, got {content.Length}: the file is cut off.");

        content.Position = 0;
        return content;
    }
}
