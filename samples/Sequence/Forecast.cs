using System.Diagnostics;

namespace NetGen.Samples.Sequence;

/// <summary>
/// Forecasts each of the last 24 months from all before it, one month ahead. The length of the training and the weight decay are chosen on the 24 months
/// before those; then the networks are trained on all but the test months, which are looked at once.
/// </summary>
internal sealed class Forecast(ulong seed)
{
    private const int TestMonths = 24;
    private const int Networks = 9;

    private static readonly int[] s_epochs = [5, 10, 25, 50, 100];
    private static readonly double[] s_decays = [0.03, 0.1, 0.3, 1];

    public void Run()
    {
        long begin = Stopwatch.GetTimestamp();
        int end = new Passengers(Passengers.First).Count, test = end - TestMonths, validation = test - TestMonths;
        Console.WriteLine($"{PassengerNet.Description.Name}: {PassengerNet.ParameterCount} parameters, mean forecast of {Networks}; trained on {test - Passengers.First} months, tested on {TestMonths}");

        Passengers known = new(validation);
        (int epochs, double decay) = s_epochs.SelectMany(_ => s_decays, (count, rate) => (Epochs: count, Decay: rate))
            .MinBy(choice => Errors.Of(known, validation, Changes(known, validation, test, choice.Epochs, choice.Decay)).Rmse);
        Console.WriteLine($"chosen on the {TestMonths} months before: {epochs} epochs, weight decay {decay}, of {s_epochs.Length * s_decays.Length} combinations");

        Passengers series = new(test);
        Console.WriteLine($"{"",-42} {"RMSE",8} {"MAE",8} {"MAPE",8}");
        Print("the same month a year before", new(series, test, [.. Enumerable.Range(test, TestMonths).Select(month => series[month - 12])]));
        Print("the growth of the last month, no network", Errors.Of(series, test, new float[TestMonths]));
        Print("LSTM", Errors.Of(series, test, Changes(series, test, end, epochs, decay)));
        Console.WriteLine($"thousands of passengers, one month ahead; {Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s");
    }

    /// <summary>The mean of what some networks, which saw what is before <paramref name="first"/>, say of the months from there on.</summary>
    private float[] Changes(Passengers series, int first, int end, int epochs, double decay)
    {
        Dataset train = series.Windows(Passengers.First, first), unseen = series.Windows(first, end);
        float[] mean = new float[end - first];
        for (int network = 0; network < Networks; network++)
        {
            ulong own = (seed * Networks) + (ulong)network;
            var model = new PassengerNet(own);
            new Trainer<PassengerNet>(model, new AdamW(5e-3, weightDecay: decay)).Fit(train, new FitOptions { Epochs = epochs, BatchSize = 16, Seed = own, Threads = 1 });
            float[] outputs = Prediction.Outputs(model, unseen);
            for (int month = 0; month < mean.Length; month++)
                mean[month] += outputs[month] / Networks;
        }

        return mean;
    }

    private static void Print(string name, Errors errors) => Console.WriteLine($"{name,-42} {errors.Rmse,8:F2} {errors.Mae,8:F2} {errors.Mape,7:F2}%");
}
