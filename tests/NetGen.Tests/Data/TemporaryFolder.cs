using System.IO.Compression;
using System.Text;

namespace NetGen.Tests;

/// <summary>A folder for one test, deleted after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netgen-");

    public string[] FileNames => [.. _folder.GetFiles().Select(file => file.Name).Order()];

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, byte[] content, bool compressed = false)
    {
        using FileStream file = File.Create(PathOf(name));
        using Stream stream = compressed ? new GZipStream(file, CompressionMode.Compress) : file;
        stream.Write(content);
        return PathOf(name);
    }

    public string Write(string name, string content, bool compressed = false) => Write(name, Encoding.UTF8.GetBytes(content), compressed);

    public void Dispose() => _folder.Delete(recursive: true);
}
