using System.Collections.Immutable;

namespace NetGen.Reports;

/// <summary>A map of points in the plane.</summary>
/// <param name="Points">Two numbers for each point, in arbitrary units.</param>
/// <param name="Divergence">What is left of the Kullback-Leibler divergence, in natural units.</param>
public sealed record TSneMap(ImmutableArray<double> Points, double Divergence);

/// <summary>
/// Maps points of many dimensions, such as the activations of a layer, into the plane so that near ones stay near: exact t-SNE (van der
/// Maaten and Hinton, "Visualizing Data using t-SNE", 2008), O(n^2) time and memory. Distances between clusters and their
/// sizes mean nothing.
/// </summary>
/// <remarks>
/// Gradient descent with momentum (0.5, then 0.8) and gains as in the paper's own program, and early exaggeration of the affinities in
/// the first quarter of the steps. The step size is n / (4 exaggeration), at least 50 (Belkina et al., "Automated optimized parameters
/// for T-distributed stochastic neighbor embedding", 2019). The same points, seed and settings give the same map everywhere.
/// </remarks>
public sealed class TSne
{
    private const double Exaggeration = 12;

    /// <summary>The number of neighbours that count, above 1 and below n - 1. Default: 30.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>Steps of gradient descent, at least 1. Default: 500.</summary>
    public int Steps { get; init; } = 500;

    /// <summary>Decides where the points begin.</summary>
    public ulong Seed { get; init; }

    /// <summary>Maps points.</summary>
    /// <param name="points">n points of equal dimension, one after the other.</param>
    /// <param name="count">n, at least 4.</param>
    /// <exception cref="ArgumentException">The numbers do not make up n points, are not finite, or a setting is impossible.</exception>
    public TSneMap Run(ReadOnlySpan<double> points, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        double[] p = TSneAffinities.OfPerplexity(points, count, Perplexity);
        double[] map = new double[2 * count], gradient = new double[2 * count], velocity = new double[2 * count],
            gains = new double[2 * count];
        var random = new CounterRandom(Seed);
        for (int i = 0; i < map.Length; i++)
            map[i] = 1e-4 * random.Normal((ulong)i);
        Array.Fill(gains, 1);

        double rate = Math.Max(count / (4 * Exaggeration), 50);
        var kernel = new double[count * count];
        for (int step = 0; step < Steps; step++)
        {
            bool early = step < Steps / 4;
            TSneObjective.Gradient(p, early ? Exaggeration : 1, map, kernel, gradient);
            Move(map, gradient, velocity, gains, rate, momentum: early ? 0.5 : 0.8);
        }

        Centre(map);
        return new TSneMap([.. map], TSneObjective.Divergence(p, map));
    }

    /// <summary>One step; a coordinate that keeps its direction gains speed, and one that turns back loses it.</summary>
    private static void Move(double[] map, double[] gradient, double[] velocity, double[] gains, double rate, double momentum)
    {
        for (int i = 0; i < map.Length; i++)
        {
            bool onward = gradient[i] > 0 != velocity[i] > 0;
            gains[i] = Math.Max(onward ? gains[i] + 0.2 : 0.8 * gains[i], 0.01);
            velocity[i] = (momentum * velocity[i]) - (rate * gains[i] * gradient[i]);
            map[i] += velocity[i];
        }
    }

    private static void Centre(double[] map)
    {
        for (int axis = 0; axis < 2; axis++)
        {
            double mean = 0;
            for (int i = axis; i < map.Length; i += 2)
                mean += 2 * map[i] / map.Length;
            for (int i = axis; i < map.Length; i += 2)
                map[i] -= mean;
        }
    }
}
