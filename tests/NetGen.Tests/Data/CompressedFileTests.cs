using System.IO.Compression;
using System.Text;

namespace NetGen.Tests;

/// <summary>Files of data that are compressed in parts, damaged, or made to cost memory.</summary>
public sealed class CompressedFileTests : IDisposable
{
    private const int Mebibyte = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Several_members_are_one_file()
    {
        string path = _folder.Write("a.csv.gz", [.. Packed("1,2\n3,"), .. Packed("4\n"), .. Packed(""), .. Packed("5,6\n")]);
        Dataset data = Csv.Read(path);
        Assert.Equal(3, data.Count);
        var inputs = new float[3];
        data.CopyInputs<float>(0, inputs);
        Assert.Equal([1f, 3, 5], inputs);

        byte[] images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 102, 204, 153], labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 3];
        Dataset digits = IdxFile.Read(_folder.Write("images", [.. Packed(images[..5]), .. Packed(images[5..])]), _folder.Write("labels", [.. Packed(labels[..9]), .. Packed(labels[9..])]));
        Assert.Equal(2, digits.Count);
    }

    [Fact]
    public void Several_members_that_are_cut_off_are_refused()
    {
        byte[] first = Packed("1,2\n"), whole = [.. first, .. Packed("3,4\n5,6\n")];
        for (int length = 2; length < whole.Length; length++)
        {
            string path = _folder.Write("cut.csv.gz", whole[..length]);
            if (length == first.Length)
                Assert.Equal(1, Csv.Read(path).Count); // nothing tells that more was to come
            else
                Assert.Throws<InvalidDataException>(() => Csv.Read(path));
        }
    }

    [Fact]
    public void Eight_bytes_do_not_take_two_gigabytes()
    {
        string path = _folder.Write("labels", [0, 0, 8, 1, 0x77, 0x35, 0x94, 0]);
        Assert.Contains("Expected 2000000000 bytes of its numbers", Refused(() => IdxFile.Read(path, path), Mebibyte).Message);
        Assert.Contains("cut off", Refused(() => IdxFile.Read(_folder.Write("labels.gz", Packed([0, 0, 8, 1, 0x77, 0x35, 0x94, 0])), path), Mebibyte).Message);
    }

    [Fact]
    public void What_unpacks_to_much_more_than_its_dimensions_takes_no_memory()
    {
        var content = new byte[64 * Mebibyte];
        new byte[] { 0, 0, 8, 1, 0, 0, 0, 2 }.CopyTo(content, 0);
        string path = _folder.Write("labels.gz", Packed(content));
        Assert.Contains("to end after 2 numbers", Refused(() => IdxFile.Read(path, path), Mebibyte).Message);
    }

    [Theory]
    [InlineData('a')]
    [InlineData(' ')]
    [InlineData(',')]
    [InlineData('1')]
    public void A_text_without_line_ends_takes_no_memory_and_a_short_message(char character)
    {
        string path = _folder.Write("a.csv.gz", Packed(new string(character, 32 * Mebibyte)));
        Assert.InRange(new FileInfo(path).Length, 1, Mebibyte);
        Assert.InRange(Refused(() => Csv.Read(path), Mebibyte).Message.Length, 1, 1000);
    }

    [Fact]
    public void Numbers_take_memory_in_proportion()
    {
        string text = string.Concat(Enumerable.Repeat("1,2,3,4,5,6,7,8\n", 100_000));
        string path = _folder.Write("a.csv", text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(100_000, Csv.Read(path).Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (long)(4.3 * text.Length));
    }

    [Theory]
    [InlineData("1,2\n \t \n3,4\n", 2)]
    [InlineData("1, 2 \r3,4", 2)]
    [InlineData("1,2\uFFFF\n", null)]
    [InlineData("1,2,\n3,4,\n", null)]
    [InlineData(" ,1\n", null)]
    public void Lines_and_spaces_are_as_they_were(string text, int? count)
    {
        string path = _folder.Write("a.csv", text);
        if (count is { } expected)
            Assert.Equal(expected, Csv.Read(path).Count);
        else
            Assert.Throws<InvalidDataException>(() => Csv.Read(path));
        string spaces = _folder.Write("b.csv", "  \n1 2\n 3 4\n");
        Assert.Contains("Expected 2 columns", Assert.Throws<InvalidDataException>(() => Csv.Read(spaces, separator: ' ')).Message);
    }

    private static byte[] Packed(string text) => Packed(Encoding.UTF8.GetBytes(text));

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }

    private static InvalidDataException Refused(Action read, long memory)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException exception = Assert.Throws<InvalidDataException>(read);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, memory);
        return exception;
    }
}
