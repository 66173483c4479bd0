using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Reports.Tests;

/// <summary>Forecasts and streams as the reader of the sample would.</summary>
public sealed class SequenceSampleTests
{
    [Fact]
    public void The_network_forecasts_better_than_the_same_month_a_year_before()
    {
        string[] lines = SampleProgram.Run("Sequence", "--rounds", "3").TrimEnd().ReplaceLineEndings("\n").Split('\n');

        double naive = Rmse("the same month a year before"), network = Rmse("LSTM");
        // The square root of the mean of (month - month a year before)^2 over 1959 and 1960.
        Assert.Equal(49.99, naive, 0.01);
        Assert.InRange(network, 5, naive / 2);
        Assert.Matches(@"^[0-9,]+ ns a sample \(median of 3 rounds, least [0-9,]+\), [0-9,]+ times as fast as the sound plays$", lines[^1]);

        double Rmse(string method)
        {
            string line = lines.Single(line => line.StartsWith(method, StringComparison.Ordinal));
            return double.Parse(Regex.Match(line[method.Length..], "[0-9.]+").Value, CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void An_impossible_option_is_refused()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => SampleProgram.Run("Sequence", "--rounds", "0"));
        Assert.Contains("Expected at least 1 for --rounds, got 0.", exception.Message);
    }
}
