namespace NetGen;

/// <summary>Opens files that may be compressed with gzip.</summary>
internal static class DataFile
{
    /// <summary>A file that exists, for reading.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileStream OpenExisting(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"Expected a file that may be read, got '{path}': {exception.Message}", exception);
        }
    }

    /// <summary>The content of a file as it is read. Its first two bytes, not its name, say whether it is compressed.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Stream OpenRead(string path)
    {
        FileStream file = OpenExisting(path);
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return compressed ? new WholeGzipStream(file, path) : file;
    }

    /// <summary>
    /// How many bytes the content of a file has. A compressed one is read to its end for that: what it says itself may be a lie.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is compressed, and damaged or cut off.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static long Measure(string path)
    {
        using Stream content = OpenRead(path);
        if (content.CanSeek)
            return content.Length;
        var some = new byte[1 << 16];
        long length = 0;
        for (int read; (read = content.Read(some)) > 0;)
            length += read;
        return length;
    }
}
