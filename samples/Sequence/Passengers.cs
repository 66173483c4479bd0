using System.Globalization;

namespace NetGen.Samples.Sequence;

/// <summary>
/// The airline passengers, and what a network learns of them. The series grows and its seasons grow with it, so the network sees
/// <c>change[t] = (log y[t] - log y[t - 12]) - (log y[t - 1] - log y[t - 13])</c>: how the growth over a year differs from the month before. A forecast
/// of it is one of the passengers, because all else is known the month before.
/// </summary>
internal sealed class Passengers
{
    /// <summary>The months that the network sees.</summary>
    public const int Window = 12;

    private const int Year = 12;

    private readonly double[] _thousands;
    private readonly double[] _changes;

    /// <summary>Reads the series; changes are scaled by their standard deviation before <paramref name="firstUnknown"/>.</summary>
    public Passengers(int firstUnknown)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", "passengers.csv"));
        _thousands = [.. lines.Skip(1).Select(line => double.Parse(line[(line.IndexOf(',') + 1)..], CultureInfo.InvariantCulture))];
        _changes = [.. Enumerable.Range(0, Count).Select(t => t <= Year ? 0 : Growth(t) - Growth(t - 1))];
        Scale = Math.Sqrt(_changes[(Year + 1)..firstUnknown].Average(change => change * change));
    }

    public int Count => _thousands.Length;

    /// <summary>The first month before which there is a window.</summary>
    public static int First => Year + 1 + Window + Year - 1;

    /// <summary>What a change of 1 stands for.</summary>
    public double Scale { get; }

    public double this[int month] => _thousands[month];

    /// <summary>Windows and what follows them, for the months from <paramref name="first"/> up to before <paramref name="end"/>.</summary>
    public Dataset Windows(int first, int end)
    {
        int[] months = [.. Enumerable.Range(first, end - first)];
        // Beside each change stands that of the month a year before the next one: what a season repeats, it repeats from there.
        float[] inputs = [.. months.SelectMany(month => Enumerable.Range(month - Window, Window)).SelectMany(t => new[] { Scaled(t), Scaled(t + 1 - Year) })];
        return Dataset.FromArrays(inputs, [.. months.Select(Scaled)], Window, 2);
    }

    /// <summary>The passengers of a month if the change is <paramref name="change"/>.</summary>
    public double At(int month, double change) => _thousands[month - Year] * Math.Exp(Growth(month - 1) + (change * Scale));

    private float Scaled(int month) => (float)(_changes[month] / Scale);

    private double Growth(int month) => Math.Log(_thousands[month] / _thousands[month - Year]);
}
