using System.Globalization;

namespace NetGen.Tool.Running;

/// <summary>How far answers are from those that were expected.</summary>
/// <param name="Deviation">The largest difference; NaN where one is not a number.</param>
/// <param name="Largest">The largest number that was expected, without its sign.</param>
internal sealed record Comparison(double Deviation, double Largest)
{
    /// <summary>Below this, differences are rounding whatever the answers are.</summary>
    private const double Floor = 1e-7;

    public static Comparison Of(ReadOnlySpan<float> answers, ReadOnlySpan<float> expected)
    {
        if (answers.Length != expected.Length)
            throw new InvalidDataException(
                $"Expected {answers.Length} numbers in the answers, as the network gives, got {expected.Length}.");
        double deviation = 0, largest = 0;
        for (int i = 0; i < answers.Length; i++)
        {
            double difference = answers[i] == expected[i] || (float.IsNaN(answers[i]) && float.IsNaN(expected[i]))
                ? 0 : Math.Abs((double)answers[i] - expected[i]);
            deviation = difference > deviation || double.IsNaN(difference) ? difference : deviation;
            if (double.IsNaN(deviation))
                break;
            largest = float.IsFinite(expected[i]) ? Math.Max(largest, Math.Abs((double)expected[i])) : largest;
        }

        return new Comparison(deviation, largest);
    }

    public bool IsWithin(double tolerance) => Deviation <= Math.Max(tolerance * Largest, Floor);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"max deviation {Deviation:0.0e-00} of "
            + $"{Largest.ToString(Largest is >= 100 and < 1e9 ? "F0" : "G2", CultureInfo.InvariantCulture)}");
}
