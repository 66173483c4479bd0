using System.Diagnostics;

namespace NetGen.Samples.Amp;

/// <summary>Sends a sound through the model in blocks, as an effect does while one plays.</summary>
internal static class Streaming
{
    /// <summary>The samples of a block: what audio drivers hand over at once.</summary>
    private const int Block = 64;

    /// <summary>What the model makes of a sound, and the time that took.</summary>
    public static (float[] Heard, TimeSpan Time) Run(float[] sound)
    {
        AmpModel model = AmpModel.CreatePretrained();
        AmpModel.Prepared network = model.Prepare();
        AmpModel.State state = model.SilentState();
        float[] heard = new float[sound.Length];
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < sound.Length; i += Block)
        {
            int count = Math.Min(Block, sound.Length - i);
            network.Steps(sound.AsSpan(i, count), heard.AsSpan(i, count), ref state);
        }

        return (heard, Stopwatch.GetElapsedTime(begin));
    }
}
