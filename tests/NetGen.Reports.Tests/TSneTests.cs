namespace NetGen.Reports.Tests;

public class TSneTests
{
    [Fact]
    public void Affinities_have_the_perplexity_asked_for()
    {
        double[] points = Normal(40 * 3, seed: 1);
        foreach (double perplexity in new[] { 1.5, 5, 30 })
        {
            // Not joint but conditional probabilities have it: those of a point are found again by its precision.
            double[] p = TSneAffinities.OfPerplexity(points, 40, perplexity);
            Assert.Equal(1, p.Sum(), 12);
            for (int i = 0; i < 40; i++)
            {
                Assert.Equal(0, p[(i * 40) + i]);
                for (int j = 0; j < 40; j++)
                    Assert.Equal(p[(j * 40) + i], p[(i * 40) + j]);
            }
        }

        // Two neighbours at distances 1 and 2 for the point in between of three on a line: with h = perplexity 1.5 = exp(entropy).
        double[] line = TSneAffinities.OfPerplexity([0, 1, 3], 3, 1.5);
        double share = Solve(1.5);
        // p(1|0), p(0|1) and p(1|2) are the nearer ones.
        Assert.Equal((share + share) / 6, line[1], 8);
        Assert.Equal((1 - share + 1 - share) / 6, line[2], 8);
        Assert.Equal((1 - share + share) / 6, line[5], 8);
    }

    [Theory]
    [InlineData(1e-150)]
    [InlineData(1)]
    [InlineData(1e100)]
    public void The_scale_of_the_points_does_not_matter(double scale)
    {
        double[] points = Normal(30 * 2, seed: 2);
        double[] expected = TSneAffinities.OfPerplexity(points, 30, 5), scaled = TSneAffinities.OfPerplexity([.. points.Select(value => value * scale)], 30, 5);
        Assert.Equal(expected, scaled, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Copies_of_a_point_are_neighbours_alike()
    {
        double[] p = TSneAffinities.OfPerplexity(new double[20], 10, 3);
        Assert.All(Enumerable.Range(0, 100).Where(k => k / 10 != k % 10), k => Assert.Equal(1 / 90.0, p[k], 12));
    }

    [Fact]
    public void The_gradient_is_that_of_the_divergence()
    {
        double[] p = TSneAffinities.OfPerplexity(Normal(12 * 4, seed: 3), 12, 4), map = Normal(24, seed: 4), gradient = new double[24];
        TSneObjective.Gradient(p, map, gradient);
        double largest = gradient.Max(Math.Abs);
        for (int i = 0; i < map.Length; i++)
        {
            const double H = 1e-5;
            double[] up = [.. map], down = [.. map];
            up[i] += H;
            down[i] -= H;
            double slope = (TSneObjective.Divergence(p, up) - TSneObjective.Divergence(p, down)) / (2 * H);
            Assert.InRange(Math.Abs(slope - gradient[i]) / largest, 0, 1e-6);
        }
    }

    [Fact]
    public void Clusters_stay_together_and_apart()
    {
        double[] noise = Normal(90 * 10, seed: 5);
        double[] points = [.. noise.Select((value, k) => value + (k / 10 % 3 == k % 10 ? 20 : 0))];
        TSneMap map = new TSne { Perplexity = 10, Seed = 1 }.Run(points, 90);
        for (int i = 0; i < 90; i++)
        {
            int nearest = Enumerable.Range(0, 90).Where(j => j != i).MinBy(j => Distance(map, i, j));
            Assert.Equal(i % 3, nearest % 3);
        }

        double within = Enumerable.Range(1, 29).Max(k => Distance(map, 0, 3 * k)), between = Enumerable.Range(0, 30).Min(k => Distance(map, 0, (3 * k) + 1));
        Assert.True(within < between);
        Assert.InRange(map.Divergence, 0, 0.5);
        Assert.Equal(map.Points.ToArray(), new TSne { Perplexity = 10, Seed = 1 }.Run(points, 90).Points.ToArray());
        Assert.NotEqual(map.Points.ToArray(), new TSne { Perplexity = 10, Seed = 2 }.Run(points, 90).Points.ToArray());
    }

    [Fact]
    public void Impossible_settings_are_refused()
    {
        Refused("Expected a perplexity above 1 and below 9, the number of other points, got 9.", () => TSneAffinities.OfPerplexity(Normal(20, 1), 10, 9));
        Refused("got 1.", () => TSneAffinities.OfPerplexity(Normal(20, 1), 10, 1));
        Refused("Expected at least 2 points of equal dimension, got 3 points of 20 numbers in all.", () => TSneAffinities.OfPerplexity(Normal(20, 1), 3, 1.5));
        Refused("Expected finite numbers, got NaN.", () => TSneAffinities.OfDeviation([0, double.NaN], 2, 1));
        Refused("Expected a finite deviation above 0, got 0.", () => TSneAffinities.OfDeviation([0, 1], 2, 0));
        Refused("Expected at least 2 points of 2 numbers, got 3 numbers.", () => TSneObjective.Affinities([0, 1, 2]));
        Refused("Expected affinities of 2 x 2 points, got 9 numbers.", () => TSneObjective.Divergence(new double[9], new double[4]));
        Refused("Expected room for 4 numbers, got 2.", () => TSneObjective.Gradient(new double[4], new double[4], new double[2]));
        Refused("", () => new TSne { Steps = 0 }.Run(Normal(20, 1), 10));
    }

    private static void Refused(string message, Action action) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message);

    /// <summary>The larger of two shares whose entropy has a perplexity, by bisection.</summary>
    private static double Solve(double perplexity)
    {
        double low = 0.5, high = 1;
        for (int i = 0; i < 100; i++)
        {
            double share = (low + high) / 2, entropy = -(share * Math.Log(share)) - ((1 - share) * Math.Log(1 - share));
            (low, high) = Math.Exp(entropy) > perplexity ? (share, high) : (low, share);
        }

        return low;
    }

    private static double Distance(TSneMap map, int i, int j) => Math.Sqrt(Math.Pow(map.Points[2 * i] - map.Points[2 * j], 2) + Math.Pow(map.Points[(2 * i) + 1] - map.Points[(2 * j) + 1], 2));

    private static double[] Normal(int count, ulong seed)
    {
        var random = new CounterRandom(seed);
        return [.. Enumerable.Range(0, count).Select(i => random.Normal((ulong)i))];
    }
}
