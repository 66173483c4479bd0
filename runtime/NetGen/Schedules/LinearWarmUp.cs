namespace NetGen;

/// <summary>
/// A straight line from a fraction of the base rate up to all of it, then another schedule from its own start on,
/// <c>baseRate (f + (1 - f) step / steps)</c>. PyTorch's <c>LinearLR</c> before another scheduler in a <c>SequentialLR</c>, counted in
/// steps.
/// </summary>
public sealed class LinearWarmUp : LearningRateSchedule
{
    private readonly long _steps;
    private readonly LearningRateSchedule _after;
    private readonly double _startFraction;

    /// <summary>A warm-up.</summary>
    /// <param name="steps">Its steps, at least 1. In a run that is shorter the line does not reach its end.</param>
    /// <param name="after">What follows, for the rest of the run. Default: the base rate.</param>
    /// <param name="startFraction">f, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public LinearWarmUp(long steps, LearningRateSchedule? after = null, double startFraction = 1.0 / 3)
    {
        _steps = Hyperparameter.AtLeastOne(steps, nameof(steps));
        _after = after ?? new ConstantRate();
        _startFraction = Hyperparameter.Fraction(startFraction, nameof(startFraction));
    }

    /// <inheritdoc/>
    public override MonitoredValue? Monitor => _after.Monitor;

    /// <inheritdoc/>
    internal override LearningRateSchedule? Learner => _after.Learner;

    /// <inheritdoc/>
    public override double RateAt(long step, long totalSteps, double baseRate)
    {
        CheckStep(step, totalSteps);
        return step < _steps
            ? baseRate * (_startFraction + ((1 - _startFraction) * step / _steps))
            : _after.RateAt(step - _steps, totalSteps - _steps, baseRate);
    }

    /// <inheritdoc/>
    internal override string StateKind => _after.StateKind;

    /// <inheritdoc/>
    public override void Restart() => _after.Restart();

    /// <inheritdoc/>
    public override void Observe(EpochRecord epoch) => _after.Observe(epoch);

    /// <inheritdoc/>
    public override double[] Capture() => _after.Capture();

    /// <inheritdoc/>
    public override void Restore(ReadOnlySpan<double> state) => _after.Restore(state);
}
