namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>The coordinates of one network: drawn, compared, and redrawn where a step changes a branch.</summary>
internal sealed class DifferenceComparison(MatrixCase network)
{
    private const double Tolerance = 1e-6;
    private const int CoordinatesPerTensor = 20;
    private const double LargestRedrawnShare = 0.05;
    private const double Step = 1e-5;

    private readonly Random _random = new(network.Reference.Batch);
    private int _compared;
    private int _redrawn;

    /// <summary>Compares up to 20 elements of <paramref name="gradient"/> with differences of <paramref name="objective"/>.</summary>
    public void Check(string what, double[] gradient, Func<double> objective, Action<int, double> move)
    {
        double allowed = Math.Max(Tolerance * gradient.Max(Math.Abs), 1e-12);
        int[] order = [.. Enumerable.Range(0, gradient.Length)];
        _random.Shuffle(order);
        int left = CoordinatesPerTensor;
        foreach (int element in order)
        {
            double At(double step)
            {
                move(element, step);
                double value = objective();
                move(element, 0);
                return value;
            }

            double above = At(Step), below = At(-Step);
            double error = Math.Abs(((above - below) / (2 * Step)) - gradient[element]);
            if (!(error <= allowed) && CrossesKink(At, error))
            {
                _redrawn++;
                continue;
            }

            _compared++;
            if (!(error <= allowed))
                network.Fail(FormattableString.Invariant($"{what}[{element}]: gradient {gradient[element]:R}, difference {(above - below) / (2 * Step):R}, allowed {allowed:0.0e+0}"));
            if (--left == 0)
                break;
        }
    }

    public void CheckRedrawn()
    {
        if (_redrawn > Math.Max(1, LargestRedrawnShare * (_compared + _redrawn)))
            network.Fail($"{_redrawn} of {_compared + _redrawn} coordinates redrawn");
    }

    // The jump between the one-sided differences halves with the step where the function is smooth, to far below any error
    // that matters. Across a kink it does not, at one of three steps at least, and is then as large as the error it causes.
    private static bool CrossesKink(Func<double, double> at, double error)
    {
        double centre = at(0);
        double Jump(double step) => (at(step) - (2 * centre) + at(-step)) / step;
        double whole = Jump(Step), half = Jump(Step / 2), quarter = Jump(Step / 4);
        return Math.Abs(whole - (2 * half)) > 0.1 * error || Math.Abs(half - (2 * quarter)) > 0.1 * error;
    }
}
