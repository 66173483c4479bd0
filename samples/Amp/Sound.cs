namespace NetGen.Samples.Amp;

/// <summary>Sounds as numbers from -1 to 1, and how far one is from another.</summary>
internal static class Sound
{
    /// <summary>The samples a second of all sounds that this program makes.</summary>
    public const int Rate = 48_000;

    private const int NotesPerSecond = 4;

    /// <summary>
    /// A guitar: four times a second a string of another pitch (E2 to E5) and loudness is plucked, sometimes two at once (K. Karplus and
    /// A. Strong, "Digital Synthesis of Plucked-String and Drum Timbres", 1983: noise goes round a delay line of a period, averaged
    /// with its neighbour at each turn).
    /// </summary>
    /// <param name="seconds">Its length.</param>
    /// <param name="seed">Decides what is played.</param>
    public static float[] Guitar(int seconds, ulong seed)
    {
        var random = new RandomSequence(seed);
        float[] sound = new float[seconds * Rate];
        for (int note = 0; note < seconds * NotesPerSecond; note++)
        {
            int strings = random.NextInt(3) == 0 ? 2 : 1;
            for (int i = 0; i < strings; i++)
                Pluck(sound.AsSpan(note * Rate / NotesPerSecond), random, random.NextInt(37), 0.1 + (0.7 * random.NextDouble()));
        }

        for (int i = 0; i < sound.Length; i++)
            sound[i] = Math.Clamp(sound[i], -1, 1);
        return sound;
    }

    /// <summary>The error-to-signal ratio: the energy of the difference, divided by that of what is right.</summary>
    public static double ErrorToSignal(ReadOnlySpan<float> sound, ReadOnlySpan<float> right)
    {
        double error = 0, signal = 0;
        for (int i = 0; i < right.Length; i++)
        {
            error += ((double)sound[i] - right[i]) * ((double)sound[i] - right[i]);
            signal += (double)right[i] * right[i];
        }

        return error / signal;
    }

    /// <summary>A string, added to a sound from its first number on.</summary>
    private static void Pluck(Span<float> sound, RandomSequence random, int semitone, double loudness)
    {
        double hertz = 82.41 * VectorMath.Exp(semitone * VectorMath.Log(2.0) / 12);
        double[] turn = new double[(int)(Rate / hertz)];
        double last = 0;
        for (int i = 0; i < turn.Length; i++)
        {
            // The finger is softer than noise.
            last = (0.5 * last) + (0.5 * ((2 * random.NextDouble()) - 1));
            turn[i] = last;
        }

        for (int i = 0; i < Math.Min(sound.Length, 2 * Rate); i++)
        {
            int here = i % turn.Length, next = (i + 1) % turn.Length;
            sound[i] += (float)(loudness * turn[here]);
            turn[here] = 0.998 * 0.5 * (turn[here] + turn[next]);
        }
    }
}
