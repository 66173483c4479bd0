namespace NetGen.Samples.Amp;

/// <summary>What the program does: play, or train.</summary>
internal static class Commands
{
    private const int Seconds = 10;

    /// <summary>A guitar that training has not heard.</summary>
    private const ulong Unheard = 2;

    /// <summary>Streams a sound through the model, and writes what comes out.</summary>
    /// <param name="input">A WAV file; null for a synthesised guitar.</param>
    /// <param name="output">The WAV file to write.</param>
    public static void Play(string? input, string output)
    {
        const int rate = (int)AmpModel.SampleRate;
        float[] sound = input is null ? Sound.Guitar(Seconds, Unheard) : SoundFile.Read(input, rate);
        (float[] heard, TimeSpan time) = Streaming.Run(sound);
        SoundFile.Write(output, heard, rate);

        double seconds = (double)sound.Length / rate, factor = time.TotalSeconds / seconds;
        NetworkDescription model = AmpModel.Description;
        Console.WriteLine($"{model.ParameterCount:N0} parameters, {model.MultiplyAdds / model.InputShape[0]:N0} multiply-adds a sample");
        string speed = $"real-time factor {factor:F4}, {1 / factor:F0} times as fast as it plays";
        Console.WriteLine($"{seconds:F2} s of sound in {time.TotalSeconds:F3} s: {speed}");
#if !OTHER_MODEL
        Console.WriteLine($"error-to-signal ratio against the amplifier: {Sound.ErrorToSignal(heard, Amplifier.Play(sound)):P2}");
#endif
        Console.WriteLine($"written to {output}");
    }

    /// <summary>Fits a network to the amplifier, and writes it.</summary>
    public static void Train(string path, int epochs)
    {
        TrainedAmp network = Training.Run(epochs);
        NamWriter.Write(path, network);
        float[] sound = Sound.Guitar(Seconds, Unheard), heard = new float[sound.Length];
        TrainedAmp.State state = default;
        network.Prepare().Steps(sound, heard, ref state);
        double error = Sound.ErrorToSignal(heard, Amplifier.Play(sound));
        Console.WriteLine($"error-to-signal ratio on a sound that was not trained on: {error:P2}");
    }
}
