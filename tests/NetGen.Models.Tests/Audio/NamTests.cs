using System.Text.Json.Nodes;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Audio;

public sealed class NamTests
{
    private const int Steps = 200;

    [InteropTheory]
    [InlineData("lstm")]
    [InlineData("wavenet")]
    [InlineData("wavenet_a1_standard")]
    public void An_amplifier_sounds_as_in_its_own_player(string model)
    {
        string folder = Path.Combine(Interop.Folder!, "nam");
        TensorData both = TensorFile.Read(Path.Combine(folder, model + ".csv"));
        TensorData Column(int index) => new([both.Shape[0], 1], [.. both.Numbers.Where((_, i) => i % 2 == index)]);

        Comparison result = Verification.Run(Path.Combine(folder, model + ".nam"), [Column(0)], [Column(1)], bySteps: true);

        Assert.True(result.IsWithin(1e-5), $"{result}");
    }

    [Fact]
    public void Two_recurrent_layers_start_from_the_state_of_the_file_and_half_a_second_of_silence()
    {
        var draw = new Draw(1);
        const int hidden = 4, width = 4 * hidden, rate = 400;
        float[] first = draw.Numbers(width * (1 + hidden)), firstBias = draw.Numbers(width), h1 = draw.Numbers(hidden), c1 = draw.Numbers(hidden);
        float[] second = draw.Numbers(width * (2 * hidden)), secondBias = draw.Numbers(width), h2 = draw.Numbers(hidden), c2 = draw.Numbers(hidden);
        float[] head = draw.Numbers(hidden), headBias = draw.Numbers(1), sound = draw.Numbers(Steps);
        using var folder = new TemporaryFolder();
        string path = folder.File("two.nam", new JsonObject
        {
            ["architecture"] = "LSTM",
            ["sample_rate"] = rate,
            ["config"] = new JsonObject { ["input_size"] = 1, ["hidden_size"] = hidden, ["num_layers"] = 2 },
            ["weights"] = Draw.Nested([.. first, .. firstBias, .. h1, .. c1, .. second, .. secondBias, .. h2, .. c2, .. head, .. headBias], 1 * (width * (1 + hidden)) + (width * 2 * hidden) + (2 * width) + (4 * hidden) + hidden + 1),
        });

        double[][] steps = [.. Enumerable.Repeat((double[])[0], rate / 2), .. sound.Select(sample => (double[])[sample])];
        double[][] one = ReferenceCells.Lstm(steps, Turned(first, 0, 1, 1 + hidden), Turned(first, 1, hidden, 1 + hidden), firstBias, Wide(h1), Wide(c1));
        double[][] two = ReferenceCells.Lstm(one, Turned(second, 0, hidden, 2 * hidden), Turned(second, hidden, hidden, 2 * hidden), secondBias, Wide(h2), Wide(c2));
        double[][] expected = ReferenceCells.Dense(two, head, headBias);

        Assert.True(Verify(path, sound, [.. expected.Skip(rate / 2).Select(step => step[0])]).IsWithin(1e-5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_arrays_of_dilated_layers_and_their_heads(bool gated)
    {
        var model = new ReferenceWaveNet(new Draw(2), gated);
        float[] sound = new Draw(3).Numbers(Steps);
        using var folder = new TemporaryFolder();
        string path = folder.File("net.nam", model.Json());

        double[] expected = model.Play([.. Enumerable.Repeat(0f, model.Past), .. sound]);

        Comparison result = Verify(path, sound, expected[model.Past..]);
        Assert.True(result.IsWithin(1e-5), $"{result}");
    }

    [Theory]
    [InlineData("head_scale", null)]
    [InlineData("config", "head")]
    [InlineData("architecture", "ConvNet")]
    public void What_is_not_read_is_refused_with_its_reason(string part, string? value)
    {
        JsonObject json = new ReferenceWaveNet(new Draw(2), gated: false).Json();
        if (part == "architecture")
            json["architecture"] = value;
        else if (part == "config")
            json["config"]!["head"] = new JsonObject { ["channels"] = 2 };
        else
            json["weights"]!.AsArray().RemoveAt(json["weights"]!.AsArray().Count - 1);
        using var folder = new TemporaryFolder();

        ImportProblem problem = Assert.Throws<ModelImportException>(() => ModelFile.Read(folder.File("net.nam", json))).Problems.Single();

        Assert.NotEmpty(problem.Reason);
        Assert.NotEmpty(problem.Operator);
    }

    [Theory]
    [InlineData(44_100, "44100f")]
    [InlineData(null, "48000f")]
    public void The_class_knows_the_rate_of_its_sound(int? rate, string expected)
    {
        JsonObject json = new ReferenceWaveNet(new Draw(2), gated: false).Json();
        json["sample_rate"] = rate;
        using var folder = new TemporaryFolder();

        Assert.Contains($"public const float SampleRate = {expected};", ModelFile.Read(folder.File("net.nam", json)).Source);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-48000")]
    [InlineData("1e7")]
    [InlineData("\"fast\"")]
    public void A_rate_that_no_sound_has_is_refused(string rate)
    {
        JsonObject json = new ReferenceWaveNet(new Draw(2), gated: false).Json();
        json["sample_rate"] = JsonNode.Parse(rate);
        using var folder = new TemporaryFolder();

        ModelImportException exception = Assert.Throws<ModelImportException>(() => ModelFile.Read(folder.File("net.nam", json)));
        Assert.Contains("'sample_rate' is ", exception.Message);
    }

    [Fact]
    public void A_corrupt_file_is_an_exception_that_says_so()
    {
        string whole = new ReferenceWaveNet(new Draw(2), gated: false).Json().ToJsonString();
        CorruptFiles.AreRefused("net.nam", whole);
    }

    private static Comparison Verify(string path, float[] sound, double[] expected) => Verification.Run(
        path, [new TensorData([sound.Length, 1], sound)], [new TensorData([sound.Length, 1], Array.ConvertAll(expected, number => (float)number))], bySteps: true);

    private static double[] Wide(float[] numbers) => Array.ConvertAll(numbers, number => (double)number);

    /// <summary>Some columns of a matrix <c>[rows][columns]</c> as rows.</summary>
    private static float[] Turned(float[] matrix, int first, int count, int columns) =>
        [.. Enumerable.Range(first, count).SelectMany(column => Enumerable.Range(0, matrix.Length / columns).Select(row => matrix[(row * columns) + column]))];
}
