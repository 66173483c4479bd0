using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Reports.Tests;

/// <summary>Runs the sample as its reader would.</summary>
public sealed class DigitsSampleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netgen-digits-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_network_knows_98_of_100_digits_it_has_not_seen()
    {
        string report = Path.Combine(_folder.FullName, "digits.html");
        string[] lines = Run("--report", report).TrimEnd().ReplaceLineEndings("\n").Split('\n');

        Match mean = Regex.Match(lines[^1], @"^mean accuracy over 5 folds: ([0-9.]+)% \(standard deviation [0-9.]+%\)$");
        Assert.True(mean.Success, lines[^1]);
        Assert.InRange(double.Parse(mean.Groups[1].Value, CultureInfo.InvariantCulture), 98, 100);
        Assert.Contains(lines, line => line.Contains("grid search, 16 combinations of 3 folds"));
        Assert.Equal(16, lines.Count(line => Regex.IsMatch(line, @"^\s+(DigitNet|DenseDigits)\s+(Adam|Sgd)\s")));
        Assert.True(File.Exists(report));
        Assert.Equal(31, File.ReadAllLines(Path.ChangeExtension(report, ".csv")).Length);
        Assert.Contains("\"name\": \"DigitNet\"", File.ReadAllText(Path.ChangeExtension(report, ".json")));
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        string[] results = [.. new[] { "1", "3" }.Select(threads => Run("--skip-search", "--epochs", "2", "--threads", threads, "--report", Path.Combine(_folder.FullName, $"{threads}.html")).TrimEnd().Split('\n')[^1])];
        Assert.StartsWith("mean accuracy over 5 folds: ", results[0]);
        Assert.Equal(results[0], results[1]);
        Assert.Equal(File.ReadAllText(Path.Combine(_folder.FullName, "1.html")), File.ReadAllText(Path.Combine(_folder.FullName, "3.html")));
    }

    [BrowserFact]
    public void A_browser_finds_the_plots_of_the_report()
    {
        string report = Path.Combine(_folder.FullName, "digits.html");
        Run("--skip-search", "--epochs", "1", "--report", report);
        string page = Chromium.Dump(report);
        Assert.Equal(
            [
                "Training loss of each fold", "Confusion over all folds", "Eights against all others", "Digits taken for others",
                "Loss", "Accuracy", "Learning rate", "Confusion on test data", "Misclassified images", "First-layer filters", "Activations of the last hidden layer on held-out digits (t-SNE)",
            ],
            Regex.Matches(page, "<svg [^>]*role=\"img\"[^>]*><title>(.*?)</title><desc>").Select(match => match.Groups[1].Value));
        Assert.True(Regex.Count(page, "class=\"mark s[0-7] point\"") > 300);
    }

    [Fact]
    public void An_impossible_option_is_refused()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => Run("--folds", "1"));
        Assert.Contains("Expected at least 2 for --folds, got 1.", exception.Message);
    }

    private static string Run(params string[] arguments) => SampleProgram.Run("Digits", arguments);
}
