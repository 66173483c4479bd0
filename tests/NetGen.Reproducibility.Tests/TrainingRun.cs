using System.Globalization;
using System.Reflection;

namespace NetGen.Reproducibility.Tests;

/// <summary>What the program printed: how wide its vectors were, and a hash of each trained network.</summary>
internal sealed record TrainingRun(int VectorWidth, IReadOnlyDictionary<string, string> Hashes)
{
    private static readonly Lazy<TrainingRun> s_default = new(() => UnderJit());

    /// <summary>The run that all others are compared with: one thread, no settings.</summary>
    public static TrainingRun Default => s_default.Value;

    /// <summary>Runs the program under the JIT compiler.</summary>
    public static TrainingRun UnderJit(int threads = 1, int seed = 1, string? network = null, params (string Name, string Value)[] settings) =>
        Of("dotnet", [Metadata("Program"), .. Arguments(threads, seed, network)], settings);

    /// <summary>Runs an executable file of the program.</summary>
    public static TrainingRun Native(string executable) => Of(executable, Arguments(1, 1, null), []);

    /// <summary>A fact that the build wrote into this assembly.</summary>
    public static string Metadata(string key) =>
        typeof(TrainingRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static IEnumerable<string> Arguments(int threads, int seed, string? network)
    {
        yield return threads.ToString(CultureInfo.InvariantCulture);
        yield return seed.ToString(CultureInfo.InvariantCulture);
        if (network is not null)
            yield return network;
    }

    private static TrainingRun Of(string program, IEnumerable<string> arguments, (string Name, string Value)[] settings)
    {
        string[] lines = ChildProcess.Run(program, arguments, settings).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            lines.Skip(1).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1]));
    }
}
