using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace NetGen.Course.Tests;

/// <summary>Runs the sample as its reader would.</summary>
public sealed class PinnSampleTests
{
    [Fact]
    public void The_equation_is_solved_to_a_thousandth_in_under_a_minute()
    {
        var watch = Stopwatch.StartNew();
        (int exit, string output) = Run();
        Assert.True(exit == 0, output);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
        Match error = Regex.Match(output, @"Largest error on \[0, 2\]: ([0-9.e+-]+)\.\s*$");
        Assert.True(error.Success, output);
        Assert.InRange(double.Parse(error.Groups[1].Value, CultureInfo.InvariantCulture), 0, 1e-3);
    }

    [Fact]
    public void A_run_that_is_too_short_says_so() => Assert.Equal(1, Run("--epochs", "3").Exit);

    private static (int Exit, string Output) Run(params string[] arguments)
    {
        string program = typeof(PinnSampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "PinnSample").Value!;
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
