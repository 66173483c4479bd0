using System.Runtime.CompilerServices;

namespace NetGen.Generator.Tests.Harness;

/// <summary>
/// Compares text with a file kept beside the test, under the file names of the Verify library:
/// <c>Test.Method#Hint.verified.cs</c> is the text agreed on, <c>.received.cs</c> is written when it differs. Renaming the one to the other accepts it;
/// <c>NETGEN_ACCEPT_SNAPSHOTS=1</c> in the environment accepts everything.
/// </summary>
internal static class Snapshot
{
    private static readonly bool AcceptsAll = Environment.GetEnvironmentVariable("NETGEN_ACCEPT_SNAPSHOTS") == "1";

    public static void Match(string text, string hint, [CallerFilePath] string testFile = "", [CallerMemberName] string method = "", string extension = "cs")
    {
        string stem = Stem(testFile, method, hint);
        string verified = $"{stem}.verified.{extension}", received = $"{stem}.received.{extension}";
        if (File.Exists(verified) && File.ReadAllText(verified) == text)
        {
            File.Delete(received);
            return;
        }

        if (AcceptsAll)
        {
            File.WriteAllText(verified, text);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Equal(File.Exists(verified) ? File.ReadAllText(verified) : $"(no snapshot {verified})", text);
    }

    /// <summary>
    /// Compares lines with those of a file that has lines for more than is tested at a time: a line ends with its value, and what stands
    /// before that says whose it is. Accepting keeps the lines of all others.
    /// </summary>
    public static void MatchEach(string lines, string hint, [CallerFilePath] string testFile = "", [CallerMemberName] string method = "")
    {
        string verified = $"{Stem(testFile, method, hint)}.verified.txt";
        SortedDictionary<string, string> agreed = new(StringComparer.Ordinal);
        foreach (string line in File.Exists(verified) ? File.ReadAllLines(verified) : [])
            agreed[Owner(line)] = line;
        string[] got = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (AcceptsAll)
        {
            foreach (string line in got)
                agreed[Owner(line)] = line;
            File.WriteAllText(verified, string.Concat(agreed.Values.Select(line => line + "\n")));
            return;
        }

        Assert.Equal(string.Join('\n', got.Select(line => agreed.GetValueOrDefault(Owner(line), $"{Owner(line)} is not recorded"))), string.Join('\n', got));
    }

    private static string Owner(string line) => line[..line.LastIndexOf(' ')];

    private static string Stem(string testFile, string method, string hint) =>
        Path.Combine(Path.GetDirectoryName(testFile)!, $"{Path.GetFileNameWithoutExtension(testFile)}.{method}#{hint}");
}
