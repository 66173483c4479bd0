using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace NetGen.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_network_comes_back_to_the_bit()
    {
        string path = _folder.PathOf("a.safetensors");
        SoftmaxRegression<float> saved = SoftmaxRegression<float>.Create(seed: 1);
        SoftmaxRegression<float> loaded = SoftmaxRegression<float>.Create(seed: 2);
        Safetensors.Save(path, saved);
        Safetensors.Load(path, loaded);
        Assert.Equal(saved.Parameters, loaded.Parameters);
        Assert.Equal(["a.safetensors"], _folder.FileNames);
    }

    [Fact]
    public void Buffers_and_double_come_back_too()
    {
        var saved = new Line();
        saved.Parameters[0] = 1.0 / 3;
        saved.Buffers[1] = -2;
        var loaded = new Line();
        using var stream = new MemoryStream();
        Safetensors.Save(stream, saved);
        stream.Position = 0;
        Safetensors.Load(stream, loaded);
        Assert.Equal(saved.Parameters, loaded.Parameters);
        Assert.Equal(saved.Buffers, loaded.Buffers);
    }

    [Fact]
    public void Kernels_and_norms_come_back_under_their_names()
    {
        var saved = new Contract.ImagePainter(seed: 5);
        var loaded = new Contract.ImagePainter(seed: 6);
        using var stream = new MemoryStream();
        Safetensors.Save(stream, saved);
        string text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("\"ConvTranspose1.weights\":{\"dtype\":\"F32\",\"shape\":[3,3,4,3]", text, StringComparison.Ordinal);
        Assert.Contains("\"LayerNorm1.gamma\"", text, StringComparison.Ordinal);
        stream.Position = 0;
        Safetensors.Load(stream, loaded);
        Assert.Equal(saved.Parameters, loaded.Parameters);
    }

    [Fact]
    public void Running_statistics_come_back_by_the_names_of_their_layers()
    {
        var saved = new Contract.Normalized(seed: 1);
        for (int i = 0; i < saved.Buffers.Length; i++)
            saved.Buffers[i] = 1 + (i / 8f);
        byte[] file = Saved(saved);
        string header = Encoding.UTF8.GetString(file, 8, (int)BinaryPrimitives.ReadInt64LittleEndian(file));
        Assert.Contains("\"BatchNorm1.runningMean\":{\"dtype\":\"F32\",\"shape\":[4]", header);
        Assert.Contains("\"BatchNorm1.runningVariance\":{\"dtype\":\"F32\",\"shape\":[4]", header);

        var loaded = new Contract.Normalized(seed: 2);
        Safetensors.Load(new MemoryStream(file), loaded);
        Assert.Equal(saved.Parameters, loaded.Parameters);
        Assert.Equal(saved.Buffers, loaded.Buffers);
    }

    [Theory]
    [InlineData("BatchNorm1.runningMean", "BatchNorm1.otherMean", "Expected a tensor 'BatchNorm1.runningMean', got ")]
    [InlineData("BatchNorm1.runningVariance", "BatchNorm1.otherVariance", "Expected a tensor 'BatchNorm1.runningVariance', got ")]
    public void A_file_without_running_statistics_changes_nothing(string name, string other, string message)
    {
        byte[] file = Saved(new Contract.Normalized(seed: 1));
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        byte[] header = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file, 8, length).Replace(name, other));
        byte[] damaged = [.. BitConverter.GetBytes((long)header.Length), .. header, .. file[(8 + length)..]];

        var network = new Contract.Normalized(seed: 5);
        float[] parameters = network.Parameters.ToArray(), buffers = network.Buffers.ToArray();
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Safetensors.Load(new MemoryStream(damaged), network));
        Assert.Contains(message, exception.Message);
        Assert.Equal(parameters, network.Parameters);
        Assert.Equal(buffers, network.Buffers);
    }

    [Fact]
    public void The_file_is_what_the_format_says()
    {
        using var stream = new MemoryStream();
        SoftmaxRegression<float> network = SoftmaxRegression<float>.Create(seed: 1);
        Safetensors.Save(stream, network);

        byte[] file = stream.ToArray();
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        Assert.Equal(0, length % 8);
        Assert.Equal((byte)'{', file[8]);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, length));
        Assert.Equal("[0,48]", header.RootElement.GetProperty("Dense1.weights").GetProperty("data_offsets").GetRawText());
        Assert.Equal("[4,3]", header.RootElement.GetProperty("Dense1.weights").GetProperty("shape").GetRawText());
        Assert.Equal("F32", header.RootElement.GetProperty("Dense1.bias").GetProperty("dtype").GetString());
        JsonElement metadata = header.RootElement.GetProperty("__metadata__");
        Assert.Equal("fingerprint of SoftmaxRegression", metadata.GetProperty("netgen.fingerprint").GetString());
        Assert.Equal("1", metadata.GetProperty("netgen.layout").GetString());
        Assert.Equal(network.Parameters, MemoryMarshal.Cast<byte, float>(file.AsSpan(8 + length)));
    }

    [Fact]
    public void Another_order_and_no_metadata_are_welcome()
    {
        const string header = """{"Dense1.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"Dense1.weights":{"dtype":"F32","shape":[4,3],"data_offsets":[12,60]}}""";
        float[] numbers = [.. Enumerable.Range(0, 15).Select(k => (float)k)];
        SoftmaxRegression<float> network = SoftmaxRegression<float>.Create(seed: 1);
        Safetensors.Load(new MemoryStream(File(header, numbers)), network);
        Assert.Equal([.. numbers[3..], .. numbers[..3]], network.Parameters);
    }

    [Theory]
    [InlineData("\"Dense1.bias\"", "\"Dense2.bias\"", "Expected a tensor 'Dense1.bias', got 'Dense1.weights', 'Dense2.bias'.")]
    [InlineData("}}", "},\"extra\":{}}", "got also 'extra'.")]
    [InlineData("\"Dense1.bias\"", "\"Dense1.weights\"", "got 'Dense1.weights' twice.")]
    [InlineData("\"shape\":[4,3]", "\"shape\":[3,4]", "Expected 'Dense1.weights' to have the shape [4, 3], got [3, 4].")]
    [InlineData("\"shape\":[4,3]", "\"shape\":[12]", "got [12].")]
    [InlineData("\"shape\":[4,3]", "\"shape\":[4,3.5]", "Expected whole numbers as 'shape' of 'Dense1.weights', got 3.5.")]
    [InlineData("\"shape\":[4,3]", "\"shape\":7", "Expected 'Dense1.weights' to have a 'shape' (Array)")]
    [InlineData("F32\",\"shape\":[3]", "F64\",\"shape\":[3]", "Expected 'Dense1.bias' to be of type \"F32\", got \"F64\".")]
    [InlineData("[48,60]", "[44,56]", "Expected the numbers of 'Dense1.bias' to begin at 48, where those before them end, got 44.")]
    [InlineData("[48,60]", "[52,64]", "to begin at 48, where those before them end, got 52.")]
    [InlineData("[48,60]", "[48,64]", "Expected two offsets 12 bytes apart for 'Dense1.bias', got [48, 64].")]
    [InlineData("[48,60]", "[-12,0]", "got [-12, 0].")]
    [InlineData("[48,60]", "[48]", "got [48].")]
    [InlineData("\"netgen.layout\":\"1\"", "\"netgen.layout\":\"2\"", "Expected layout version \"1\", got \"2\".")]
    [InlineData("{\"__metadata__\"", "[\"__metadata__\"", "Expected a JSON object as the header")]
    [InlineData("extra", "extra", null)]
    public void A_file_that_does_not_fit_changes_nothing(string find, string replace, string? message)
    {
        const string header = """{"__metadata__":{"netgen.layout":"1"},"Dense1.weights":{"dtype":"F32","shape":[4,3],"data_offsets":[0,48]},"Dense1.bias":{"dtype":"F32","shape":[3],"data_offsets":[48,60]}}""";
        byte[] file = File(header.Replace(find, replace), new float[15]);
        if (message is null)
            Safetensors.Load(new MemoryStream(file), SoftmaxRegression<float>.Create(seed: 1));
        else
            Refuses(file, message);
    }

    [Fact]
    public void Every_file_that_is_cut_off_changes_nothing()
    {
        byte[] file = Saved();
        for (int length = 0; length < file.Length; length++)
            Refuses(file[..length], "the file is cut off");
    }

    [Fact]
    public void A_file_that_goes_on_changes_nothing() => Refuses([.. Saved(), 0], "Expected the file to end after 60 bytes of numbers, got more.");

    [Theory]
    [InlineData(float.NaN, "got NaN as number 1 of 'Dense1.bias'")]
    [InlineData(float.NegativeInfinity, "got -Infinity as number 1 of 'Dense1.bias'")]
    public void Numbers_that_are_not_finite_change_nothing(float number, string message)
    {
        byte[] file = Saved();
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(file.Length - 8), number);
        Refuses(file, message);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(0)]
    public void An_impossible_length_of_the_header_is_refused(long length)
    {
        byte[] file = Saved();
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        Refuses(file, $"got {length}: this is no safetensors file.");
    }

    [Theory]
    [InlineData("504B030400000808", "got a zip archive, as PyTorch's .pt and .pth files")]
    [InlineData("0807120770797465", "got an ONNX model")]
    [InlineData("894844460D0A1A0A", "got an HDF5 file")]
    [InlineData("934E554D50590100", "got a NumPy .npy file")]
    [InlineData("80028A0A6CFC9C46", "got a Python pickle")]
    [InlineData("1F8B080000000000", "got a file that is compressed with gzip")]
    public void A_file_of_another_format_is_called_what_it_is(string start, string message) =>
        Refuses([.. Convert.FromHexString(start), .. new byte[64]], $"Expected a safetensors file, {message}");

    [Fact]
    public void No_damaged_byte_of_the_header_does_more_than_refuse()
    {
        byte[] file = Saved();
        int end = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        for (int position = 0; position < end; position++)
        {
            foreach (byte value in "\0\"\\{}[]9u\u007f"u8)
            {
                byte[] damaged = [.. file];
                damaged[position] = value;
                SoftmaxRegression<float> network = SoftmaxRegression<float>.Create(seed: 5);
                float[] before = network.Parameters.ToArray();
                try
                {
                    Safetensors.Load(new MemoryStream(damaged), network);
                }
                catch (InvalidDataException)
                {
                    Assert.Equal(before, network.Parameters);
                }
            }
        }
    }

    [Fact]
    public void Weights_in_another_precision_are_refused()
    {
        using var stream = new MemoryStream();
        Safetensors.Save(stream, SoftmaxRegression<double>.Create(seed: 1));
        Refuses(stream.ToArray(), "to be of type \"F32\", got \"F64\".");
    }

    [Fact]
    public void A_failed_save_leaves_the_file_as_it_was()
    {
        string path = _folder.PathOf("a.safetensors");
        SoftmaxRegression<float> network = SoftmaxRegression<float>.Create(seed: 1);
        Safetensors.Save(path, network);
        byte[] before = System.IO.File.ReadAllBytes(path);

        network.Parameters[2] = float.NaN;
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => Safetensors.Save(path, network));
        Assert.Contains("got NaN as number 2 of 'Dense1.weights'", exception.Message);
        Assert.Equal(before, System.IO.File.ReadAllBytes(path));
        Assert.Equal(["a.safetensors"], _folder.FileNames);
    }

    [Fact]
    public void A_name_of_a_layer_may_need_escapes_in_JSON()
    {
        using var stream = new MemoryStream();
        var saved = new Line();
        Safetensors.Save(stream, saved);
        string text = Encoding.Latin1.GetString(stream.ToArray()).Replace("Dense1.bias", "\\u0044ense1.bias");
        byte[] file = Encoding.Latin1.GetBytes(text);
        BinaryPrimitives.WriteInt64LittleEndian(file, BinaryPrimitives.ReadInt64LittleEndian(stream.ToArray()) + 5);
        Safetensors.Load(new MemoryStream(file), new Line());
    }

    private static byte[] Saved() => Saved(SoftmaxRegression<float>.Create(seed: 1));

    private static byte[] Saved<TNetwork>(INetwork<TNetwork, float> network)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        using var stream = new MemoryStream();
        Safetensors.Save(stream, network);
        return stream.ToArray();
    }

    private static byte[] File(string header, float[] numbers)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. MemoryMarshal.AsBytes<float>(numbers)];
    }

    private static void Refuses(byte[] file, string message)
    {
        SoftmaxRegression<float> network = SoftmaxRegression<float>.Create(seed: 5);
        float[] before = network.Parameters.ToArray();
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Safetensors.Load(new MemoryStream(file), network));
        Assert.Contains(message, exception.Message);
        Assert.Equal(before, network.Parameters);
    }
}
