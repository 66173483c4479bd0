using System.Diagnostics;

namespace NetGen.Reports.Tests;

/// <summary>A test that opens a page in a browser; skipped, saying so, on a machine without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>A test that opens a browser.</summary>
    public BrowserFactAttribute()
    {
        if (Chromium.Program is null)
            Skip = "This test needs Chromium: 'chromium', 'chromium-browser' or 'google-chrome' on the path.";
    }
}

/// <summary>A browser without a window.</summary>
internal static class Chromium
{
    /// <summary>Where it is, or null.</summary>
    public static string? Program { get; } = Find();

    /// <summary>A page of a file as the browser has it after it has drawn it.</summary>
    public static string Dump(string path) => Dump(new Uri(path), "--virtual-time-budget=2000");

    /// <summary>A page as the browser has it when all that the page names is loaded.</summary>
    public static string Dump(Uri page) => Dump(page, []);

    private static string Dump(Uri page, params string[] arguments)
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("netgen-browser-");
        try
        {
            var start = new ProcessStartInfo(
                Program!,
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={profile.FullName}",
                    .. arguments, "--dump-dom", page.AbsoluteUri,
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : throw new InvalidOperationException($"The browser ended with {process.ExitCode}:\n{errors.Result}");
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }

    private static string? Find()
    {
        string[] folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
