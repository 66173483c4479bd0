namespace NetGen;

/// <summary>The optimiser's own rate at every step.</summary>
public sealed class ConstantRate : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double RateAt(long step, long totalSteps, double baseRate)
    {
        CheckStep(step, totalSteps);
        return baseRate;
    }
}
