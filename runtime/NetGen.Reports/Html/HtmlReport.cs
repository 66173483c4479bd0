using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace NetGen.Reports;

/// <summary>
/// A page about a run in one file: texts, tables and charts, without a script and without anything from elsewhere, readable in light
/// and dark, on screens of any width and on paper.
/// </summary>
/// <example>
/// <code>
/// new HtmlReport("Digits")
///     .Paragraph("Five folds of 359 images.")
///     .Chart(RunCharts.Loss(history))
///     .Chart(new ConfusionChart("Confusion", evaluation.Confusion!))
///     .Save("report.html");
/// </code>
/// </example>
public sealed class HtmlReport
{
    private const string PageCss =
        """
        body { margin: 2rem auto; padding: 0 1rem; max-width: 60rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        h1, h2 { line-height: 1.2; }
        figure { margin: 1.5rem 0; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
        th, td { padding: 0.25rem 0.75rem; border-bottom: 1px solid var(--grid); text-align: left; }
        pre { overflow-x: auto; padding: 0.75rem; border: 1px solid var(--grid); }

        """;

    private readonly XElement _main;
    private readonly string _title;

    /// <summary>An empty report.</summary>
    /// <param name="title">Its name.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public HtmlReport(string title)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        _title = title;
        _main = new XElement("main", new XElement("h1", title));
    }

    /// <summary>Begins a section.</summary>
    public HtmlReport Heading(string text) => Add(new XElement("h2", text));

    /// <summary>Adds a paragraph.</summary>
    public HtmlReport Paragraph(string text) => Add(new XElement("p", text));

    /// <summary>Adds text as it stands, line by line, such as a manifest.</summary>
    public HtmlReport Preformatted(string text) => Add(new XElement("pre", text));

    /// <summary>Adds a chart.</summary>
    public HtmlReport Chart(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return Add(new XElement("figure", chart.Draw()));
    }

    /// <summary>Adds a table.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="rows">Its rows, each a text for every column.</param>
    /// <exception cref="ArgumentException">A row has more or fewer texts than there are columns.</exception>
    public HtmlReport Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        var body = new XElement("tbody");
        foreach (IReadOnlyList<string> row in rows)
        {
            if (row.Count != columns.Count)
                throw new ArgumentException(
                    $"Expected {columns.Count} texts in a row, one for each column, got {row.Count}.", nameof(rows));
            body.Add(new XElement("tr", row.Select(text => new XElement("td", text))));
        }

        var head = new XElement(
            "thead", new XElement("tr", columns.Select(name => new XElement("th", new XAttribute("scope", "col"), name))));
        return Add(new XElement(
            "div", new XAttribute("class", "scroll"), new XElement("table", new XElement("caption", caption), head, body)));
    }

    /// <summary>Adds what a run was made from, in a section of its own.</summary>
    public HtmlReport Manifest(RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        using var stream = new MemoryStream();
        manifest.WriteJson(stream);
        return Heading("Manifest").Preformatted(Encoding.UTF8.GetString(stream.ToArray()));
    }

    /// <summary>Writes the page, in UTF-8.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        File.WriteAllText(path, ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>The page.</summary>
    public override string ToString()
    {
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", _title),
                new XElement("style", ChartStyle.Css + PageCss)),
            new XElement("body", _main));
        XmlText.Clean(page);
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineChars = "\n" }))
            page.Save(writer);
        return text.Append('\n').ToString();
    }

    private HtmlReport Add(XElement element)
    {
        _main.Add(element);
        return this;
    }
}
