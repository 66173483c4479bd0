using System.Text.RegularExpressions;

namespace NetGen.Reports.Tests;

public sealed class HtmlReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netgen-report-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_report_takes_nothing_from_elsewhere_and_runs_nothing()
    {
        string page = Example().ToString();
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\" />", page);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotMatch("(src|href|url|@import)", page);
        Assert.Equal(["http://www.w3.org/2000/svg"], Regex.Matches(page, "https?://[^\"< ]+").Select(match => match.Value).Distinct());
        Assert.Contains("prefers-color-scheme: dark", page);
    }

    [Fact]
    public void A_style_has_nothing_that_would_be_escaped()
    {
        string style = Regex.Match(Example().ToString(), "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        Assert.Contains(".netgen-chart", style);
        Assert.DoesNotMatch("[&<>]", style);
    }

    [Fact]
    public void A_row_of_another_length_is_refused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new HtmlReport("x").Table("t", ["a", "b"], [["1", "2"], ["3"]]));
        Assert.Contains("Expected 2 texts in a row, one for each column, got 1.", exception.Message);
        Assert.Throws<ArgumentException>(() => new HtmlReport(""));
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0x001B)]
    [InlineData(0xFFFE)]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    public void A_character_that_XML_has_no_place_for_is_replaced(int character)
    {
        string text = $"a{(char)character}b", path = Path.Combine(_folder.FullName, "odd.html");
        new HtmlReport(text)
            .Heading(text)
            .Paragraph(text)
            .Preformatted(text)
            .Table(text, [text], [[text]])
            .Chart(new ScatterChart(text, text, text, [(0, 1, 0), (1, 2, 1)]) { ClassName = _ => text })
            .Save(path);
        string page = File.ReadAllText(path);
        Assert.Contains("<p>a\uFFFDb</p>", page);
        Assert.Contains("<title>a\uFFFDb</title>", page);
        Assert.Contains("aria-label=\"a\uFFFDb\"", page);
        Assert.Contains("<p>a\U0001F600b</p>", new HtmlReport("pair").Paragraph("a\U0001F600b").ToString());
    }

    [BrowserFact]
    public void A_browser_finds_the_texts_the_tables_and_the_charts()
    {
        string path = Path.Combine(_folder.FullName, "a report.html");
        Example().Save(path);
        string page = Chromium.Dump(path);
        Assert.Contains("<title>A &lt;report&gt; &amp; more</title>", page);
        Assert.Contains("<p>One paragraph.</p>", page);
        Assert.Contains("<td>3</td><td></td>", page);
        Assert.Equal(2, Regex.Count(page, "<svg [^>]*role=\"img\""));
        Assert.Equal(["Loss", "Confusion"], Regex.Matches(page, "<svg [^>]*><title>(.*?)</title><desc>.+?</desc>").Select(match => match.Groups[1].Value));
        Assert.Equal(2, Regex.Count(page, "<polyline "));
        Assert.Contains("<pre>{\n  \"a\": 1\n}</pre>", page);
    }

    private static HtmlReport Example()
    {
        var history = new History([new EpochRecord(1, 2, null, 1, null, 1, 0.1), new EpochRecord(2, 1, null, 0.5, null, 1, 0.1)]);
        return new HtmlReport("A <report> & more")
            .Heading("Section")
            .Paragraph("One paragraph.")
            .Table("Numbers", ["first", "second"], [["1", "2"], ["3", ""]])
            .Chart(RunCharts.Loss(history))
            .Chart(new ConfusionChart("Confusion", ConfusionMatrix.Of([0, 1], [0, 0], 2)))
            .Preformatted("{\n  \"a\": 1\n}");
    }
}
