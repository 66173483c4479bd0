namespace NetGen;

/// <summary>
/// Multiplies the rate by a factor again and again, <c>baseRate factor^floor(step / every)</c>. PyTorch's <c>StepLR</c>, counted in steps.
/// </summary>
/// <param name="every">After how many steps, at least 1. For every n epochs: n times the batches of an epoch.</param>
/// <param name="factor">The factor, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
public sealed class StepDecay(long every, double factor = 0.1) : LearningRateSchedule
{
    private readonly long _every = Hyperparameter.AtLeastOne(every, nameof(every));
    private readonly double _factor = Hyperparameter.Fraction(factor, nameof(factor));

    /// <inheritdoc/>
    public override double RateAt(long step, long totalSteps, double baseRate)
    {
        CheckStep(step, totalSteps);
        return baseRate * VectorMath.Pow(_factor, step / _every);
    }
}
