namespace NetGen;

/// <summary>
/// Ends a run when a value has not become better for a number of epochs (Prechelt, "Early stopping - but when?", 1998), and gives back the
/// weights of the best epoch. A value is better if it beats the best one by more than <see cref="MinimumDelta"/>; NaN never is.
/// </summary>
/// <example>
/// <code>
/// var stopping = new EarlyStopping(patience: 5);
/// trainer.Fit(train, new FitOptions { Epochs = 100, Validation = validation, EarlyStopping = stopping });
/// Console.WriteLine($"best after epoch {stopping.BestEpoch}: {stopping.BestValue}");
/// </code>
/// </example>
public sealed class EarlyStopping
{
    /// <summary>The numbers of <see cref="Capture"/>.</summary>
    internal const int StateLength = 4;

    private int _epochs;
    private int _epochsWithout;

    /// <summary>A rule for stopping.</summary>
    /// <param name="patience">The epochs without a better value after which the run ends, at least 0; 0 and 1 are the same.</param>
    /// <param name="minimumDelta">By how much a better value must differ, at least 0.</param>
    /// <param name="monitor">The value.</param>
    /// <param name="restoreBest">Whether the network ends with the parameters and buffers of the best epoch, however the run ends by
    /// itself. The optimiser's state stays that of the last step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public EarlyStopping(
        int patience, double minimumDelta = 0, MonitoredValue monitor = MonitoredValue.ValidationLoss, bool restoreBest = true)
    {
        Patience = Hyperparameter.NotNegative(patience, nameof(patience));
        MinimumDelta = Hyperparameter.NotNegative(minimumDelta, nameof(minimumDelta));
        Monitor = Monitoring.Known(monitor, nameof(monitor));
        RestoresBest = restoreBest;
        Restart();
    }

    /// <summary>The epochs without a better value after which the run ends.</summary>
    public int Patience { get; }

    /// <summary>By how much a better value must differ.</summary>
    public double MinimumDelta { get; }

    /// <summary>The value.</summary>
    public MonitoredValue Monitor { get; }

    /// <summary>Whether the network ends with the parameters of the best epoch.</summary>
    public bool RestoresBest { get; }

    /// <summary>The best value so far; infinite, on the bad side, before there was one.</summary>
    public double BestValue { get; private set; }

    /// <summary>The epoch it came from, from 1; 0 before there was one.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Whether the patience has run out.</summary>
    public bool ShouldStop { get; private set; }

    /// <summary>Takes note of the value of the next epoch.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool Observe(double value)
    {
        _epochs++;
        if (Monitor.Rises() ? value > BestValue + MinimumDelta : value < BestValue - MinimumDelta)
        {
            (BestValue, BestEpoch, _epochsWithout) = (value, _epochs, 0);
            return true;
        }

        _epochsWithout++;
        ShouldStop = _epochsWithout >= Patience;
        return false;
    }

    /// <summary>Forgets all values. A trainer calls it when a run begins.</summary>
    public void Restart() => (BestValue, BestEpoch, ShouldStop, _epochs, _epochsWithout) = (Monitor.Worst(), 0, false, 0, 0);

    /// <summary>What <see cref="Observe"/> taught, in numbers.</summary>
    internal double[] Capture() => [BestValue, BestEpoch, _epochs, _epochsWithout];

    /// <summary>Puts back what <see cref="Capture"/> gave.</summary>
    internal void Restore(ReadOnlySpan<double> state)
    {
        (BestValue, BestEpoch, _epochs, _epochsWithout) = (state[0], (int)state[1], (int)state[2], (int)state[3]);
        ShouldStop = _epochsWithout > 0 && _epochsWithout >= Patience;
    }
}
