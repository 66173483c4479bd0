using System.Numerics;
using System.Text.Json;

namespace NetGen.Course.Tests.Networks;

/// <summary>Residual networks made of blocks, against PyTorch; <c>tests/reference/resnet.py</c> made the numbers and says how the weights are made.</summary>
public sealed class ResidualNetworkTests
{
    private static readonly Lazy<Answers> s_expected = new(Read);

    [Fact]
    public void ResNet18_has_the_published_shapes_and_counts()
    {
        Assert.Equal(11_689_512, ResNet18.ParameterCount);
        Assert.Equal(9_600, ResNet18.BufferSize);
        // Multiply-adds as published: 1.8 billion.
        Assert.InRange(ResNet18.Description.MultiplyAdds, 1_810_000_000, 1_825_000_000);
        int[][] expected = [[56, 56, 64], [56, 56, 64], [28, 28, 128], [28, 28, 128], [14, 14, 256], [14, 14, 256], [7, 7, 512], [7, 7, 512]];
        Assert.Equal(expected, Shapes(ResNet18.Description, 8));
        // A shortcut has parameters where the shape changes.
        Assert.Equal(["BasicBlock3Add1Projection", "BasicBlock5Add1Projection", "BasicBlock7Add1Projection"], Projections(ResNet18.Description));
    }

    [Fact]
    public void ResNet20_has_the_published_shapes_and_counts()
    {
        Assert.Equal(272_474, ResNet20.ParameterCount);
        int[][] expected = [[32, 32, 16], [32, 32, 16], [32, 32, 16], [16, 16, 32], [16, 16, 32], [16, 16, 32], [8, 8, 64], [8, 8, 64], [8, 8, 64]];
        Assert.Equal(expected, Shapes(ResNet20.Description, 9));
        Assert.Equal(["BasicBlock4Add1Projection", "BasicBlock7Add1Projection"], Projections(ResNet20.Description));
    }

    [Fact]
    public void ResNet18_answers_an_image_as_PyTorch_does()
    {
        var network = new ResNet18(new float[ResNet18.ParameterCount]);
        Fill<float>(ResNet18.Description, network.Parameters, network.Buffers);
        float[] outputs = new float[ResNet18.OutputSize];
        network.Forward(Images<float>(ResNet18.InputSize), outputs);
        Agree(1e-5, [.. outputs.Select(value => (double)value)], s_expected.Value.ResNet18);
    }

    [Fact]
    public void ResNet20_answers_an_image_as_PyTorch_does()
    {
        ResNet20 network = Small();
        double[] outputs = new double[ResNet20.OutputSize];
        network.Forward(Images<double>(ResNet20.InputSize), outputs);
        Agree(1e-10, outputs, s_expected.Value.ResNet20);
    }

    [Fact]
    public void A_step_of_ResNet20_has_the_loss_and_the_gradients_of_PyTorch()
    {
        ResNet20 network = Small();
        double[] labels = [3, 1, 4, 1], gradients = new double[ResNet20.ParameterCount];
        double loss = network.LossAndGradient(Images<double>(labels.Length * ResNet20.InputSize), labels, gradients, ResNet20.CreateWorkspace(labels.Length));
        Assert.Equal(s_expected.Value.Loss, loss, 1e-10);

        ParameterSlot[] slots = [.. ResNet20.Description.Layers.SelectMany(layer => layer.Slots)];
        Assert.Equal(s_expected.Value.Gradients.Length, slots.Length);
        foreach ((ParameterSlot slot, double[] expected) in slots.Zip(s_expected.Value.Gradients))
        {
            double[] gradient = gradients[slot.Offset..(slot.Offset + slot.Length)];
            double[] got = [gradient.Max(Math.Abs), Math.Sqrt(gradient.Sum(value => value * value)), gradient[0], gradient[^1]];
            Assert.All(got.Zip(expected), pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / expected[0], 0, 1e-9));
        }
    }

    private static ResNet20 Small()
    {
        var network = new ResNet20(new double[ResNet20.ParameterCount]);
        Fill<double>(ResNet20.Description, network.Parameters, network.Buffers);
        return network;
    }

    private static IEnumerable<int[]> Shapes(NetworkDescription network, int blocks) =>
        Enumerable.Range(1, blocks).Select(block => network.Layers.Single(layer => layer.Name == $"BasicBlock{block}Relu2").OutputShape.ToArray());

    private static IEnumerable<string> Projections(NetworkDescription network) =>
        network.Layers.Where(layer => layer.Name.EndsWith("Projection", StringComparison.Ordinal)).Select(layer => layer.Name);

    private static void Fill<T>(NetworkDescription network, Span<T> parameters, Span<T> buffers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CounterRandom ofParameters = new(18), ofBuffers = new(19);
        foreach (ParameterSlot slot in network.Layers.SelectMany(layer => layer.Slots))
        {
            double scale = Math.Sqrt(6.0 / slot.Shape.Take(slot.Shape.Length - 1).Aggregate(1, (product, extent) => product * extent)) / (slot.Shape.Length == 2 ? 16 : 1);
            (double low, double high) = slot.Shape.Length > 1 ? (-scale, scale) : slot.Name == "gamma" ? (0.75, 1.25) : (-0.125, 0.125);
            Fill(ofParameters, parameters.Slice(slot.Offset, slot.Length), slot.Offset, low, high);
        }

        foreach (BufferSlot slot in network.Layers.SelectMany(layer => layer.Buffers))
        {
            (double low, double high) = slot.Name == "runningMean" ? (-0.125, 0.125) : (0.5, 1.5);
            Fill(ofBuffers, buffers.Slice(slot.Offset, slot.Length), slot.Offset, low, high);
        }
    }

    private static void Fill<T>(CounterRandom random, Span<T> target, int offset, double low, double high)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < target.Length; i++)
            target[i] = T.CreateTruncating((float)(low + ((high - low) * random.UniformSingle((ulong)(offset + i)))));
    }

    private static T[] Images<T>(int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var pixels = new CounterRandom(20);
        return [.. Enumerable.Range(0, count).Select(i => T.CreateTruncating(pixels.UniformSingle((ulong)i)))];
    }

    private static void Agree(double tolerance, double[] got, double[] expected)
    {
        double largest = expected.Max(Math.Abs);
        Assert.Equal(expected.Length, got.Length);
        Assert.All(got.Zip(expected), pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / largest, 0, tolerance));
    }

    private static Answers Read()
    {
        using Stream file = typeof(ResidualNetworkTests).Assembly.GetManifestResourceStream("resnet.json")!;
        return JsonSerializer.Deserialize<Answers>(file, new JsonSerializerOptions { PropertyNameCaseInsensitive = true })!;
    }

    private sealed record Answers(double[] ResNet18, double[] ResNet20, double Loss, double[][] Gradients);
}
