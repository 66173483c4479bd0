using Google.Protobuf;
using NetGen.Models.Onnx.Messages;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Onnx;

public sealed class OnnxTests
{
    private const int Samples = 3, Channels = 2, Height = 5, Width = 4, Filters = 3, Units = 4;

    [Fact]
    public void An_image_network_in_channels_first_answers_as_plain_loops_on_a_batch()
    {
        var draw = new Draw(7);
        float[] kernel = draw.Numbers(Filters * Channels * 9), bias = draw.Numbers(Filters), matrix = draw.Numbers(Units * Filters * Height * Width), shift = draw.Numbers(Units);
        float[] images = draw.Numbers(Samples * Channels * Height * Width);
        using var folder = new TemporaryFolder();
        string path = folder.File("net.onnx", ImageNetwork(kernel, bias, matrix, shift).ToByteArray());

        float[] expected = [.. images.Chunk(Channels * Height * Width).SelectMany(image => Answer(image, kernel, bias, matrix, shift))];

        Comparison result = Verification.Run(path, [new TensorData([Samples, Channels, Height, Width], images)], [new TensorData([Samples, Units], expected)], bySteps: false);
        Assert.True(result.IsWithin(1e-5), $"{result}");
    }

    [Fact]
    public void Every_node_without_counterpart_is_named_with_its_operator_and_the_reason()
    {
        ModelProto model = ImageNetwork(new float[Filters * Channels * 9], new float[Filters], new float[Units * Filters * Height * Width], new float[Units]);
        model.Graph.Node.Add(new NodeProto { Name = "first", OpType = "NonZero", Input = { "rectified" }, Output = { "a" } });
        model.Graph.Node.Add(new NodeProto { Name = "second", OpType = "Relu", Domain = "com.example", Input = { "rectified" }, Output = { "b" } });
        model.Graph.Node.Add(new NodeProto { Name = "behind", OpType = "Relu", Input = { "a" }, Output = { "c" } });
        using var folder = new TemporaryFolder();

        ModelImportException fault = Assert.Throws<ModelImportException>(() => ModelFile.Read(folder.File("net.onnx", model.ToByteArray())));

        Assert.Equal(["first", "second"], fault.Problems.Select(problem => problem.Node));
        Assert.Equal(["NonZero", "Relu"], fault.Problems.Select(problem => problem.Operator));
        Assert.Contains("com.example", fault.Problems[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_corrupt_file_is_an_exception_that_says_so()
    {
        var draw = new Draw(8);
        byte[] whole = ImageNetwork(draw.Numbers(Filters * Channels * 9), draw.Numbers(Filters), draw.Numbers(Units * Filters * Height * Width), draw.Numbers(Units)).ToByteArray();
        using var folder = new TemporaryFolder();
        for (int length = 0; length < whole.Length; length += whole.Length / 50)
            CorruptFiles.Refused(() => ModelFile.Read(folder.File("net.onnx", whole[..length])));
        for (int place = 0; place < whole.Length; place += whole.Length / 150)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 0xFF;
            // A byte of a weight or of a name is no damage that can be seen.
            Exception? fault = Record.Exception(() => ModelFile.Read(folder.File("net.onnx", damaged)));
            Assert.True(fault is null or InvalidDataException or ModelImportException, $"{fault}");
        }
    }

    [Fact]
    public void A_claim_of_many_numbers_takes_no_memory()
    {
        ModelProto model = ImageNetwork(new float[Filters * Channels * 9], new float[Filters], new float[Units * Filters * Height * Width], new float[Units]);
        model.Graph.Initializer.Add(new TensorProto { Name = "huge", DataType = 1, Dims = { 1L << 40, 1L << 40 } });
        using var folder = new TemporaryFolder();
        string path = folder.File("net.onnx", model.ToByteArray());
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => ModelFile.Read(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    /// <summary>Conv with a border, Relu, Flatten, Gemm with a transposed matrix: the first dense layer after an image.</summary>
    private static ModelProto ImageNetwork(float[] kernel, float[] bias, float[] matrix, float[] shift) => new()
    {
        IrVersion = 7,
        OpsetImport = { new OperatorSetIdProto { Version = 13 } },
        Graph = new GraphProto
        {
            Input = { Value("image", 0, Channels, Height, Width) },
            Output = { Value("answer", 0, Units) },
            Initializer = { Tensor("kernel", kernel, Filters, Channels, 3, 3), Tensor("bias", bias, Filters), Tensor("matrix", matrix, Units, Filters * Height * Width), Tensor("shift", shift, Units) },
            Node =
            {
                new NodeProto
                {
                    Name = "conv", OpType = "Conv", Input = { "image", "kernel", "bias" }, Output = { "convolved" },
                    Attribute = { new AttributeProto { Name = "pads", Ints = { 1, 1, 1, 1 }, Type = 7 } },
                },
                new NodeProto { Name = "relu", OpType = "Relu", Input = { "convolved" }, Output = { "rectified" } },
                new NodeProto { Name = "flatten", OpType = "Flatten", Input = { "rectified" }, Output = { "flat" } },
                new NodeProto
                {
                    Name = "dense", OpType = "Gemm", Input = { "flat", "matrix", "shift" }, Output = { "answer" },
                    Attribute = { new AttributeProto { Name = "transB", I = 1, Type = 2 } },
                },
            },
        },
    };

    private static float[] Answer(float[] image, float[] kernel, float[] bias, float[] matrix, float[] shift)
    {
        double[] rectified = [.. from f in Enumerable.Range(0, Filters) from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) select Math.Max(0, Convolved(f, y, x))];
        return [.. Enumerable.Range(0, Units).Select(unit => (float)(shift[unit] + rectified.Select((value, i) => value * matrix[(unit * rectified.Length) + i]).Sum()))];

        double Convolved(int filter, int y, int x)
        {
            double sum = bias[filter];
            for (int tap = 0; tap < Channels * 9; tap++)
            {
                int channel = tap / 9, row = y + (tap / 3 % 3) - 1, column = x + (tap % 3) - 1;
                if (row is >= 0 and < Height && column is >= 0 and < Width)
                    sum += image[(((channel * Height) + row) * Width) + column] * kernel[(filter * Channels * 9) + tap];
            }

            return sum;
        }
    }

    private static TensorProto Tensor(string name, float[] numbers, params ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = 1, FloatData = { numbers } };
        foreach (long extent in shape)
            tensor.Dims.Add(extent);
        return tensor;
    }

    private static ValueInfoProto Value(string name, params ReadOnlySpan<long> shape)
    {
        var extents = new TensorShapeProto();
        foreach (long extent in shape)
            extents.Dim.Add(extent == 0 ? new TensorShapeProto.Types.Dimension { DimParam = "batch" } : new TensorShapeProto.Types.Dimension { DimValue = extent });
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = extents } } };
    }
}
