namespace NetGen;

/// <summary>
/// Multiplies the rate by a factor whenever a value has made no progress for more than a number of epochs. PyTorch's
/// <c>ReduceLROnPlateau</c> with its relative threshold, without its least change of the rate.
/// </summary>
public sealed class ReduceOnPlateau : LearningRateSchedule
{
    private const int StateLength = 4;

    private readonly double _factor;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly int _cooldown;
    private readonly double _minimumRate;
    private readonly MonitoredValue _monitor;

    private double _best;
    private int _epochsWithout;
    private int _cooling;
    private int _reductions;

    /// <summary>A schedule that waits for progress.</summary>
    /// <param name="factor">The factor, from 0 to 1, 1 excluded.</param>
    /// <param name="patience">The epochs without progress that are put up with, at least 0.</param>
    /// <param name="threshold">The part of the best value by which a better one must differ, at least 0.</param>
    /// <param name="cooldown">The epochs after a reduction that do not count, at least 0.</param>
    /// <param name="minimumRate">No rate below it, at least 0.</param>
    /// <param name="monitor">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public ReduceOnPlateau(
        double factor = 0.1,
        int patience = 10,
        double threshold = 1e-4,
        int cooldown = 0,
        double minimumRate = 0,
        MonitoredValue monitor = MonitoredValue.ValidationLoss)
    {
        _factor = Hyperparameter.BelowOne(factor, nameof(factor));
        _patience = Hyperparameter.NotNegative(patience, nameof(patience));
        _threshold = Hyperparameter.NotNegative(threshold, nameof(threshold));
        _cooldown = Hyperparameter.NotNegative(cooldown, nameof(cooldown));
        _minimumRate = Hyperparameter.NotNegative(minimumRate, nameof(minimumRate));
        _monitor = Monitoring.Known(monitor, nameof(monitor));
        Restart();
    }

    /// <inheritdoc/>
    public override MonitoredValue? Monitor => _monitor;

    /// <inheritdoc/>
    public override double RateAt(long step, long totalSteps, double baseRate)
    {
        CheckStep(step, totalSteps);
        double rate = baseRate;
        for (int reduction = 0; reduction < _reductions; reduction++)
        {
            double reduced = Math.Max(rate * _factor, Math.Min(_minimumRate, rate));
            if (reduced == rate)
                break;
            rate = reduced;
        }

        return rate;
    }

    /// <inheritdoc/>
    public override void Restart() => (_best, _epochsWithout, _cooling, _reductions) = (_monitor.Worst(), 0, 0, 0);

    /// <inheritdoc/>
    public override void Observe(EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        double value = _monitor.Of(epoch);
        bool better = _monitor.Rises() ? value > _best * (1 + _threshold) : value < _best * (1 - _threshold);
        if (better)
            _best = value;

        bool counts = !better && _cooling == 0;
        _epochsWithout = counts ? _epochsWithout + 1 : 0;
        _cooling = Math.Max(0, _cooling - 1);
        if (_epochsWithout > _patience)
            (_reductions, _cooling, _epochsWithout) = (_reductions + 1, _cooldown, 0);
    }

    /// <inheritdoc/>
    internal override string StateKind => nameof(ReduceOnPlateau);

    /// <summary>Says what is wrong with the numbers of <see cref="Capture"/>; null if they may be those of a run.</summary>
    /// <param name="state">The numbers.</param>
    /// <param name="epochs">The epochs that the run has behind it; no counter is larger.</param>
    internal static string? StateFault(ReadOnlySpan<double> state, int epochs)
    {
        if (state.Length != StateLength)
            return $"Expected {StateLength} numbers for a {nameof(ReduceOnPlateau)}, got {state.Length}.";
        if (double.IsNaN(state[0]))
            return $"Expected a best value for a {nameof(ReduceOnPlateau)}, got NaN.";
        double withoutProgress = state[1], cooling = state[2], reductions = state[3];
        if (!IsCount(withoutProgress, epochs) || !IsCount(cooling, int.MaxValue) || !IsCount(reductions, epochs))
            return FormattableString.Invariant($"Expected counters of at most {epochs} epochs for a {nameof(ReduceOnPlateau)}, ")
                + FormattableString.Invariant($"got {withoutProgress}, {cooling} and {reductions}.");
        return null;
    }

    private static bool IsCount(double number, int most) => number >= 0 && number <= most && number == Math.Floor(number);

    /// <inheritdoc/>
    public override double[] Capture() => [_best, _epochsWithout, _cooling, _reductions];

    /// <inheritdoc/>
    public override void Restore(ReadOnlySpan<double> state)
    {
        if (StateFault(state, int.MaxValue) is { } fault)
            throw new ArgumentException(fault, nameof(state));
        (_best, _epochsWithout, _cooling, _reductions) = (state[0], (int)state[1], (int)state[2], (int)state[3]);
    }
}
