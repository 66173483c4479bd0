using System.Numerics;

namespace NetGen;

/// <summary>How far predictions are from targets that are numbers. All numbers count alike, summed in <see cref="double"/>.</summary>
/// <param name="MeanSquaredError">The mean of (prediction - target)^2, in the square of the targets' unit.</param>
/// <param name="MeanAbsoluteError">The mean of |prediction - target|, in the targets' unit.</param>
/// <param name="RSquared">
/// The coefficient of determination: 1 less the sum of squared errors over that of always predicting the mean target. 1 is perfect, 0 no
/// better than the mean, below 0 worse. For targets that are all equal it is 1 if every prediction is exact, and otherwise 0.
/// </param>
public sealed record RegressionMetrics(double MeanSquaredError, double MeanAbsoluteError, double RSquared)
{
    /// <summary>The root of the mean squared error, in the targets' unit.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>Compares predictions with targets.</summary>
    /// <param name="predictions">What a network said.</param>
    /// <param name="targets">What is right; as many, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    public static RegressionMetrics Of<T>(ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (targets.IsEmpty || predictions.Length != targets.Length)
            throw new ArgumentException(
                $"Expected as many predictions as targets, at least 1, got {predictions.Length} and {targets.Length}.",
                nameof(predictions));

        double mean = 0;
        foreach (T target in targets)
            mean += double.CreateTruncating(target) / targets.Length;

        double squares = 0, absolutes = 0, spread = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double target = double.CreateTruncating(targets[i]);
            double error = double.CreateTruncating(predictions[i]) - target;
            squares += error * error;
            absolutes += Math.Abs(error);
            spread += (target - mean) * (target - mean);
        }

        bool constant = !targets.ContainsAnyExcept(targets[0]);
        double determination = constant ? Convert.ToDouble(squares == 0) : 1 - (squares / spread);
        return new RegressionMetrics(squares / targets.Length, absolutes / targets.Length, determination);
    }
}
