using System.Diagnostics;
using System.Globalization;

namespace NetGen.ColdStart;

/// <summary>One start of a program.</summary>
/// <param name="Weights">Milliseconds until the weights were in place.</param>
/// <param name="Answer">Milliseconds until the first answer.</param>
/// <param name="Process">Milliseconds of the process as a whole, from its start to its end.</param>
/// <param name="Bits">The answer.</param>
internal readonly record struct Measured(double Weights, double Answer, double Process, string Bits)
{
    /// <summary>Starts a program.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error.</exception>
    public static Measured Of(string program, string way)
    {
        long begin = Stopwatch.GetTimestamp();
        using Process process = System.Diagnostics.Process.Start(new ProcessStartInfo(program, [way]) { RedirectStandardOutput = true })!;
        string[] words = process.StandardOutput.ReadToEnd().TrimEnd().Split(' ');
        process.WaitForExit();
        double all = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return process.ExitCode == 0
            ? new(double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture), all, words[2])
            : throw new InvalidOperationException($"{program} {way} ended with {process.ExitCode}.");
    }

    /// <summary>The median of each time.</summary>
    /// <exception cref="InvalidOperationException">The answers differ.</exception>
    public static Measured Median(IReadOnlyList<Measured> starts)
    {
        if (starts.Any(start => start.Bits != starts[0].Bits))
            throw new InvalidOperationException("Expected the same answer of each start.");
        return new(Middle(start => start.Weights), Middle(start => start.Answer), Middle(start => start.Process), starts[0].Bits);

        double Middle(Func<Measured, double> time) => starts.Select(time).Order().ElementAt(starts.Count / 2);
    }
}
