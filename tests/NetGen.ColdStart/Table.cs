using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace NetGen.ColdStart;

/// <summary>Publishes this program for the JIT compiler and ahead of time, starts both in both ways, and prints the medians.</summary>
internal static class Table
{
    private const int Starts = 21;

    public static int Print()
    {
        (string Name, string Program)[] programs =
            [("JIT", Publish("jit")), ("AOT", Publish("aot", "-r", RuntimeInformation.RuntimeIdentifier))];
        Console.WriteLine("| | weights in place | first answer | whole process |");
        Console.WriteLine("|---|---|---|---|");
        List<Measured> rows = [];
        foreach ((string name, string program) in programs)
        {
            List<Measured> baked = [], file = [];
            // One start of each, first, brings the files into memory; then in turn, so that whatever else the machine does befalls both.
            for (int start = -1; start < Starts; start++)
            {
                (Measured one, Measured other) = (Measured.Of(program, Start.Baked), Measured.Of(program, Start.File));
                if (start < 0)
                    continue;
                baked.Add(one);
                file.Add(other);
            }

            rows.Add(Row($"{name}, weights in the program", baked));
            rows.Add(Row($"{name}, weights loaded from a file", file));
        }

        if (rows.Any(row => row.Bits != rows[0].Bits))
            throw new InvalidOperationException("Expected the same answer of all programs.");
        Console.WriteLine();
        Console.WriteLine($"Medians of {Starts} starts each, in ms; {RuntimeInformation.OSDescription}.");
        return 0;
    }

    private static Measured Row(string name, List<Measured> starts)
    {
        Measured median = Measured.Median(starts);
        FormattableString row = $"| {name} | {median.Weights:F2} | {median.Answer:F2} | {median.Process:F1} |";
        Console.WriteLine(row.ToString(CultureInfo.InvariantCulture));
        return median;
    }

    private static string Publish(string name, params string[] arguments)
    {
        string output = Path.Combine(Metadata("Artifacts"), name);
        string build = Path.Combine(output, "build");
        string[] command = ["publish", Metadata("Project"), "-c", "Release", "-o", output, "--artifacts-path", build, "--nologo", "-v:q"];
        var start = new ProcessStartInfo("dotnet", [.. command, .. arguments]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Path.Combine(output, "NetGen.ColdStart" + (OperatingSystem.IsWindows() ? ".exe" : string.Empty))
            : throw new InvalidOperationException($"Publishing failed:\n{log}");
    }

    private static string Metadata(string key) =>
        typeof(Table).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
