using System.Diagnostics;

namespace NetGen.Samples.Sequence;

/// <summary>Sends sound through a network, one number at a time, as an effect does while one plays. The weights are not trained: the time does not depend on them.</summary>
internal static class Streaming
{
    private const int SampleRate = 48_000;

    public static void Run(int rounds, ulong seed)
    {
        float[] sound = Pluck(SampleRate / 2);
        float[] heard = new float[sound.Length];
        SoundNet.Prepared network = new SoundNet(seed).Prepare();
        double[] nanoseconds = new double[rounds];
        // One more round, first, in which methods are compiled and memory is touched.
        for (int round = -1; round < rounds; round++)
        {
            SoundNet.State state = default;
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < sound.Length; i++)
                network.Step(sound.AsSpan(i, 1), heard.AsSpan(i, 1), ref state);
            if (round >= 0)
                nanoseconds[round] = Stopwatch.GetElapsedTime(begin).TotalNanoseconds / sound.Length;
        }

        Array.Sort(nanoseconds);
        double median = nanoseconds[rounds / 2];
        Console.WriteLine($"{SoundNet.Description.Name}: a GRU of 20 units, {SoundNet.ParameterCount:N0} parameters, {sound.Length:N0} samples at {SampleRate:N0} Hz, one at a time");
        Console.WriteLine($"{median:F0} ns a sample (median of {rounds} rounds, least {nanoseconds[0]:F0}), {1e9 / SampleRate / median:F0} times as fast as the sound plays");
    }

    /// <summary>A string that is plucked four times a second, and rings with eight overtones that fade.</summary>
    private static float[] Pluck(int length)
    {
        float[] sound = new float[length];
        for (int i = 0; i < length; i++)
        {
            double time = i % (SampleRate / 4) / (double)SampleRate;
            for (int overtone = 1; overtone <= 8; overtone++)
                sound[i] += (float)(0.3 / overtone * Math.Exp(-6 * overtone * time) * Math.Sin(2 * Math.PI * 110 * overtone * time));
        }

        return sound;
    }
}
