using System.Diagnostics;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NetGen.Models.Onnx.Messages;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;
using Xunit.Abstractions;

namespace NetGen.Models.Tests.Onnx;

/// <summary>Published networks with seeded random weights against ONNX Runtime; their files have equal weights alone, with which an answer says little.</summary>
public sealed class LightModelTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-4;
    private const int Rounds = 5;

    [InteropTheory]
    [InlineData("bvlc_alexnet")]
    [InlineData("densenet121")]
    [InlineData("inception_v1")]
    [InlineData("resnet50")]
    [InlineData("squeezenet")]
    [InlineData("vgg19")]
    public void A_published_network_answers_as_in_ONNX_Runtime(string name)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, name + ".onnx");
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(Interop.Folder!, "onnx", "light", $"light_{name}.onnx")));
        Fill(model, new Random(name.Length));
        using (FileStream file = File.Create(path))
            model.WriteTo(file);
        int[] shape = [.. model.Graph.Input.First(input => model.Graph.Initializer.All(tensor => tensor.Name != input.Name)).Type.TensorType.Shape.Dim.Select(extent => (int)extent.DimValue)];
        float[] image = [.. Enumerable.Range(0, shape.Aggregate(1, (product, extent) => product * extent)).Select(i => MathF.Sin(i * 0.37f))];

        (float[] expected, double theirs) = OnnxRuntime(path, image, shape);
        // A softmax that is all but sure answers the same whatever the layers before it do.
        Assert.InRange(expected.Max(), 0, 0.999f);
        Stopwatch watch = Stopwatch.StartNew();
        ImportedModel imported = ModelFile.Read(path);
        TimeSpan import = watch.Elapsed;
        CompiledModel compiled = CompiledModel.Compile(imported);
        // Once more, when the compiler itself has been compiled.
        GenerationFigures figures = CompiledModel.Measure(imported.Source);
        Comparison result = Verification.Compare(imported, compiled, [new TensorData([.. shape], image)], [new TensorData([1, expected.Length], expected)], bySteps: false);

        output.WriteLine(FormattableString.Invariant($"{name}: {result}; import {import.TotalSeconds:F1} s, generation {figures.Generation.TotalMilliseconds:F0} ms,"));
        output.WriteLine(FormattableString.Invariant($"{figures.Characters / 1000} KB of text, C# compiler {figures.Compilation.TotalSeconds:F1} s,"));
        output.WriteLine(FormattableString.Invariant($"an image {compiled.MillisecondsOf(image, Rounds):F1} ms, in ONNX Runtime on one thread {theirs:F1} ms"));
        Assert.True(result.IsWithin(Tolerance), $"{result}");
    }

    private static (float[] Answer, double Milliseconds) OnnxRuntime(string path, float[] image, int[] shape)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(path, options);
        NamedOnnxValue[] inputs = [NamedOnnxValue.CreateFromTensor(session.InputMetadata.Keys.Single(), new DenseTensor<float>(image, shape))];
        float[] answer = [];
        List<double> times = [];
        for (int round = 0; round <= Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(inputs);
            answer = [.. results[0].AsEnumerable<float>()];
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return (answer, times.Skip(1).Order().ElementAt(Rounds / 2));
    }

    /// <summary>Weights that keep the size of what goes through them in place of those that the file makes all equal.</summary>
    private static void Fill(ModelProto model, Random random)
    {
        Dictionary<string, TensorProto> known = model.Graph.Initializer.ToDictionary(tensor => tensor.Name);
        HashSet<string> positive = [.. model.Graph.Node.Where(node => node.OpType == "BatchNormalization").SelectMany(node => new[] { node.Input[1], node.Input[4] })];
        foreach (NodeProto node in model.Graph.Node.Where(node => node.OpType == "ConstantOfShape").ToArray())
        {
            long[] shape = known[node.Input[0]] is { RawData.IsEmpty: false } raw ? MemoryMarshal.Cast<byte, long>(raw.RawData.Span).ToArray() : [.. known[node.Input[0]].Int64Data];
            double spread = shape.Length < 2 ? 0.1 : Math.Sqrt(2.0 * shape[0] / shape.Aggregate(1L, (product, extent) => product * extent));
            float[] numbers = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
            for (int i = 0; i < numbers.Length; i++)
                numbers[i] = positive.Contains(node.Output[0]) ? 0.25f + (0.5f * random.NextSingle()) : (float)(spread * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2);
            model.Graph.Node.Remove(node);
            var tensor = new TensorProto { Name = node.Output[0], DataType = 1, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(numbers)) };
            tensor.Dims.AddRange(shape);
            model.Graph.Initializer.Add(tensor);
        }
    }
}
