namespace NetGen;

/// <summary>
/// Multiplies the rate by a factor at every step, <c>baseRate factor^step</c>. PyTorch's <c>ExponentialLR</c>, counted in steps.
/// </summary>
/// <param name="factor">The factor, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is no number from 0 to 1.</exception>
public sealed class ExponentialDecay(double factor) : LearningRateSchedule
{
    private readonly double _factor = Hyperparameter.Fraction(factor, nameof(factor));

    /// <inheritdoc/>
    public override double RateAt(long step, long totalSteps, double baseRate)
    {
        CheckStep(step, totalSteps);
        return baseRate * VectorMath.Pow(_factor, step);
    }
}
