using System.Diagnostics;
using NetGen.Models.Export;
using NetGen.Models.Export.Onnx;
using NetGen.Models.Tests.Support;
using Xunit.Abstractions;

namespace NetGen.Models.Tests.Export;

public sealed class ExportSizeTests(ITestOutputHelper output)
{
    private const string Vgg16 = """
        [Input(224, 224, 3)]
        [Conv2D(64, 3, Padding = 1), Relu, Conv2D(64, 3, Padding = 1), Relu, MaxPool2D(2)]
        [Conv2D(128, 3, Padding = 1), Relu, Conv2D(128, 3, Padding = 1), Relu, MaxPool2D(2)]
        [Conv2D(256, 3, Padding = 1), Relu, Conv2D(256, 3, Padding = 1), Relu, Conv2D(256, 3, Padding = 1), Relu, MaxPool2D(2)]
        [Conv2D(512, 3, Padding = 1), Relu, Conv2D(512, 3, Padding = 1), Relu, Conv2D(512, 3, Padding = 1), Relu, MaxPool2D(2)]
        [Conv2D(512, 3, Padding = 1), Relu, Conv2D(512, 3, Padding = 1), Relu, Conv2D(512, 3, Padding = 1), Relu, MaxPool2D(2)]
        [Flatten, Dense(4096), Relu, Dense(4096), Relu, Dense(1000), Softmax]
        """;

    [Fact]
    public void VGG_16_goes_out_in_four_bytes_a_parameter_and_little_more()
    {
        NetworkDescription network = ExportedNetwork.Describe("Vgg16", Vgg16);
        float[] parameters = new float[network.ParameterCount];
        using var folder = new TemporaryFolder();
        string onnx = Path.Combine(folder.Path, "vgg16.onnx"), module = Path.Combine(folder.Path, "vgg16.py"), weights = Path.ChangeExtension(module, ".safetensors");

        Stopwatch watch = Stopwatch.StartNew();
        OnnxFile.Save<float>(onnx, network, parameters, []);
        output.WriteLine($"ONNX: {watch.Elapsed.TotalSeconds:F1} s, {new FileInfo(onnx).Length} bytes");
        watch.Restart();
        PyTorchModule.Save<float>(module, network, parameters, []);
        output.WriteLine($"PyTorch: {watch.Elapsed.TotalSeconds:F1} s, {new FileInfo(weights).Length} bytes, {new FileInfo(module).Length} of text");

        Assert.Equal(138_357_544, network.ParameterCount);
        Assert.InRange(new FileInfo(onnx).Length - (4L * network.ParameterCount), 0, 10_000);
        Assert.InRange(new FileInfo(weights).Length - (4L * network.ParameterCount), 0, 10_000);
        Assert.InRange(new FileInfo(module).Length, 0, 10_000);
    }

    [Fact]
    public void In_a_chain_of_image_layers_the_axes_turn_once_before_and_once_behind()
    {
        NetworkDescription network = ExportedNetwork.Describe("Chain", "[Input(9, 9, 3), Conv2D(4, 3), BatchNorm, Relu, MaxPool2D(2), Conv2D(2, 2), PRelu(PerChannel = true), Softmax, Flatten, Dense(5)]");
        var source = ExportSource.Of<float>(network, new float[network.ParameterCount], new float[8]);

        Assert.Equal(2, OnnxWriter.Write(source).Graph.Node.Count(node => node.OpType == "Transpose"));
    }
}
