using System.Globalization;
using Spectre.Console;

namespace NetGen.Samples.Pinn;

/// <summary>Shows a curve that was learnt.</summary>
internal static class Display
{
    public static void Print(Result result)
    {
        Table table = new Table().AddColumns("x", "y", "exact", "error", "y'", "y''", "y'' + y' + y");
        foreach (TableColumn column in table.Columns)
            column.RightAligned();
        for (int i = 0; i < result.Places.Length; i += 20)
        {
            double x = result.Places[i], y = result.Curve[3 * i], slope = result.Curve[(3 * i) + 1], curvature = result.Curve[(3 * i) + 2];
            table.AddRow(Text(x, "F1"), Text(y, "F6"), Text(Experiment.Exact(x), "F6"), Text(y - Experiment.Exact(x), "0.0e+0"), Text(slope, "F5"), Text(curvature, "F5"), Text(curvature + slope + y, "0.0e+0"));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Loss {Text(result.Loss, "0.00e+0")} after {Text(result.Time.TotalSeconds, "F1")} s. Largest error on [0, 2]: {Text(result.LargestError, "0.00e+0")}.");
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
