using System.Diagnostics;

namespace NetGen.Package.Tests;

/// <summary>Runs <c>dotnet</c> to its end.</summary>
internal static class CommandLine
{
    /// <summary>The exit code, and all that was written.</summary>
    public static (int ExitCode, string Output) Dotnet(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // no build server may keep the temporary folders open
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
