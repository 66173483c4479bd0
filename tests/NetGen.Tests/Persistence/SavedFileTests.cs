using System.Runtime.Versioning;

namespace NetGen.Tests;

/// <summary>What is on the disk after a save, and after one that was killed.</summary>
public sealed class SavedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_mode_of_a_replaced_file_stays()
    {
        string path = _folder.Write("a.safetensors", []);
        foreach (UnixFileMode mode in new[] { UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherRead })
        {
            File.SetUnixFileMode(path, mode);
            Save(path);
            Assert.Equal(mode, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void A_symbolic_link_stays_and_its_target_is_replaced()
    {
        string target = _folder.Write("target", []), link = _folder.PathOf("link"), dangling = _folder.PathOf("dangling");
        File.CreateSymbolicLink(link, "target");
        File.CreateSymbolicLink(dangling, "not there yet");
        Save(link);
        Save(dangling);
        Assert.Equal("target", new FileInfo(link).LinkTarget);
        Assert.True(new FileInfo(target).Length > 60);
        Assert.Equal(["dangling", "link", "not there yet", "target"], _folder.FileNames);
    }

    [Theory]
    [InlineData(243)]
    [InlineData(255)]
    public void The_longest_names_are_saved(int length)
    {
        string name = new('n', length);
        Save(_folder.PathOf(name));
        Assert.Equal([name], _folder.FileNames);
    }

    [Fact]
    public void What_a_killed_save_has_left_goes_with_the_next()
    {
        string abandoned = $".netgen-{Guid.NewGuid():N}.tmp";
        string[] others = [".netgen-notes.tmp", $".netgen-{Guid.NewGuid():N}.txt", $"x.netgen-{Guid.NewGuid():N}.tmp"];
        foreach (string name in (string[])[abandoned, .. others])
            _folder.Write(name, [1, 2, 3]);
        Save(_folder.PathOf("a.safetensors"));
        Assert.Equal(others.Append("a.safetensors").Order(), _folder.FileNames);
    }

    [Fact]
    public void A_save_under_way_is_not_taken_for_a_killed_one()
    {
        // Two threads that save into one folder again and again: each clears away what the other might have left.
        Parallel.For(0, 2, thread =>
        {
            for (int i = 0; i < 50; i++)
                Save(_folder.PathOf($"{thread}"));
        });
        Assert.Equal(["0", "1"], _folder.FileNames);
    }

    [Fact]
    public void What_cannot_be_written_is_an_IOException()
    {
        Assert.ThrowsAny<IOException>(() => Save(Path.Combine(_folder.PathOf("no such folder"), "a.safetensors")));
        Directory.CreateDirectory(_folder.PathOf("folder"));
        Assert.ThrowsAny<IOException>(() => Save(_folder.PathOf("folder")));
        Assert.ThrowsAny<IOException>(() => Safetensors.Load(_folder.PathOf("folder"), SoftmaxRegression<float>.Create(seed: 1)));
        Assert.Empty(_folder.FileNames);
        if (OperatingSystem.IsLinux())
            Assert.ThrowsAny<IOException>(() => Save("/proc/self/a.safetensors"));
    }

    private static void Save(string path) => Safetensors.Save(path, SoftmaxRegression<float>.Create(seed: 1));
}
