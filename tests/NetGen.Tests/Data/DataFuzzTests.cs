using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace NetGen.Tests;

/// <summary>
/// Damaged files of data, compressed or not, against readers of a few lines that keep everything in memory: both give the same numbers, or both refuse. The
/// environment variable NETGEN_FUZZ sets the number of files of each kind.
/// </summary>
public sealed class DataFuzzTests : IDisposable
{
    /// <summary>Blocks of readers and unpackers, and exceptions with their stack traces.</summary>
    private const long MemoryBesides = 800_000;

    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("NETGEN_FUZZ"), out int count) ? count : 2000;
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(k => $"{k},{k * 0.125},-{k}e-3 , {k % 3}\r\n")));
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 3, .. Enumerable.Range(0, 60).Select(k => (byte)(4 * k))];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damaged_text_is_read_as_a_simple_reader_does() => Compare(Text, packs: false, path => Inputs(Csv.Read(path)), SimpleText);

    [Fact]
    public void Damaged_compressed_text_is_read_as_a_simple_reader_does() => Compare(Text, packs: true, path => Inputs(Csv.Read(path)), SimpleText);

    [Fact]
    public void Damaged_images_are_read_as_a_simple_reader_does() => Compare(Images, packs: false, path => Inputs(IdxFile.Read(path, path, scale: false)), SimpleImages);

    [Fact]
    public void Damaged_compressed_images_are_read_as_a_simple_reader_does() => Compare(Images, packs: true, path => Inputs(IdxFile.Read(path, path, scale: false)), SimpleImages);

    private static float[] Inputs(Dataset data)
    {
        var inputs = new float[data.Count * data.InputSize];
        data.CopyInputs<float>(0, inputs);
        return inputs;
    }

    /// <summary>All columns but the last; null for a text that is none.</summary>
    private static float[]? SimpleText(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content));
        var rows = new List<float[]>();
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            float?[] row = [.. line.Split(',').Select(text => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number) ? number : (float?)null)];
            if (row.Contains(null) || row.Length < 2 || (rows.Count > 0 && row.Length != rows[0].Length))
                return null;
            rows.Add([.. row.Select(number => number!.Value)]);
        }

        return rows.Count == 0 ? null : [.. rows.SelectMany(row => row[..^1])];
    }

    private static float[]? SimpleImages(byte[] content)
    {
        if (content.Length < 4 || content[0] != 0 || content[1] != 0 || content[2] != 8 || content[3] == 0 || content.Length < 4 * (1 + content[3]))
            return null;
        byte[][] dimensions = [.. content.Skip(4).Chunk(4).Take(content[3])];
        double length = dimensions.Aggregate(1.0, (product, bytes) => product * BitConverter.ToInt32([bytes[3], bytes[2], bytes[1], bytes[0]]));
        bool isPositive = dimensions.All(bytes => bytes[0] < 128 && bytes.Any(part => part > 0));
        int start = 4 * (1 + content[3]);
        return isPositive && length == content.Length - start ? [.. content.Skip(start).Select(pixel => (float)pixel)] : null;
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>Damages the content, and where it is packed in every second file the packed bytes: these must be refused, or unpack to what they were.</summary>
    private void Compare(byte[] original, bool packs, Func<string, float[]> read, Func<byte[], float[]?> simple)
    {
        byte[] whole = Packed(original);
        FileMutator contents = new(original, seed: 2), packed = new(whole, seed: 3);
        for (int i = 0; i < Count; i++)
        {
            bool damagesPacked = packs && i % 2 == 1;
            byte[] content = damagesPacked ? original : contents.Next();
            byte[] file = damagesPacked ? packed.Next() : packs ? Packed(content) : content;
            bool isPacked = file is [0x1F, 0x8B, ..];
            if (!packs && isPacked)
                continue;
            string path = _folder.Write("file", file);
            long before = GC.GetAllocatedBytesForCurrentThread();
            float[]? numbers = Read(read, path);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (8L * Math.Max(content.Length, file.Length)) + MemoryBesides);
            if (!damagesPacked)
                Assert.Equal(simple(content), numbers);
            else if (isPacked && numbers is not null)
                Assert.Equal(simple(Unpacked(file)), numbers);
        }
    }

    private static float[]? Read(Func<string, float[]> read, string path)
    {
        try
        {
            return read(path);
        }
        catch (InvalidDataException exception)
        {
            Assert.InRange(exception.Message.Length, 1, 1000);
            return null;
        }
    }

    private static byte[] Unpacked(byte[] file)
    {
        using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
