using NAudio.Wave;

namespace NetGen.Samples.Amp;

/// <summary>WAV files of one channel.</summary>
internal static class SoundFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file: integers of 8 to 32 bits, or floating point.</param>
    /// <param name="rate">The samples a second that it must have.</param>
    /// <exception cref="InvalidDataException">
    /// The file is no WAV, is empty, is in a format that is not read, or has another rate or more channels than one.
    /// </exception>
    public static float[] Read(string path, int rate)
    {
        try
        {
            using var reader = new WaveFileReader(path);
            Check(reader, path, rate);
            float[] sound = new float[reader.SampleCount];
            ISampleProvider samples = reader.ToSampleProvider();
            int count = 0;
            while (count < sound.Length && samples.Read(sound.AsSpan(count)) is > 0 and int read)
                count += read;
            if (count < sound.Length)
                throw new InvalidDataException($"{path}: expected {sound.Length:N0} samples, as the file says, got {count:N0}");
            if (Array.FindIndex(sound, sample => !float.IsFinite(sample)) is >= 0 and int wrong)
                throw new InvalidDataException($"{path}: expected finite numbers, got {sound[wrong]} at sample {wrong:N0}");
            return sound;
        }
        catch (Exception exception) when (exception is FormatException or EndOfStreamException or ArgumentException
            or InvalidOperationException or NotSupportedException or ArithmeticException)
        {
            throw new InvalidDataException($"{path}: expected a WAV file of integers or floating point: {exception.Message}", exception);
        }
    }

    /// <summary>Writes floating point of 32 bits.</summary>
    public static void Write(string path, float[] sound, int rate)
    {
        using var writer = new WaveFileWriter(path, WaveFormat.CreateIeeeFloatWaveFormat(rate, 1));
        writer.WriteSamples(sound, 0, sound.Length);
    }

    /// <summary>What the header says, before memory is taken for it.</summary>
    private static void Check(WaveFileReader reader, string path, int rate)
    {
        if (reader.WaveFormat.Channels != 1)
            throw new InvalidDataException($"{path}: expected one channel, got {reader.WaveFormat.Channels}");
        if (reader.WaveFormat.SampleRate != rate)
        {
            throw new InvalidDataException(
                $"{path}: expected {rate:N0} samples a second, which the model was made for, got {reader.WaveFormat.SampleRate:N0}");
        }

        if (reader.SampleCount < 1)
            throw new InvalidDataException($"{path}: expected at least one sample, got none");
        long bytes = new FileInfo(path).Length;
        if (reader.Length > bytes)
            throw new InvalidDataException($"{path}: expected {reader.Length:N0} bytes of samples, got a file of {bytes:N0} bytes");
    }
}
