using System.IO.Compression;

namespace NetGen;

/// <summary>Opens files that may be compressed with gzip.</summary>
internal static class DataFile
{
    /// <summary>The content of a file. Its first two bytes, not its name, say whether it is compressed.</summary>
    public static Stream OpenRead(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
