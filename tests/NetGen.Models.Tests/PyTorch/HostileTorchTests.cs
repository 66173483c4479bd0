using System.IO.Compression;
using NetGen.Models.PyTorch;
using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.PyTorch;

public sealed class HostileTorchTests
{
    [Theory]
    [InlineData("command.pt", "posix.system")]
    [InlineData("command-legacy.pt", "posix.system")]
    [InlineData("command-protocol4.pt", "posix.system")]
    [InlineData("evaluation.pt", "eval")]
    [InlineData("dropped.pt", "posix.system")]
    [InlineData("object.pt", "posix.system")]
    [InlineData("memory.pt", "posix.system")]
    [InlineData("hidden.pt", "?")]
    [InlineData("instance.pt", "0x69")]
    [InlineData("extension.pt", "0x82")]
    [InlineData("module.pt", "__main__.Net")]
    [InlineData("script.pt", "TorchScript")]
    public void A_file_with_code_is_refused_by_name_and_nothing_of_it_runs(string file, string reason)
    {
        string mark = "/tmp/netgen-models-code-was-run";

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => TorchFile.Read(ReferenceCase.File("hostile", file)));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
    }

    [Theory]
    [InlineData("module.pt")]
    [InlineData("script.pt")]
    [InlineData("list.pt")]
    public void What_is_no_state_dict_is_refused_with_the_line_that_saves_one(string file)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => TorchFile.Read(ReferenceCase.File("hostile", file)));

        Assert.Contains("torch.save(model.state_dict()", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_two_models_is_refused_with_both_names()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => TorchFile.Read(ReferenceCase.File("hostile", "two.pt")));

        Assert.Contains("discriminator, generator", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_objects_in_a_megabyte_take_little_memory()
    {
        byte[] many = new byte[1_200_004];
        many.AsSpan().Fill((byte)'0');
        for (int i = 2; i < many.Length; i += 2)
            many[i] = (byte)'}';
        (many[0], many[1], many[^1]) = (0x80, 2, (byte)'.');

        Refuse(many, "500000 objects");
    }

    [Fact]
    public void A_tensor_that_claims_more_than_its_storage_is_refused()
    {
        // Pickles of the text "w" and a tensor of 2^31 - 1 by 2^31 - 1 numbers, then one behind the end of its storage, then one before its
        // start.
        foreach ((string sizes, string offset) in new[] { ("J\xFF\xFF\xFF\x7FJ\xFF\xFF\xFF\x7F\x86", "K\x00"), ("K\x02K\x02\x86", "K\x01"),
            ("K\x02K\x02\x86", "J\xFF\xFF\xFF\xFF") })
        {
            string pickle = "\x80\x02}X\x01\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\00X\x03\0\0\0cpuK\x04tQ"
                + offset + sizes + "K\x02K\x01\x86\x89}tRs.";
            Refuse(System.Text.Encoding.Latin1.GetBytes(pickle), "inside of its storage");
        }
    }

    private static void Refuse(byte[] pickle, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "hostile.pt");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open();
            entry.Write(pickle);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => TorchFile.Read(path));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }
}
