namespace NetGen;

/// <summary>
/// How the learning rate changes over a training run. Most schedules are functions of the step alone; one that learns from
/// what came of the epochs overrides the virtual members, too.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>
    /// The value of an epoch that <see cref="Observe"/> needs; null for none. A trainer checks before the first step that there will be
    /// one.
    /// </summary>
    public virtual MonitoredValue? Monitor => null;

    /// <summary>The schedule that learns from the epochs, this one or one within it; null if none does.</summary>
    internal virtual LearningRateSchedule? Learner => Monitor is not null || Capture().Length > 0 ? this : null;

    /// <summary>The rate of one step.</summary>
    /// <param name="step">The step, from 0. <paramref name="totalSteps"/> itself is allowed: where the step after the last would
    /// be.</param>
    /// <param name="totalSteps">The number of steps of the whole run.</param>
    /// <param name="baseRate">The optimiser's own rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step lies before the start or past the end.</exception>
    public abstract double RateAt(long step, long totalSteps, double baseRate);

    /// <summary>Forgets what earlier runs taught. A trainer calls it when a run begins.</summary>
    public virtual void Restart()
    {
    }

    /// <summary>Takes note of what came of an epoch. A trainer calls it after each one.</summary>
    /// <param name="epoch">The epoch.</param>
    public virtual void Observe(EpochRecord epoch)
    {
    }

    /// <summary>
    /// What <see cref="Capture"/> means, where a file is checked for numbers that cannot be; empty for schedules of which that is not
    /// known.
    /// </summary>
    internal virtual string StateKind => string.Empty;

    /// <summary>What <see cref="Observe"/> taught, in numbers, for the file of an interrupted run.</summary>
    public virtual double[] Capture() => [];

    /// <summary>Puts back what <see cref="Capture"/> gave.</summary>
    /// <param name="state">The numbers.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than such a schedule has.</exception>
    public virtual void Restore(ReadOnlySpan<double> state)
    {
        if (!state.IsEmpty)
            throw new ArgumentException($"Expected no state for a {GetType().Name}, got {state.Length} numbers.", nameof(state));
    }

    /// <summary>Checks that a step lies within a run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies before the start or past the end.</exception>
    protected static void CheckStep(long step, long totalSteps)
    {
        if (step < 0 || step > totalSteps)
            throw new ArgumentOutOfRangeException(
                nameof(step), $"Expected a step from 0 to {totalSteps}, where the schedule ends, got {step}.");
    }
}
