using System.Globalization;
using System.Xml.Linq;

namespace NetGen.Reports;

/// <summary>
/// A confusion matrix: a row for each actual class, a column for each predicted one, the darker the larger its share of the row.
/// </summary>
/// <param name="Title">Its name.</param>
/// <param name="Matrix">The counts.</param>
public sealed record ConfusionChart(string Title, ConfusionMatrix Matrix) : Chart(Title)
{
    private const double Cell = 38;
    private const double Left = 76;
    private const double Top = 64;

    /// <summary>How a class is written. Default: its number.</summary>
    public Func<int, string> ClassName { get; init; } = index => index.ToString(CultureInfo.InvariantCulture);

    internal override XElement Draw()
    {
        double size = Matrix.Classes * Cell;
        string words = $"Confusion matrix of {Matrix.Classes} classes: {Matrix.Correct} of {Matrix.Total} samples are right.";
        var canvas = new SvgCanvas(Math.Max(Left + size + 16, 360), Top + size + 40, Title, Description ?? words);
        canvas.Text(16, 20, Title, "name", "start");
        canvas.Text(Left + (size / 2), Top + size + 30, "predicted class", "unit");
        canvas.Text(24, Top + (size / 2), "actual class", "unit", turn: -90);
        for (int actual = 0; actual < Matrix.Classes; actual++)
        {
            canvas.Text(Left - 8, Top + ((actual + 0.5) * Cell) + 4, ClassName(actual), "tick", "end");
            canvas.Text(Left + ((actual + 0.5) * Cell), Top - 8, ClassName(actual), "tick");
            long row = Enumerable.Range(0, Matrix.Classes).Sum(predicted => Matrix[actual, predicted]);
            for (int predicted = 0; predicted < Matrix.Classes; predicted++)
            {
                long count = Matrix[actual, predicted];
                double x = Left + (predicted * Cell), y = Top + (actual * Cell);
                // At most 0.6, so that the count stays readable on it in light and dark; at least 0.15, so that a rare mistake is seen.
                if (count > 0)
                    canvas.Rectangle(x, y, Cell, Cell, actual == predicted ? "cell" : "wrong", opacity: Math.Max(0.15, 0.6 * count / row));
                canvas.Rectangle(x, y, Cell, Cell, "frame");
                canvas.Text(x + (Cell / 2), y + (Cell / 2) + 4, count.ToString(CultureInfo.InvariantCulture), count == 0
                    ? "tick" : "count");
            }
        }

        return canvas.Root;
    }
}
