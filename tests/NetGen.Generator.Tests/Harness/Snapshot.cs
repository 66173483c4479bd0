using System.Runtime.CompilerServices;

namespace NetGen.Generator.Tests.Harness;

/// <summary>
/// Compares text with a file kept beside the test, under the file names of the Verify library:
/// <c>Test.Method#Hint.verified.cs</c> is the text agreed on, <c>.received.cs</c> is written when it differs. Renaming the one to the other accepts it.
/// </summary>
internal static class Snapshot
{
    public static void Match(string text, string hint, [CallerFilePath] string testFile = "", [CallerMemberName] string method = "")
    {
        string stem = Path.Combine(Path.GetDirectoryName(testFile)!, $"{Path.GetFileNameWithoutExtension(testFile)}.{method}#{hint}");
        string verified = stem + ".verified.cs", received = stem + ".received.cs";
        if (File.Exists(verified) && File.ReadAllText(verified) == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Equal(File.Exists(verified) ? File.ReadAllText(verified) : $"(no snapshot {verified})", text);
    }
}
