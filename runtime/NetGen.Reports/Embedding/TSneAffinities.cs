namespace NetGen.Reports;

/// <summary>
/// How near points are to each other, as probabilities: the P of t-SNE (van der Maaten and Hinton, "Visualizing Data using t-SNE", 2008).
/// </summary>
public static class TSneAffinities
{
    private const int Bisections = 200;

    /// <summary>The relative error of the perplexity that ends the search for a precision.</summary>
    private const double Tolerance = 1e-10;

    /// <summary>
    /// Joint probabilities <c>p[i, j] = (p(j | i) + p(i | j)) / (2 n)</c> with <c>p(j | i)</c> in proportion to
    /// <c>exp(-|x[i] - x[j]|^2 / (2 deviation^2))</c>, one deviation for all points.
    /// </summary>
    /// <param name="points">n points of equal dimension, one after the other.</param>
    /// <param name="count">n, at least 2.</param>
    /// <param name="deviation">The standard deviation, above 0.</param>
    /// <returns>n x n numbers, symmetric, with zeros on the diagonal and the sum 1.</returns>
    /// <exception cref="ArgumentException">The numbers do not make up n points, or are not finite.</exception>
    public static double[] OfDeviation(ReadOnlySpan<double> points, int count, double deviation)
    {
        if (!(deviation > 0 && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(
                nameof(deviation), FormattableString.Invariant($"Expected a finite deviation above 0, got {deviation}."));
        double[] rows = SquaredDistances(points, count);
        for (int i = 0; i < count; i++)
            Conditional(rows.AsSpan(i * count, count), i, 1 / (2 * deviation * deviation));
        return Joint(rows, count);
    }

    /// <summary>
    /// The same with a deviation for each point, found by bisection, that gives it as many neighbours as asked for: the perplexity,
    /// exp(entropy of p(. | i)).
    /// </summary>
    /// <param name="points">n points of equal dimension, one after the other.</param>
    /// <param name="count">n, at least 3.</param>
    /// <param name="perplexity">Above 1 and below n - 1; 5 to 50 are usual. Of a point with more copies than that, all copies are
    /// neighbours.</param>
    /// <returns>n x n numbers, symmetric, with zeros on the diagonal and the sum 1.</returns>
    /// <exception cref="ArgumentException">The numbers do not make up n points, are not finite, or the perplexity is
    /// impossible.</exception>
    public static double[] OfPerplexity(ReadOnlySpan<double> points, int count, double perplexity)
    {
        double[] rows = SquaredDistances(points, count);
        if (!(perplexity > 1 && perplexity < count - 1))
            throw new ArgumentOutOfRangeException(
                nameof(perplexity), FormattableString.Invariant(
                $"Expected a perplexity above 1 and below {count - 1}, the number of other points, got {perplexity}."));
        double wanted = VectorMath.Log(perplexity);
        var trial = new double[count];
        for (int i = 0; i < count; i++)
        {
            Span<double> row = rows.AsSpan(i * count, count);
            Conditional(row, i, Precision(row, i, wanted, trial));
        }

        return Joint(rows, count);
    }

    /// <summary>1 / (2 deviation^2) such that the entropy of the conditional probabilities is the one wanted.</summary>
    private static double Precision(ReadOnlySpan<double> distances, int self, double wanted, Span<double> trial)
    {
        double least = 0, most = double.PositiveInfinity;
        // Distances may be of any size; their mean is where to begin.
        double mean = 0;
        foreach (double distance in distances)
            mean += distance / distances.Length;
        double precision = mean > 0 ? 1 / mean : 1;
        for (int step = 0; step < Bisections; step++)
        {
            distances.CopyTo(trial);
            double surplus = Conditional(trial, self, precision) - wanted;
            if (Math.Abs(surplus) <= Tolerance)
                break;
            if (surplus > 0)
                least = precision;
            else
                most = precision;
            double next = double.IsInfinity(most) ? 2 * precision : (least + most) / 2;
            if (!double.IsFinite(next))
                break;
            precision = next;
        }

        return precision;
    }

    /// <summary>Turns squared distances from a point into conditional probabilities, and returns their entropy in natural units.</summary>
    private static double Conditional(Span<double> row, int self, double precision)
    {
        double nearest = double.PositiveInfinity;
        for (int j = 0; j < row.Length; j++)
            nearest = j == self ? nearest : Math.Min(nearest, row[j]);

        // The nearest neighbour gets exp(0): the sum is at least 1, however far away all are.
        double sum = 0, moment = 0;
        for (int j = 0; j < row.Length; j++)
        {
            double exponent = precision * (row[j] - nearest);
            row[j] = j == self ? 0 : VectorMath.Exp(-exponent);
            sum += row[j];
            moment += row[j] == 0 ? 0 : row[j] * exponent;
        }

        for (int j = 0; j < row.Length; j++)
            row[j] /= sum;
        return VectorMath.Log(sum) + (moment / sum);
    }

    private static double[] Joint(double[] conditional, int count)
    {
        var joint = new double[conditional.Length];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                joint[(i * count) + j] = (conditional[(i * count) + j] + conditional[(j * count) + i]) / (2.0 * count);
        }

        return joint;
    }

    private static double[] SquaredDistances(ReadOnlySpan<double> points, int count)
    {
        if (count < 2 || points.IsEmpty || points.Length % count != 0)
            throw new ArgumentException(
                $"Expected at least 2 points of equal dimension, got {count} points of {points.Length} numbers in all.", nameof(points));
        foreach (double number in points)
        {
            if (!double.IsFinite(number))
                throw new ArgumentException(FormattableString.Invariant($"Expected finite numbers, got {number}."), nameof(points));
        }

        int dimension = points.Length / count;
        var distances = new double[checked(count * count)];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double sum = 0;
                for (int k = 0; k < dimension; k++)
                {
                    double difference = points[(i * dimension) + k] - points[(j * dimension) + k];
                    sum += difference * difference;
                }

                distances[(i * count) + j] = distances[(j * count) + i] = sum;
            }
        }

        return distances;
    }
}
