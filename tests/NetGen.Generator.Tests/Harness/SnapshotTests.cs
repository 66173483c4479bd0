namespace NetGen.Generator.Tests.Harness;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Text_that_differs_is_kept_beside_the_test_until_it_is_equal_again()
    {
        string test = Path.Combine(_folder, "Some.cs");
        string received = Path.Combine(_folder, "Some.Method#Hint.received.cs"), verified = Path.Combine(_folder, "Some.Method#Hint.verified.cs");

        Assert.ThrowsAny<Exception>(() => Snapshot.Match("text\n", "Hint", test, "Method"));
        Assert.Equal("text\n", File.ReadAllText(received));

        File.Copy(received, verified);
        Snapshot.Match("text\n", "Hint", test, "Method");
        Assert.False(File.Exists(received));

        Assert.ThrowsAny<Exception>(() => Snapshot.Match("other\n", "Hint", test, "Method"));
        Assert.Equal("other\n", File.ReadAllText(received));
    }
}
