namespace NetGen;

/// <summary>How the learning rate changes over a training run.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>The rate of one step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">The number of steps of the whole run.</param>
    /// <param name="baseRate">The optimiser's own rate.</param>
    public abstract double RateAt(long step, long totalSteps, double baseRate);
}
