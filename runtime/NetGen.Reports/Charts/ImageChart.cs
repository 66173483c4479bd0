using System.Collections.Immutable;
using System.Xml.Linq;

namespace NetGen.Reports;

/// <summary>Small pictures in rows.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Tiles">The pictures, each of at least one number.</param>
public sealed record ImageChart(string Title, ImmutableArray<ImageTile> Tiles) : Chart(Title)
{
    private const int Columns = 8;
    private const double Side = 72;
    private const double Gap = 12;
    private const double Caption = 18;
    private const double Top = 34;

    /// <summary>
    /// Whether numbers have a sign that matters, as weights have: then those below 0 have one colour and those above another, the stronger
    /// the farther from 0. Otherwise the least number of a picture is black and the greatest white.
    /// </summary>
    public bool Signed { get; init; }

    internal override XElement Draw()
    {
        int columns = Math.Clamp(Tiles.Length, 1, Columns), rows = (Tiles.Length + Columns - 1) / Columns;
        string words = $"{Tiles.Length} pictures: {string.Join("; ", Tiles.Select(tile => tile.Caption))}.";
        var canvas = new SvgCanvas(
            Math.Max(360, (columns * (Side + Gap)) + Gap), Top + (rows * (Side + Caption + Gap)), Title, Description ?? words);
        canvas.Text(Gap, 20, Title, "name", "start");
        for (int i = 0; i < Tiles.Length; i++)
            Draw(canvas, Tiles[i], Gap + (i % Columns * (Side + Gap)), Top + (i / Columns * (Side + Caption + Gap)));
        return canvas.Root;
    }

    private void Draw(SvgCanvas canvas, ImageTile tile, double left, double top)
    {
        int pixels = tile.Height * tile.Width;
        if (pixels < 1 || tile.Values.Count < pixels || tile.Values.Count % pixels != 0)
            throw new ArgumentException(
                $"Expected a picture of {tile.Height} x {tile.Width} numbers, or several for each, got {tile.Values.Count}.", nameof(tile));
        int channels = tile.Values.Count / pixels;
        double[] values = [.. Enumerable.Range(0, pixels)
            .Select(pixel => Enumerable.Range(0, channels).Average(channel => tile.Values[(pixel * channels) + channel]))];
        double scale = Side / Math.Max(tile.Height, tile.Width), least = values.Min(), most = values.Max(),
            size = Math.Max(Math.Abs(least), Math.Abs(most));
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            double x = left + (pixel % tile.Width * scale), y = top + (pixel / tile.Width * scale), value = values[pixel];
            if (Signed)
                canvas.Rectangle(x, y, scale, scale, value < 0
                    ? "pixel negative" : "pixel positive", opacity: size > 0 ? Math.Abs(value) / size : 0);
            else
                canvas.Rectangle(x, y, scale, scale, "pixel", Grey(most > least ? (value - least) / (most - least) : 0));
        }

        canvas.Rectangle(left, top, tile.Width * scale, tile.Height * scale, "frame");
        canvas.Text(left + (Side / 2), top + Side + 13, tile.Caption, "tick");
    }

    private static string Grey(double share)
    {
        int level = (int)Math.Round(255 * share);
        return $"#{level:x2}{level:x2}{level:x2}";
    }
}
