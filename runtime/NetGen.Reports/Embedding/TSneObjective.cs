namespace NetGen.Reports;

/// <summary>
/// What t-SNE minimises over a map of points in the plane, and its gradient (van der Maaten and Hinton, 2008, equations 4 and 5).
/// </summary>
public static class TSneObjective
{
    /// <summary>
    /// How near the points of a map are to each other: <c>q[i, j]</c> in proportion to <c>1 / (1 + |y[i] - y[j]|^2)</c>, Student's
    /// distribution with one degree of freedom.
    /// </summary>
    /// <param name="map">n points of two numbers, one after the other.</param>
    /// <returns>n x n numbers, symmetric, with zeros on the diagonal and the sum 1.</returns>
    /// <exception cref="ArgumentException">There are fewer than 2 points, or a number is missing.</exception>
    public static double[] Affinities(ReadOnlySpan<double> map)
    {
        int count = Count(map);
        var q = new double[count * count];
        double sum = Kernel(map, q);
        for (int i = 0; i < q.Length; i++)
            q[i] /= sum;
        return q;
    }

    /// <summary>
    /// The Kullback-Leibler divergence, the sum over pairs of <c>p ln(p / q)</c>, in natural units; pairs with p = 0 count nothing.
    /// </summary>
    /// <param name="p">Affinities of the points, n x n, as <see cref="TSneAffinities"/> gives them.</param>
    /// <param name="map">n points of two numbers.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static double Divergence(ReadOnlySpan<double> p, ReadOnlySpan<double> map)
    {
        CheckAffinities(p, Count(map));
        double[] q = Affinities(map);
        double sum = 0;
        for (int i = 0; i < q.Length; i++)
            sum += p[i] == 0 ? 0 : p[i] * VectorMath.Log(p[i] / q[i]);
        return sum;
    }

    /// <summary>The gradient of the divergence: <c>4 sum over j of (p[i, j] - q[i, j]) (y[i] - y[j]) / (1 + |y[i] - y[j]|^2)</c>.</summary>
    /// <param name="p">Affinities of the points, n x n.</param>
    /// <param name="map">n points of two numbers.</param>
    /// <param name="gradient">Where to; as long as <paramref name="map"/>.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static void Gradient(ReadOnlySpan<double> p, ReadOnlySpan<double> map, Span<double> gradient)
    {
        int count = Count(map);
        CheckAffinities(p, count);
        if (gradient.Length != map.Length)
            throw new ArgumentException($"Expected room for {map.Length} numbers, got {gradient.Length}.", nameof(gradient));
        Gradient(p, 1, map, new double[count * count], gradient);
    }

    /// <summary>The gradient for affinities times a factor, with the memory for the kernel given.</summary>
    internal static void Gradient(
        ReadOnlySpan<double> p, double exaggeration, ReadOnlySpan<double> map, Span<double> kernel, Span<double> gradient)
    {
        int count = map.Length / 2;
        double sum = Kernel(map, kernel);
        gradient.Clear();
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double near = kernel[(i * count) + j];
                double pull = 4 * ((exaggeration * p[(i * count) + j]) - (near / sum)) * near;
                double across = pull * (map[2 * i] - map[2 * j]), along = pull * (map[(2 * i) + 1] - map[(2 * j) + 1]);
                gradient[2 * i] += across;
                gradient[(2 * i) + 1] += along;
                gradient[2 * j] -= across;
                gradient[(2 * j) + 1] -= along;
            }
        }
    }

    /// <summary>1 / (1 + |y[i] - y[j]|^2) for all pairs, 0 on the diagonal, and the sum over all.</summary>
    private static double Kernel(ReadOnlySpan<double> map, Span<double> kernel)
    {
        int count = map.Length / 2;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            kernel[(i * count) + i] = 0;
            for (int j = 0; j < i; j++)
            {
                double across = map[2 * i] - map[2 * j], along = map[(2 * i) + 1] - map[(2 * j) + 1];
                double near = 1 / (1 + (across * across) + (along * along));
                kernel[(i * count) + j] = kernel[(j * count) + i] = near;
                sum += 2 * near;
            }
        }

        return sum;
    }

    private static int Count(ReadOnlySpan<double> map) => map.Length >= 4 && map.Length % 2 == 0
        ? map.Length / 2
        : throw new ArgumentException($"Expected at least 2 points of 2 numbers, got {map.Length} numbers.", nameof(map));

    private static void CheckAffinities(ReadOnlySpan<double> p, int count)
    {
        if (p.Length != (long)count * count)
            throw new ArgumentException($"Expected affinities of {count} x {count} points, got {p.Length} numbers.", nameof(p));
    }
}
