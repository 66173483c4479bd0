using System.Collections.Immutable;
using System.Xml.Linq;

namespace NetGen.Reports;

/// <summary>A line of a <see cref="LineChart"/>.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Points">Its points in order. One that is not finite, or not above 0 on a logarithmic axis, interrupts it.</param>
public sealed record ChartSeries(string Name, ImmutableArray<(double X, double Y)> Points);

/// <summary>Lines over two axes.</summary>
/// <param name="Title">Its name.</param>
/// <param name="XName">What the horizontal axis shows, with its unit.</param>
/// <param name="YName">What the vertical axis shows, with its unit.</param>
/// <param name="Series">The lines.</param>
public sealed record LineChart(string Title, string XName, string YName, ImmutableArray<ChartSeries> Series) : Chart(Title)
{
    /// <summary>Whether the horizontal axis goes by powers of ten.</summary>
    public bool LogarithmicX { get; init; }

    /// <summary>Whether the vertical axis goes by powers of ten.</summary>
    public bool LogarithmicY { get; init; }

    internal override XElement Draw()
    {
        IEnumerable<(double X, double Y)> all = Series.SelectMany(series => series.Points).Where(IsDrawn);
        var area = new PlotArea(
            Title, Description ?? Words(), XName, YName, Axis(all.Select(point => point.X), LogarithmicX),
            Axis(all.Select(point => point.Y), LogarithmicY), Series.Length);
        for (int i = 0; i < Series.Length; i++)
        {
            foreach ((double X, double Y)[] run in Runs(Series[i].Points))
            {
                if (run.Length == 1)
                    area.Canvas.Circle(area.X(run[0].X), area.Y(run[0].Y), 3, ChartStyle.MarkOf(i));
                else
                    area.Canvas.Polyline(run.Select(point => (area.X(point.X), area.Y(point.Y))), ChartStyle.LineOf(i));
            }

            area.Legend(i, Series[i].Name, i);
        }

        return area.Canvas.Root;
    }

    private static ChartAxis Axis(IEnumerable<double> values, bool logarithmic) =>
        logarithmic ? ChartAxis.Logarithmic(values) : ChartAxis.Linear(values);

    private bool IsDrawn((double X, double Y) point) =>
        double.IsFinite(point.X) && double.IsFinite(point.Y) && (!LogarithmicX || point.X > 0) && (!LogarithmicY || point.Y > 0);

    /// <summary>The points between interruptions.</summary>
    private IEnumerable<(double X, double Y)[]> Runs(ImmutableArray<(double X, double Y)> points)
    {
        var run = new List<(double X, double Y)>();
        foreach ((double X, double Y) point in points)
        {
            if (IsDrawn(point))
            {
                run.Add(point);
            }
            else if (run.Count > 0)
            {
                yield return [.. run];
                run.Clear();
            }
        }

        if (run.Count > 0)
            yield return [.. run];
    }

    private string Words() => $"{YName} over {XName}. " + string.Join(" ", Series.Select(series => series.Points.IsEmpty
        ? $"{series.Name}: no points."
        : $"{series.Name}: {series.Points.Length} points, from {SvgNumber.Label(series.Points[0].Y)} to "
            + $"{SvgNumber.Label(series.Points[^1].Y)}."));
}
