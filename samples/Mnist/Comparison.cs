using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace NetGen.Samples.Mnist;

/// <summary>An epoch of LeNet-5 on one thread, batches of 64, here and by PyTorch on the same machine.</summary>
internal static class Comparison
{
    /// <summary>Prints both times, or why there is only one.</summary>
    public static void Print(ulong seed)
    {
        double own = Experiment.SecondsOfEpoch<LeNet5>(seed);
        Console.WriteLine($"an epoch of LeNet-5 on one thread: {own:F2} s");
        if (PyTorch() is { } torch)
            Console.WriteLine($"the same by PyTorch: {torch:F2} s, {torch / own:F1} times as long");
        else
            Console.WriteLine("no comparison: python3 with torch was not found");
    }

    /// <summary>The seconds that the script beside the program measures; null where it cannot run.</summary>
    private static double? PyTorch()
    {
        foreach (string python in new[] { "python3", "/usr/bin/python3" })
        {
            try
            {
                ProcessStartInfo start = new(python, [Path.Combine(AppContext.BaseDirectory, "compare.py"), Path.Combine(AppContext.BaseDirectory, "data")])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                };
                using Process process = Process.Start(start)!;
                _ = process.StandardError.ReadToEndAsync();
                string output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                if (process.ExitCode == 0 && double.TryParse(output, CultureInfo.InvariantCulture, out double seconds))
                    return seconds;
            }
            catch (Win32Exception)
            {
                // There is no such program; another name may do.
            }
        }

        return null;
    }
}
