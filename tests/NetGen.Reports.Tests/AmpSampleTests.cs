using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NetGen.Models;

namespace NetGen.Reports.Tests;

/// <summary>Plays through the amplifier as the reader of the sample would.</summary>
public sealed class AmpSampleTests : IDisposable
{
    private const int Rate = 48_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netgen-amp-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_imported_model_plays_a_guitar_as_the_amplifier_does()
    {
        string output = Run();
        Assert.Matches(
            @"^10\.00 s of sound in [0-9.]+ s: real-time factor [0-9.]+, [0-9,]+ times as fast as it plays\s*$",
            Line(output, "10.00 s of sound"));
        Assert.InRange(ErrorToSignal(output), 1e-6, 0.005);

        byte[] first = File.ReadAllBytes(Path.Combine(_folder.FullName, "out.wav"));
        Assert.InRange(first.Length, 10 * Rate * sizeof(float), (10 * Rate * sizeof(float)) + 100);
        Run();
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(_folder.FullName, "out.wav")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_file_of_ones_own_has_as_many_samples_behind_the_amplifier(int samples)
    {
        WriteWave("in.wav", channels: 1, Rate, samples);
        Run("in.wav", "loud.wav");
        // The length of the samples stands before them.
        int bytes = samples * sizeof(float);
        Assert.Equal(bytes, BitConverter.ToInt32(File.ReadAllBytes(Path.Combine(_folder.FullName, "loud.wav")).AsSpan()[^(bytes + 4)..]));
    }

    [Theory]
    [InlineData("absent.wav", "Could not find file")]
    [InlineData("text.wav", "text.wav: expected a WAV file of integers or floating point: ")]
    [InlineData("cut.wav", "cut.wav: expected a WAV file of integers or floating point: ")]
    [InlineData("stereo.wav", "stereo.wav: expected one channel, got 2")]
    [InlineData("slow.wav", "slow.wav: expected 48,000 samples a second, which the model was made for, got 44,100")]
    [InlineData("empty.wav", "empty.wav: expected at least one sample, got none")]
    public void A_file_that_does_not_fit_is_refused_in_one_line(string file, string message)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "text.wav"), "This is a text, and no sound at all.");
        WriteWave("stereo.wav", channels: 2, Rate, samples: 100);
        WriteWave("slow.wav", channels: 1, rate: 44_100, samples: 100);
        WriteWave("empty.wav", channels: 1, Rate, samples: 0);
        File.WriteAllBytes(Path.Combine(_folder.FullName, "cut.wav"), File.ReadAllBytes(Path.Combine(_folder.FullName, "slow.wav"))[..30]);

        string text = Assert.Throws<InvalidOperationException>(() => Run(file, "out.wav")).Message;

        Assert.StartsWith("The sample ended with 1:", text);
        Assert.Contains(message, Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)));
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "out.wav")));
    }

    [Fact]
    public void Training_writes_a_model_that_is_imported_and_the_same_each_time()
    {
        string output = Run("--train", "one.nam", "--epochs", "2");
        Run("--train", "two.nam", "--epochs", "2");

        Assert.InRange(ErrorToSignal(output), 0.002, 0.2);
        string path = Path.Combine(_folder.FullName, "one.nam");
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(_folder.FullName, "two.nam")));
        ImportedModel model = ModelFile.Read(path, new ImportOptions { ClassName = "Amp" });
        Assert.Equal(["Lstm1", "Dense1"], model.Report.Layers.Select(layer => layer.Name));
        Assert.Contains("public const float SampleRate = 48000f;", model.Source);
    }

    private static double ErrorToSignal(string output) =>
        double.Parse(Regex.Match(Line(output, "error-to-signal ratio"), "([0-9.]+) %").Groups[1].Value, CultureInfo.InvariantCulture) / 100;

    private static string Line(string output, string start) =>
        output.Split('\n').Single(line => line.StartsWith(start, StringComparison.Ordinal));

    private string Run(params string[] arguments) => SampleProgram.RunIn(_folder.FullName, "Amp", arguments);

    /// <summary>A file of 16-bit integers, byte by byte.</summary>
    private void WriteWave(string name, short channels, int rate, int samples)
    {
        using var file = new BinaryWriter(File.Create(Path.Combine(_folder.FullName, name)));
        int bytes = samples * channels * sizeof(short);
        file.Write(Encoding.ASCII.GetBytes("RIFF"));
        file.Write(36 + bytes);
        file.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        file.Write(16);
        file.Write((short)1);
        file.Write(channels);
        file.Write(rate);
        file.Write(rate * channels * sizeof(short));
        file.Write((short)(channels * sizeof(short)));
        file.Write((short)16);
        file.Write(Encoding.ASCII.GetBytes("data"));
        file.Write(bytes);
        for (int i = 0; i < samples * channels; i++)
            file.Write((short)(i * 37 % 20_000));
    }
}
