using System.Diagnostics;

namespace NetGen.Reproducibility.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class ChildProcess
{
    /// <summary>What the program wrote to its standard output.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0; the message has all it wrote.</exception>
    public static string Run(string program, IEnumerable<string> arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in settings)
            start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{output}\n{errors.Result}");
    }
}
