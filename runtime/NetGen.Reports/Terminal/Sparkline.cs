namespace NetGen.Reports;

/// <summary>A curve in one line of text.</summary>
public static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>
    /// A bar for each number, the last ones if there are more than fit; the least number is the lowest bar. A number that is not finite is
    /// a blank.
    /// </summary>
    /// <param name="values">The numbers in order.</param>
    /// <param name="width">The most bars, at least 1.</param>
    public static string Of(IEnumerable<double> values, int width = 24)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        double[] shown = [.. values.TakeLast(width)];
        double[] finite = [.. shown.Where(double.IsFinite)];
        if (finite.Length == 0)
            return new string(' ', shown.Length);
        double least = finite.Min(), range = finite.Max() - least;
        return string.Concat(
            shown.Select(value => !double.IsFinite(value)
            ? ' ' : Bars[range > 0 ? (int)Math.Min((value - least) / range * Bars.Length, Bars.Length - 1) : 0]));
    }
}
