using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>A point of a <see cref="RocCurve"/>.</summary>
/// <param name="Threshold">Samples that score at least this are taken for positive.</param>
/// <param name="FalsePositiveRate">The share of the negative samples that are.</param>
/// <param name="TruePositiveRate">The share of the positive samples that are.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);

/// <summary>
/// The receiver operating characteristic of a score (Fawcett, "An introduction to ROC analysis", 2006): what becomes of true and
/// false alarms while the threshold falls. Samples of equal score pass the threshold together.
/// </summary>
public sealed class RocCurve
{
    private RocCurve(ImmutableArray<RocPoint> points, double area)
    {
        Points = points;
        Area = area;
    }

    /// <summary>From (0, 0), where the threshold is infinite, to (1, 1); one point for each different score.</summary>
    public ImmutableArray<RocPoint> Points { get; }

    /// <summary>
    /// The area under the curve (AUC): the probability that a positive sample scores above a negative one, a tie counting
    /// half. 1 is perfect, 1/2 is chance.
    /// </summary>
    public double Area { get; }

    /// <summary>The curve of scores.</summary>
    /// <param name="scores">A score for each sample, such as the probability of a class; no NaN.</param>
    /// <param name="positive">Whether each sample is of that class.</param>
    /// <exception cref="ArgumentException">The lengths differ, a score is NaN, or there is no positive or no negative sample.</exception>
    public static RocCurve Of<T>(ReadOnlySpan<T> scores, ReadOnlySpan<bool> positive)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (positive.Length != scores.Length)
            throw new ArgumentException(
                $"Expected {scores.Length} truth values, one for each score, got {positive.Length}.", nameof(positive));
        long positives = positive.Count(true), negatives = positive.Length - positives;
        if (positives == 0 || negatives == 0)
            throw new ArgumentException($"Expected positive and negative samples, got {positives} and {negatives}.", nameof(positive));

        var keys = new double[scores.Length];
        var samples = new int[scores.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            if (T.IsNaN(scores[i]))
                throw new ArgumentException($"Expected scores that can be compared, got NaN for sample {i}.", nameof(scores));
            // Negated, so that the sort begins with the highest score.
            keys[i] = -double.CreateTruncating(scores[i]);
            samples[i] = i;
        }

        Array.Sort(keys, samples);
        var points = ImmutableArray.CreateBuilder<RocPoint>();
        points.Add(new RocPoint(double.PositiveInfinity, 0, 0));
        long hits = 0, alarms = 0, twiceArea = 0;
        for (int i = 0; i < keys.Length;)
        {
            (double key, long hitsBefore, long alarmsBefore) = (keys[i], hits, alarms);
            for (; i < keys.Length && keys[i] == key; i++)
            {
                hits += positive[samples[i]] ? 1 : 0;
                alarms += positive[samples[i]] ? 0 : 1;
            }

            // A trapezoid, in whole numbers of sample pairs: the sum has no rounding.
            twiceArea += (alarms - alarmsBefore) * (hits + hitsBefore);
            points.Add(new RocPoint(-key, (double)alarms / negatives, (double)hits / positives));
        }

        return new RocCurve(points.ToImmutable(), twiceArea / (2.0 * positives * negatives));
    }
}
