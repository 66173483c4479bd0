using System.Diagnostics;

namespace NetGen.Samples.Pinn;

/// <summary>Learns the oscillation and compares it with the exact solution.</summary>
internal sealed class Experiment(int points, int epochs, ulong seed)
{
    private const double Length = 2;
    private const double StartValue = 1;
    private const double StartSlope = -0.5;

    /// <summary>How many points of the equation a condition counts for.</summary>
    private const double ConditionWeight = 10;

    /// <summary>The solution: it decays by half its rate and swings by the rest.</summary>
    public static double Exact(double x) => Math.Exp(-x / 2) * Math.Cos(Math.Sqrt(3) / 2 * x);

    /// <summary>Trains, and returns what there is to show.</summary>
    public Result Run()
    {
        double[] inputs = [.. Enumerable.Range(0, points).Select(i => Length * i / (points - 1)), 0, 0];
        double[] targets = [.. Enumerable.Repeat(0.0, 2 * points), 1, StartValue, 2, StartSlope];
        double[] weights = [.. Enumerable.Repeat(1.0, points), ConditionWeight, ConditionWeight];

        var network = new Oscillator(seed);
        var trainer = new Trainer<Oscillator, double>(network, new Adam(learningRate: 1e-2));
        var watch = Stopwatch.StartNew();
        History history = trainer.Fit(Dataset.FromArrays(inputs, targets, 1), new FitOptions
        {
            Epochs = epochs,
            Regime = BatchRegime.FullBatch,
            SampleWeights = weights,
            Schedule = new CosineDecay(finalFraction: 1e-3),
            ShuffleEachEpoch = false,
            Threads = 1,
        });
        watch.Stop();

        double[] places = [.. Enumerable.Range(0, 201).Select(i => Length * i / 200)];
        var curve = new double[places.Length * Curve.OutputSize];
        new Curve(network.Parameters.ToArray()).Forward(places, curve);
        return new Result(places, curve, history.Epochs[^1].Loss, watch.Elapsed);
    }
}

/// <summary>A curve that was learnt.</summary>
/// <param name="Places">Where it was taken.</param>
/// <param name="Curve">Value, slope and curvature at each place.</param>
/// <param name="Loss">The loss of the last epoch.</param>
/// <param name="Time">How long the training took.</param>
internal sealed record Result(double[] Places, double[] Curve, double Loss, TimeSpan Time)
{
    /// <summary>The largest distance from the exact solution.</summary>
    public double LargestError => Places.Select((x, i) => Math.Abs(Curve[3 * i] - Experiment.Exact(x))).Max();
}
