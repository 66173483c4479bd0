using System.Collections.Immutable;
using System.Xml.Linq;

namespace NetGen.Reports;

/// <summary>Points in the plane, each drawn as the name of its class, so that classes differ in more than their colour.</summary>
/// <param name="Title">Its name.</param>
/// <param name="XName">What the horizontal axis shows, with its unit.</param>
/// <param name="YName">What the vertical axis shows, with its unit.</param>
/// <param name="Points">The points and the class of each, from 0.</param>
public sealed record ScatterChart(string Title, string XName, string YName, ImmutableArray<(double X, double Y, int Class)> Points)
    : Chart(Title)
{
    /// <summary>How a class is written. Default: its number.</summary>
    public Func<int, string> ClassName { get; init; } = index => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal override XElement Draw()
    {
        string words = $"{Points.Length} points of {Points.Select(point => point.Class).Distinct().Count()} classes: {XName} and {YName}.";
        var area = new PlotArea(
            Title, Description ?? words, XName, YName, ChartAxis.Linear(Points.Select(point => point.X)),
            ChartAxis.Linear(Points.Select(point => point.Y)), 0);
        foreach ((double x, double y, int index) in Points)
        {
            if (double.IsFinite(x) && double.IsFinite(y))
                area.Canvas.Text(area.X(x), area.Y(y) + 4, ClassName(index), ChartStyle.MarkOf(index) + " point");
        }

        return area.Canvas.Root;
    }
}
