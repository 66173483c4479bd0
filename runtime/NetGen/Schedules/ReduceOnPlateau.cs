namespace NetGen;

/// <summary>
/// Multiplies the rate by a factor whenever a value has made no progress for more than a number of epochs. PyTorch's
/// <c>ReduceLROnPlateau</c> with its relative threshold, without its least change of the rate.
/// </summary>
public sealed class ReduceOnPlateau : LearningRateSchedule
{
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
            rate = Math.Max(rate * _factor, Math.Min(_minimumRate, rate));
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
    public override double[] Capture() => [_best, _epochsWithout, _cooling, _reductions];

    /// <inheritdoc/>
    public override void Restore(ReadOnlySpan<double> state)
    {
        if (state.Length != 4)
            throw new ArgumentException($"Expected 4 numbers for a {nameof(ReduceOnPlateau)}, got {state.Length}.", nameof(state));
        (_best, _epochsWithout, _cooling, _reductions) = (state[0], (int)state[1], (int)state[2], (int)state[3]);
    }
}
