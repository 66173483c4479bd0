using System.Buffers.Binary;

namespace NetGen.Tests;

/// <summary>Files that are no safetensors files, damaged ones, and those that someone made to cost memory.</summary>
public sealed class SafetensorsDamageTests
{
    private const int Mebibyte = 1 << 20;

    [Theory]
    [InlineData((byte)0xFF)]
    [InlineData((byte)0xC3)]
    public void A_header_that_is_no_UTF8_is_refused(byte value)
    {
        byte[] file = Saved();
        file[Array.IndexOf(file, (byte)'D', 8)] = value;
        Refused(file, "Expected a header in UTF-8");
    }

    [Theory]
    [InlineData("Dense1.bias", "Expected names in Unicode")]
    [InlineData("dtype", "Expected names in Unicode")]
    [InlineData("F32", "Expected names in Unicode")]
    [InlineData("netgen.network", "Expected metadata in Unicode")]
    public void Half_a_character_anywhere_in_the_header_is_refused(string text, string message)
    {
        Refused(RawSafetensors.WithHeader(Saved(), header => header.Replace($"\"{text}\"", "\"\\uD800\"")), message);
        Assert.Throws<InvalidDataException>(() => Safetensors.LoadMatching(RawSafetensors.WithHeader(Saved(), header => header.Replace($"\"{text}\"", "\"\\uD800\"")).AsMemory(), New()));
    }

