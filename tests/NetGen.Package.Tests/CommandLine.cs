using System.Diagnostics;

namespace NetGen.Package.Tests;

/// <summary>Runs programs to their end.</summary>
internal static class CommandLine
{
    /// <summary>Runs <c>dotnet</c>. The exit code, and all that was written.</summary>
    public static (int ExitCode, string Output) Dotnet(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // no build server may keep the temporary folders open
        return Run(start);
    }

    /// <summary>Runs a program. The exit code, and all that was written.</summary>
    public static (int ExitCode, string Output) Run(string program, params IEnumerable<string> arguments) => Run(new ProcessStartInfo(program, arguments));

    private static (int ExitCode, string Output) Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
