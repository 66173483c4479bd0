namespace NetGen;

/// <summary>
/// A file on its way to its place, in the same folder. It is locked as long as its process lives, so that another one can tell it from a
/// file that a killed process has left.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private const string Prefix = ".netgen-";
    private const string Extension = ".tmp";
    private static readonly int NameLength = Name(Guid.Empty).Length;

    private readonly string _path;

    private TemporaryFile(string path, FileStream stream)
    {
        _path = path;
        Stream = stream;
    }

    /// <summary>Writes the file.</summary>
    public FileStream Stream { get; }

    /// <summary>An empty file next to another, with the mode of that one if it exists.</summary>
    /// <exception cref="IOException">It cannot be made, or another process has just deleted it.</exception>
    public static TemporaryFile For(string target)
    {
        string path = Path.Combine(Path.GetDirectoryName(target)!, Name(Guid.NewGuid()));

        // Nobody else can open the file for himself alone; Windows moves an open file only if it may be deleted.
        var options = new FileStreamOptions
            { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = OperatingSystem.IsWindows()
            ? FileShare.Delete : FileShare.None };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // never more open than the target will be
        var stream = new FileStream(path, options);
        try
        {
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(path, File.GetUnixFileMode(target));
            return File.Exists(path)
                ? new TemporaryFile(path, stream) : throw new IOException($"Expected the temporary file '{path}', got it deleted.");
        }
        catch
        {
            stream.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Deletes files of this kind that no process writes any more. What cannot be deleted stays.</summary>
    public static void DeleteAbandoned(string folder)
    {
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder, Prefix + "*" + Extension)
                .Where(path => IsName(Path.GetFileName(path))))
                DeleteUnlocked(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder cannot be listed; whether it can be written, the file itself tells.
        }
    }

    /// <summary>Ends writing, and puts the file into its place.</summary>
    /// <exception cref="IOException">It cannot be written to the end or moved.</exception>
    public void MoveTo(string target)
    {
        Stream.Flush(flushToDisk: true);
        File.Move(_path, target, overwrite: true);
    }

    /// <summary>Closes the file, and deletes it where it was not moved.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            File.Delete(_path);
        }
    }

    private static void DeleteUnlocked(string path)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None);
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process writes it, or it belongs to another user.
        }
    }

    private static string Name(Guid guid) => $"{Prefix}{guid:N}{Extension}";

    private static bool IsName(string name) =>
        name.Length == NameLength
            && Guid.TryParseExact(name.AsSpan(Prefix.Length, NameLength - Prefix.Length - Extension.Length), "N", out _);
}
