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
        string stem = Path.Combine(Path.GetDirectoryName(testFile)!, $"{Path.GetFileNameWithoutExtension(testFile)}.{method}#{hint}");
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
}
