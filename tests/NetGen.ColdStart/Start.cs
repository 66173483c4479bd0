using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NetGen.ColdStart;

/// <summary>The first answer of this process, and what it took.</summary>
internal static class Start
{
    /// <summary>With the weights of the assembly, of which nothing is parsed.</summary>
    public const string Baked = "baked";

    /// <summary>With the same weights from a file.</summary>
    public const string File = "file";

    /// <summary>Prints, in milliseconds, when the weights were in place and when the first answer was there; then the answer.</summary>
    public static int Run(string way)
    {
        float[] image = new float[LeNet5.InputSize], probabilities = new float[LeNet5.OutputSize];
        for (int i = 0; i < image.Length; i++)
            image[i] = (i % 17) / 16f;

        long begin = Stopwatch.GetTimestamp();
        LeNet5 network = way == Baked ? LeNet5.CreatePretrained() : Loaded();
        double weights = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        network.Prepare().Forward(image, probabilities);
        double answer = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;

        string bits = Convert.ToHexStringLower(MemoryMarshal.AsBytes(probabilities.AsSpan()));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{weights} {answer} {bits}"));
        return 0;
    }

    private static LeNet5 Loaded()
    {
        var network = new LeNet5();
        Safetensors.Load(Path.Combine(AppContext.BaseDirectory, "lenet.safetensors"), network);
        return network;
    }
}
