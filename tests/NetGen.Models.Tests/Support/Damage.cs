namespace NetGen.Models.Tests.Support;

/// <summary>Damages a file 2,000 times: cut off at 1,000 places, and 1,000 times with one to eight bytes changed.</summary>
internal static class Damage
{
    private const int Times = 1000;

    /// <summary>More than any reader needs for the small files of the tests, and less than a claim in a damaged one could cost.</summary>
    private const long MostBytes = 40_000_000;

    /// <summary>Checks that reading a damaged file gives a result or one of the exceptions that it promises, in little memory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Reads a file of that name.</param>
    public static void IsRefused(string file, Action<string> read)
    {
        byte[] whole = File.ReadAllBytes(file);
        using var folder = new TemporaryFolder();
        read(folder.File(Path.GetFileName(file), whole));
        for (int i = 0; i < Times; i++)
            Check(folder.File(Path.GetFileName(file), whole[..(int)((long)whole.Length * i / Times)]), read, $"cut off {i}");
        var draw = new Draw(whole.Length);
        for (int i = 0; i < Times; i++)
        {
            byte[] damaged = [.. whole];
            for (int change = 0; change <= i % 8; change++)
                damaged[(int)((draw.Next() + 1) / 2 * (whole.Length - 1))] = (byte)((draw.Next() + 1) * 127);
            Check(folder.File(Path.GetFileName(file), damaged), read, $"changed {i}");
        }
    }

    private static void Check(string path, Action<string> read, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? fault = Record.Exception(() => read(path));
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(fault is null or InvalidDataException or ModelImportException, $"{Path.GetFileName(path)} {what}: {fault}");
        Assert.True(taken < MostBytes, $"{Path.GetFileName(path)} {what}: {taken} bytes, {fault?.Message}");
    }
}
