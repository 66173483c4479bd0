using System.Globalization;

namespace NetGen.Reports;

/// <summary>Where numbers lie along an axis, and which of them are written beside it.</summary>
internal sealed class ChartAxis
{
    private const int MostTicks = 6;

    private readonly double _from;
    private readonly double _to;
    private readonly bool _logarithmic;

    private ChartAxis(double from, double to, bool logarithmic, IReadOnlyList<double> ticks) =>
        (_from, _to, _logarithmic, Ticks) = (from, to, logarithmic, ticks);

    /// <summary>The numbers to write.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Where a number lies, 0 at the start of the axis and 1 at its end.</summary>
    public double Place(double value) => _logarithmic
        ? VectorMath.Log(value / _from) / VectorMath.Log(_to / _from)
        : ((value / 2) - (_from / 2)) / ((_to / 2) - (_from / 2)); // halves, for the axis may be longer than a double

    /// <summary>An axis for some numbers, of which those that are not finite are left out.</summary>
    public static ChartAxis Linear(IEnumerable<double> values)
    {
        (double least, double most) = Range(values, _ => true, 0, 1);
        double room = least == most ? Math.Max(0.5, Math.Abs(least) * 0.1) : 0;
        (least, most) = (least - room, most + room);
        double step = Step((most / MostTicks) - (least / MostTicks));
        double from = Math.Floor(least / step) * step, to = Math.Ceiling(most / step) * step;
        int count = (int)Math.Round((to / step) - (from / step));
        return new ChartAxis(from, to, logarithmic: false, [.. Enumerable.Range(0, count + 1).Select(i => Clean(from + (i * step), step))]);
    }

    /// <summary>An axis whose ticks are powers of ten, for numbers above 0; others are left out.</summary>
    public static ChartAxis Logarithmic(IEnumerable<double> values)
    {
        (double least, double most) = Range(values, value => value > 0, 1, 10);
        int low = Exponent(least), high = Exponent(most);
        if (PowerOfTen(high) < most || low == high)
            high++;
        int every = Math.Max(1, (high - low + MostTicks - 1) / MostTicks);
        return new ChartAxis(
            PowerOfTen(low), PowerOfTen(high), logarithmic: true,
            [.. Enumerable.Range(low, high - low + 1).Where(exponent => (exponent - low) % every == 0).Select(PowerOfTen)]);
    }

    private static (double Least, double Most) Range(IEnumerable<double> values, Func<double, bool> counts, double least, double most)
    {
        double[] finite = [.. values.Where(value => double.IsFinite(value) && counts(value))];
        return finite.Length == 0 ? (least, most) : (finite.Min(), finite.Max());
    }

    /// <summary>The smallest of 1, 2 and 5 times a power of ten that is not below a length.</summary>
    private static double Step(double length)
    {
        double power = PowerOfTen(Exponent(length));
        return new[] { power, 2 * power, 5 * power, 10 * power }.First(step => step >= length * 0.999999);
    }

    /// <summary>The exponent of the power of ten at or below a number.</summary>
    private static int Exponent(double value)
    {
        // Written out, the number shows it exactly, which its logarithm would not at a power of ten.
        string text = value.ToString("E16", CultureInfo.InvariantCulture);
        return int.Parse(text.AsSpan(text.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>The double nearest to a power of ten.</summary>
    private static double PowerOfTen(int exponent) =>
        double.Parse(FormattableString.Invariant($"1E{exponent}"), CultureInfo.InvariantCulture);

    /// <summary>Takes the rounding of sums off a tick.</summary>
    private static double Clean(double tick, double step) => Math.Abs(tick) < step * 1e-9 ? 0 : tick;
}
