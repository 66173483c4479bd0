using System.IO.Compression;

namespace NetGen.Models.Archives;

/// <summary>
/// A zip file whose entries are read into memory: all together no more bytes than the file has, so that none can claim more.
/// </summary>
internal sealed class StoredArchive : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly long _fileLength;
    private long _left;

    private StoredArchive(ZipArchive archive, long fileLength) => (_archive, _fileLength, _left) = (archive, fileLength, fileLength);

    public IEnumerable<string> Names => _archive.Entries.Select(entry => entry.FullName);

    /// <summary>Opens a zip file.</summary>
    /// <exception cref="InvalidDataException">It is none, or damaged.</exception>
    public static StoredArchive Open(FileStream file) => Guard("a zip file", () =>
    {
        var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        _ = archive.Entries.Count;
        return new StoredArchive(archive, file.Length);
    });

    /// <summary>The bytes of an entry; null where there is none of this name.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or compressed.</exception>
    public byte[]? Find(string name)
    {
        if (_archive.GetEntry(name) is not { } entry)
            return null;
        _left -= entry.Length;
        if (entry.Length < 0 || _left < 0 || entry.Length > Array.MaxLength)
            throw new InvalidDataException(
                $"Expected entries that are stored as they are, got {entry.Length} bytes as '{name}' in a file of {_fileLength}.");
        return Guard($"an entry '{name}' of {entry.Length} bytes", () =>
        {
            byte[] bytes = new byte[entry.Length];
            using Stream stream = entry.Open();
            stream.ReadExactly(bytes);
            return bytes;
        });
    }

    public void Dispose() => _archive.Dispose();

    /// <summary>What the library reports by other exceptions is damage, too.</summary>
    private static T Guard<T>(string expected, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is not InvalidDataException)
        {
            throw new InvalidDataException($"Expected {expected}, got a damaged one: {fault.Message}", fault);
        }
    }
}
