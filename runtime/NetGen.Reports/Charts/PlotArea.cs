namespace NetGen.Reports;

/// <summary>A canvas with a title, two axes, their ticks and their names; points are given in the units of the axes.</summary>
internal sealed class PlotArea
{
    private const double Width = 640;
    private const double Height = 380;
    private const double Left = 76;
    private const double Right = 16;
    private const double Top = 34;
    private const double Bottom = 52;

    private readonly ChartAxis _x;
    private readonly ChartAxis _y;

    public PlotArea(string title, string description, string xName, string yName, ChartAxis x, ChartAxis y, int legendLines)
    {
        (_x, _y) = (x, y);
        Canvas = new SvgCanvas(Width, Height + (18 * legendLines), title, description);
        Canvas.Text(Left, 20, title, "name", "start");
        foreach (double tick in x.Ticks)
        {
            Canvas.Line(X(tick), Top, X(tick), Height - Bottom, "grid");
            Canvas.Text(X(tick), Height - Bottom + 16, SvgNumber.Label(tick), "tick");
        }

        foreach (double tick in y.Ticks)
        {
            Canvas.Line(Left, Y(tick), Width - Right, Y(tick), "grid");
            Canvas.Text(Left - 6, Y(tick) + 4, SvgNumber.Label(tick), "tick", "end");
        }

        Canvas.Line(Left, Height - Bottom, Width - Right, Height - Bottom, "axis");
        Canvas.Line(Left, Top, Left, Height - Bottom, "axis");
        Canvas.Text((Left + Width - Right) / 2, Height - 14, xName, "unit");
        Canvas.Text(18, (Top + Height - Bottom) / 2, yName, "unit", turn: -90);
    }

    public SvgCanvas Canvas { get; }

    public double X(double value) => Left + (_x.Place(value) * (Width - Left - Right));

    public double Y(double value) => Height - Bottom - (_y.Place(value) * (Height - Top - Bottom));

    /// <summary>A line below the plot that names a series.</summary>
    public void Legend(int line, string name, int series)
    {
        double y = Height + (18 * line) + 4;
        Canvas.Line(Left, y - 4, Left + 34, y - 4, ChartStyle.LineOf(series));
        Canvas.Text(Left + 42, y, name, "legend", "start");
    }
}
