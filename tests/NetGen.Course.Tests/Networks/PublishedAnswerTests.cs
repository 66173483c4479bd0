using System.Text.Json;

namespace NetGen.Course.Tests.Networks;

/// <summary>A published network of full size against PyTorch; <c>tests/reference/vgg16.py</c> made the numbers and says how the weights are made.</summary>
public sealed class PublishedAnswerTests
{
    private const float BiasScale = 0.1f;
    private const double Tolerance = 1e-5;

    [Fact]
    public void Vgg16_answers_an_image_as_PyTorch_does()
    {
        var network = new Vgg16(new float[Vgg16.ParameterCount]);
        var random = new CounterRandom(16);
        foreach (ParameterSlot slot in Vgg16.Description.Layers.SelectMany(layer => layer.Slots))
        {
            int fanIn = slot.Shape.Take(slot.Shape.Length - 1).Aggregate(1, (product, extent) => product * extent);
            float scale = slot.Role == ParameterRole.Bias ? BiasScale : (float)Math.Sqrt(6.0 / fanIn);
            Span<float> parameters = network.Parameters.Slice(slot.Offset, slot.Length);
            for (int i = 0; i < parameters.Length; i++)
                parameters[i] = ((2 * random.UniformSingle((ulong)(slot.Offset + i))) - 1) * scale;
        }

        var pixels = new CounterRandom(17);
        float[] image = [.. Enumerable.Range(0, Vgg16.InputSize).Select(i => pixels.UniformSingle((ulong)i))];
        float[] outputs = new float[Vgg16.OutputSize];
        network.Forward(image, outputs);

        double[] expected = Outputs();
        double largest = expected.Max();
        Assert.Equal(expected.Length, outputs.Length);
        Assert.All(outputs.Zip(expected), pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / largest, 0, Tolerance));
    }

    private static double[] Outputs()
    {
        using Stream file = typeof(PublishedAnswerTests).Assembly.GetManifestResourceStream("vgg16.json")!;
        using JsonDocument document = JsonDocument.Parse(file);
        return [.. document.RootElement.GetProperty("outputs").EnumerateArray().Select(value => value.GetDouble())];
    }
}
