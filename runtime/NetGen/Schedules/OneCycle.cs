namespace NetGen;

/// <summary>
/// One cycle over the whole run (Smith and Topin, "Super-convergence", arXiv:1708.07120): half a cosine from a small rate up to the
/// optimiser's own, and a longer one down to a far smaller rate at the last step. PyTorch's <c>OneCycleLR</c> with the base rate as
/// <c>max_lr</c>; the momentum stays as it is.
/// </summary>
/// <param name="rise">The part of the run in which the rate rises, from 0 to 1.</param>
/// <param name="startDivisor">How many times smaller the first rate is than the base rate, at least 1.</param>
/// <param name="finalDivisor">How many times smaller the last rate is than the first, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
public sealed class OneCycle(double rise = 0.3, double startDivisor = 25, double finalDivisor = 1e4) : LearningRateSchedule
{
    private readonly double _rise = Hyperparameter.Fraction(rise, nameof(rise));
    private readonly double _startDivisor = Hyperparameter.AtLeastOne(startDivisor, nameof(startDivisor));
    private readonly double _finalDivisor = Hyperparameter.AtLeastOne(finalDivisor, nameof(finalDivisor));

    /// <inheritdoc/>
    public override double RateAt(long step, long totalSteps, double baseRate)
    {
        CheckStep(step, totalSteps);
        double first = baseRate / _startDivisor;
        double last = first / _finalDivisor;

        // The steps that have the highest and the last rate; the highest may lie between two steps.
        double top = (_rise * totalSteps) - 1;
        double end = totalSteps - 1;
        if (step >= end)
            return top < end ? last : baseRate;
        return step <= top && top > 0
            ? Between(first, baseRate, step / top)
            : Between(baseRate, last, (step - top) / (end - top));
    }

    private static double Between(double from, double to, double part) => to + ((from - to) / 2 * (1 + VectorMath.Cos(Math.PI * part)));
}
