using System.Diagnostics;
using System.Reflection;

namespace NetGen.Reports.Tests;

/// <summary>Runs a sample as its reader would.</summary>
internal static class SampleProgram
{
    /// <summary>What it writes.</summary>
    /// <param name="name">The name of the sample.</param>
    /// <param name="arguments">Its options.</param>
    /// <exception cref="InvalidOperationException">It ended with an error.</exception>
    public static string Run(string name, params string[] arguments) => RunIn(Environment.CurrentDirectory, name, arguments);

    /// <summary>What it writes, where it is started in a folder.</summary>
    /// <inheritdoc cref="Run"/>
    public static string RunIn(string folder, string name, params string[] arguments)
    {
        string program = typeof(SampleProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == name + "Sample").Value!;
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"The sample ended with {process.ExitCode}:\n{output}\n{errors.Result}");
    }
}
