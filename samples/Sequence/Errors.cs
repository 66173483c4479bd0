namespace NetGen.Samples.Sequence;

/// <summary>How far forecasts are from what came.</summary>
internal sealed class Errors
{
    /// <param name="series">What came.</param>
    /// <param name="first">The first month that was forecast.</param>
    /// <param name="forecasts">One for each month from there on, in thousands.</param>
    public Errors(Passengers series, int first, double[] forecasts)
    {
        double[] errors = [.. forecasts.Select((forecast, i) => forecast - series[first + i])];
        Rmse = Math.Sqrt(errors.Average(error => error * error));
        Mae = errors.Average(Math.Abs);
        Mape = 100 * errors.Select((error, i) => Math.Abs(error) / series[first + i]).Average();
    }

    /// <summary>The root of the mean squared error.</summary>
    public double Rmse { get; }

    /// <summary>The mean absolute error.</summary>
    public double Mae { get; }

    /// <summary>The mean absolute error in percent of what came.</summary>
    public double Mape { get; }

    /// <summary>Those of forecasts that are given as changes.</summary>
    public static Errors Of(Passengers series, int first, float[] changes) => new(series, first, [.. changes.Select((change, i) => series.At(first + i, change))]);
}
