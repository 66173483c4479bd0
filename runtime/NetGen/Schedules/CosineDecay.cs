namespace NetGen;

/// <summary>
/// Half a cosine from the base rate down to a fraction of it (Loshchilov and Hutter, 2017, without restarts):
/// <c>baseRate (f + (1 - f) (1 + cos(pi step / totalSteps)) / 2)</c>. The first step has the base rate; f is where the
/// step after the last would be.
/// </summary>
/// <param name="finalFraction">f, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="finalFraction"/> is no number from 0 to 1.</exception>
public sealed class CosineDecay(double finalFraction = 0) : LearningRateSchedule
{
    private readonly double _finalFraction = Hyperparameter.Fraction(finalFraction, nameof(finalFraction));

    /// <inheritdoc/>
    public override double RateAt(long step, long totalSteps, double baseRate)
    {
        CheckStep(step, totalSteps);
        double height = (1 + VectorMath.Cos(Math.PI * step / totalSteps)) / 2;
        return baseRate * (_finalFraction + ((1 - _finalFraction) * height));
    }
}
