namespace NetGen;

/// <summary>Files that appear whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>How often a temporary file is made anew that another process took for one that was left behind.</summary>
    private const int Tries = 3;

    /// <summary>
    /// Writes a file next to its place, then moves it there. If anything fails, what was there before stays. Temporary files that killed
    /// processes have left in the folder are deleted.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced, and keeps its mode on Unix. A symbolic link stays: what it leads to is
    /// replaced.</param>
    /// <param name="write">Writes its content.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            string target = Target(path);
            TemporaryFile.DeleteAbandoned(
                Path.GetDirectoryName(target) ?? throw new IOException($"Expected the name of a file, got '{path}'."));
            Replace(target, write);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"Expected a file that may be written, got '{path}': {exception.Message}", exception);
        }
    }

    /// <summary>The file that a path leads to, through symbolic links.</summary>
    private static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }

    private static void Replace(string target, Action<Stream> write)
    {
        using TemporaryFile temporary = Create(target);
        write(temporary.Stream);
        temporary.MoveTo(target);
    }

    private static TemporaryFile Create(string target)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return TemporaryFile.For(target);
            }
            catch (IOException) when (attempt < Tries && Directory.Exists(Path.GetDirectoryName(target)))
            {
            }
        }
    }
}