    [Theory]
    [InlineData("504B03041400000800000000", "a zip archive, as PyTorch's .pt")]
    [InlineData("80028A0A6CFC9C46F9206AA8", "a Python pickle")]
    [InlineData("080712077079746F72636812", "an ONNX model")]
    [InlineData("894844460D0A1A0A00000000", "an HDF5 file")]
    [InlineData("934E554D5059010076007B27", "a NumPy .npy file")]
    [InlineData("4747554603000000", "a GGUF file")]
    [InlineData("1F8B08000000000000037B27", "a file that is compressed with gzip")]
    [InlineData("7B22613A317D0A0A0A0A0A0A", "a text file")]
    public void A_file_of_another_kind_is_named(string hexadecimal, string kind)
    {
        byte[] file = [.. Convert.FromHexString(hexadecimal), .. new byte[100]];
        Refused(file, $"Expected a safetensors file, got {kind}");
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(file.AsMemory()));
    }

    [Fact]
    public void Of_all_files_with_one_wrong_bit_none_loads_other_numbers()
    {
        SoftmaxRegression<float> saved = SoftmaxRegression<float>.Create(seed: 1);
        FeatureScaler scaler = MinMaxScaler.Fit(Dataset.FromArrays([1.0, 2, 3, 4, 5, 6, 7, 9], [0.0, 0], 4));
        using var stream = new MemoryStream();
        Safetensors.Save(stream, saved, scaler);
        byte[] file = stream.ToArray();
        int refused = 0;
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] damaged = [.. file];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            SoftmaxRegression<float> loaded = New();
            try
            {
                Safetensors.Load(damaged.AsMemory(), loaded, out FeatureScaler read);
                Assert.Equal(saved.Parameters, loaded.Parameters);
                Assert.Equal(scaler.Offsets.ToArray(), read.Offsets.ToArray());
                Assert.Equal(scaler.Scales.ToArray(), read.Scales.ToArray());
            }
            catch (InvalidDataException)
            {
                refused++;
                Assert.Equal(New().Parameters, loaded.Parameters);
            }
        }

        // What is left: the case of hexadecimal digits in the hash of the metadata, and its key, without which it is not compared.
        Assert.InRange(refused, (8 * file.Length) - (8 * "netgen.metadata.sha256".Length) - 64, 8 * file.Length);
    }

    [Fact]
    public void A_wrong_bit_among_the_numbers_is_named_as_damage()
    {
        byte[] file = Saved();
        file[^3] ^= 1;
        Refused(file, "that the file has as 'netgen.sha256', got ");
        Refused(file, "the file is damaged");
        Assert.Throws<InvalidDataException>(() => Safetensors.LoadMatching(file.AsMemory(), New()));
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(file.AsMemory()));
        Refused(RawSafetensors.WithHeader(Saved(), header => header.Replace("netgen.fingerprint\":\"f", "netgen.fingerprint\":\"g")), "that the file has as 'netgen.metadata.sha256', got ");
    }

    [Fact]
    public void A_file_written_elsewhere_needs_no_hash()
    {
        SoftmaxRegression<float> network = New();
        byte[] file = RawSafetensors.WithHeader(Saved(), header => header.Replace("netgen.sha256", "other").Replace("netgen.metadata.sha256", "another"));
        file[^3] ^= 1;
        Safetensors.Load(file.AsMemory(), network);
        Assert.NotEqual(New().Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void A_hash_under_a_damaged_name_is_damage_and_no_file_written_elsewhere()
    {
        byte[] file = RawSafetensors.WithHeader(Saved(), header => header.Replace("netgen.sha256", "netgJn.sha256").Replace("netgen.metadata.sha256", "neteen.metadata.sha256"));
        file[^3] ^= 1;
        Refused(file, "Expected the key 'netgen.sha256' in the metadata, got 'netgJn.sha256'");
    }

    [Theory]
    [InlineData("tensors")]
    [InlineData("metadata")]
    [InlineData("nested")]
    [InlineData("one text")]
    [InlineData("extents")]
    public void A_large_header_takes_memory_in_proportion_and_a_short_message(string kind)
    {
        byte[] file = LargeHeader(kind);
        Load(() => Safetensors.Load(file.AsMemory(), New()));
        Load(() => Safetensors.Load(new ForwardOnly(file), New()), factor: 6); // with the rooms that were too small, and are free again
        Load(() => Safetensors.LoadMatching(file.AsMemory(), New()));
        Load(() => Checkpoint.Load(new MemoryStream(file), new Trainer<Pretrained>(new Pretrained(seed: 1), new Adam())));
        Load(() => SafetensorsFile.Read(file.AsMemory()));

        void Load(Action load, long factor = 4)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                load();
            }
            catch (InvalidDataException exception)
            {
                Assert.InRange(exception.Message.Length, 1, 2000);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (factor * file.Length) + Mebibyte);
        }
    }

    [Fact]
    public void Lengths_that_only_the_header_claims_take_no_memory()
    {
        byte[] file = RawSafetensors.Of("""{"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}""", 1, 2, 3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(new ForwardStream(file))).Message);
        Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(new MemoryStream(file))).Message);
        byte[] length = [.. BitConverter.GetBytes(90_000_000L), (byte)'{'];
        Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => Safetensors.Load(new ForwardStream(length), New())).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Mebibyte);
    }

    private static SoftmaxRegression<float> New() => SoftmaxRegression<float>.Create(seed: 5);

    private static byte[] Saved()
    {
        using var stream = new MemoryStream();
        Safetensors.Save(stream, SoftmaxRegression<float>.Create(seed: 1));
        return stream.ToArray();
    }

    /// <summary>A header of a few megabytes in the shortest pieces of one kind.</summary>
    private static byte[] LargeHeader(string kind)
    {
        const int count = 50_000;
        IEnumerable<int> numbers = Enumerable.Range(0, count);
        string header = kind switch
        {
            "tensors" => string.Join(',', numbers.Select(k => $"\"{k:X4}\":{{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[{k},{k + 1}]}}")),
            "metadata" => $"\"__metadata__\":{{{string.Join(',', numbers.Select(k => $"\"{k:X4}\":\"\""))}}}",
            "nested" => string.Join(',', numbers.Select(k => $"\"{k:X4}\":[]")),
            "one text" => $"\"__metadata__\":{{\"netgen.scaler\":\"{new string('1', count)}\",\"netgen.checkpoint\":\"{new string('2', count)}\"}}",
            _ => $"\"a\":{{\"dtype\":\"U8\",\"shape\":[{string.Join(',', numbers.Select(_ => 1))}],\"data_offsets\":[0,1]}}",
        };
        return RawSafetensors.Of($"{{{header}}}", new byte[kind == "tensors" ? count : 1]);
    }

    private static void Refused(byte[] file, string message)
    {
        SoftmaxRegression<float> network = New();
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Safetensors.Load(file.AsMemory(), network));
        Assert.Contains(message, exception.Message);
        Assert.Equal(New().Parameters, network.Parameters);
    }

    /// <summary>A stream of unknown length.</summary>
    private sealed class ForwardOnly(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
