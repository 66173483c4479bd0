namespace NetGen;

/// <summary>
/// Half cosines one after the other (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017): each goes from
/// the base rate down to a fraction f of it, <c>baseRate (f + (1 - f) (1 + cos(pi t / length)) / 2)</c> in its step t, and the next starts
/// at the base rate again. PyTorch's <c>CosineAnnealingWarmRestarts</c>, counted in steps.
/// </summary>
/// <param name="length">The steps of the first one, at least 1.</param>
/// <param name="growth">How many times longer each is than the one before, at least 1.</param>
/// <param name="finalFraction">f, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
public sealed class CosineRestarts(long length, int growth = 1, double finalFraction = 0) : LearningRateSchedule
{
    private readonly long _length = Hyperparameter.AtLeastOne(length, nameof(length));
    private readonly long _growth = Hyperparameter.AtLeastOne(growth, nameof(growth));
    private readonly double _finalFraction = Hyperparameter.Fraction(finalFraction, nameof(finalFraction));

    /// <inheritdoc/>
    public override double RateAt(long step, long totalSteps, double baseRate)
    {
        CheckStep(step, totalSteps);
        long length = _length;
        long within = step;
        if (_growth == 1)
            within %= length;
        for (; within >= length; length *= _growth)
            within -= length;

        double height = (1 + VectorMath.Cos(Math.PI * within / length)) / 2;
        return baseRate * (_finalFraction + ((1 - _finalFraction) * height));
    }
}
