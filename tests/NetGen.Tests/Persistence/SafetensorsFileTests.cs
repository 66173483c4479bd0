namespace NetGen.Tests;

/// <summary>Files from elsewhere: their tensors, whatever their names and number types.</summary>
public sealed class SafetensorsFileTests
{
    public static TheoryData<string, byte[], double[]> Numbers => new()
    {
        { "F64", [.. BitConverter.GetBytes(0.1), .. BitConverter.GetBytes(-2.0)], [0.1, -2] },
        { "F32", RawSafetensors.Bytes(0.5f, -3), [0.5, -3] },
        { "F16", [0x00, 0x3C, 0x00, 0xC1], [1, -2.5] },
        { "BF16", [0xC0, 0x3F, 0x20, 0xC1], [1.5, -10] },
        { "F8_E5M2", [0x3C, 0xC1], [1, -2.5] },
        { "F8_E4M3", [0x38, 0x01, 0x7E, 0xB8], [1, 0.001953125, 448, -1] },
        { "I64", [.. BitConverter.GetBytes(-5L), .. BitConverter.GetBytes(1L << 40)], [-5, 1L << 40] },
        { "I32", [.. BitConverter.GetBytes(-5), .. BitConverter.GetBytes(7)], [-5, 7] },
        { "I16", [0xFF, 0xFF, 0x00, 0x01], [-1, 256] },
        { "I8", [0xFF, 0x7F], [-1, 127] },
        { "U64", [.. BitConverter.GetBytes(1UL << 63)], [1UL << 63] },
        { "U32", [0xFF, 0xFF, 0xFF, 0xFF], [4294967295] },
        { "U16", [0xFF, 0xFF], [65535] },
        { "U8", [0, 255], [0, 255] },
        { "BOOL", [0, 1, 2], [0, 1, 1] },
    };

    [Theory, MemberData(nameof(Numbers))]
    public void Every_number_type_is_read(string type, byte[] bytes, double[] expected)
    {
        SafetensorsFile file = SafetensorsFile.Read(RawSafetensors.Of(("layer.0.weight", type, [expected.Length], bytes)).AsMemory());
        Assert.Equal(expected, file.Numbers<double>("layer.0.weight"));
        Assert.Equal(expected.Select(number => (float)number), file.Numbers<float>("layer.0.weight"));
        Assert.Equal(bytes, file.Bytes("layer.0.weight").ToArray());
    }

    [Fact]
    public void Whole_numbers_lose_nothing()
    {
        byte[] bytes = BitConverter.GetBytes(long.MaxValue);
        Assert.Equal([long.MaxValue], SafetensorsFile.Read(RawSafetensors.Of(("n", "I64", [], bytes)).AsMemory()).Numbers<long>("n"));
    }

    [Fact]
    public async Task Tensors_are_listed_in_the_order_of_their_numbers_from_every_source()
    {
        const string header = """{"z":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]},"__metadata__":{"format":"pt"},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""";
        byte[] bytes = RawSafetensors.Of(header, [1, 2, 3, 4, .. RawSafetensors.Bytes(5, 6)]);
        using var folder = new TemporaryFolder();
        SafetensorsFile[] files =
        [
            SafetensorsFile.Read(bytes.AsMemory()),
            SafetensorsFile.Read(folder.Write("a.safetensors", bytes)),
            SafetensorsFile.Read(new ForwardStream(bytes)),
            await SafetensorsFile.ReadAsync(new ForwardStream(bytes, allowsSynchronous: false)),
        ];
        foreach (SafetensorsFile file in files)
        {
            Assert.Equal(["a: U8 [4]", "z: F32 [1, 2]"], file.Tensors.Select(tensor => tensor.ToString()));
            Assert.Equal([5f, 6], file.Numbers<float>("z"));
            Assert.Equal(4, file["a"].Length);
            Assert.Equal("pt", file.Metadata["format"]);
            Assert.True(file.Contains("a"));
            Assert.False(file.Contains("b"));
        }
    }

    [Fact]
    public void What_is_not_there_or_cannot_be_read_is_named()
    {
        SafetensorsFile file = SafetensorsFile.Read(RawSafetensors.Of(("a", "C64", [1], new byte[8]), ("b", "U8", [2], [1, 2])).AsMemory());
        Assert.Contains("Expected a tensor among 'a', 'b', got 'c'.", Assert.Throws<KeyNotFoundException>(() => file["c"]).Message);
        Assert.Contains("got 'C64'", Assert.Throws<NotSupportedException>(() => file.Numbers<float>("a")).Message);
        Assert.Contains("Expected room for the 2 numbers of 'b', got 3.", Assert.Throws<ArgumentException>(() => file.CopyTo<float>("b", new float[3])).Message);
    }

    [Theory]
    [InlineData("\"shape\":[2]", "\"shape\":[3]", "Expected two offsets 3 bytes apart for 'b', got [8, 10].")]
    [InlineData("[8,10]", "[9,11]", "Expected the numbers of 'b' to begin at 8")]
    [InlineData("[8,10]", "[7,9]", "Expected the numbers of 'b' to begin at 8")]
    [InlineData("\"U8\"", "8", "Expected 'b' to have a 'dtype' (String)")]
    [InlineData("}}", "}}x", "Expected a header in JSON")]
    [InlineData("\"b\"", "\"a\"", "Expected every tensor once, got 'a' twice.")]
    public void A_damaged_file_is_refused(string there, string instead, string message)
    {
        byte[] file = RawSafetensors.WithHeader(RawSafetensors.Of(("a", "I64", [1], new byte[8]), ("b", "U8", [2], [1, 2])), header => header.Replace(there, instead));
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(file.AsMemory())).Message);
    }
}
