namespace NetGen;

/// <summary>
/// What samples contributed to a loss: the sum of their losses, each times its weight, and the sum of the weights. The contributions of
/// batches add up to that of all their samples, whatever the size of the batches: rounding errors of the sum are carried along.
/// </summary>
public readonly record struct LossSum
{
    /// <summary>What rounding took from the sum.</summary>
    private readonly double _rest;

    /// <summary>What samples contributed.</summary>
    /// <param name="sum">The sum of their losses, each times its weight.</param>
    /// <param name="weight">The sum of their weights: the number of samples, where each counts 1.</param>
    /// <param name="batch">Whether the network's loss of a batch is the mean over its samples or their sum.</param>
    /// <param name="penalty">The penalties on the parameters.</param>
    public LossSum(double sum, double weight, Reduction batch = Reduction.Mean, double penalty = 0)
        : this(sum, 0, weight, batch, penalty)
    {
    }

    /// <summary>A sum with what rounding took from it.</summary>
    internal LossSum(double sum, double rest, double weight, Reduction batch, double penalty)
    {
        (Sum, _rest) = Add(sum, rest);
        (Weight, Batch, Penalty) = (weight, batch, penalty);
    }

    /// <summary>The sum of the losses, each times the weight of its sample, without penalties.</summary>
    public double Sum { get; }

    /// <summary>The sum of the weights: the number of samples, where each counts 1. Samples that are ignored weigh 0.</summary>
    public double Weight { get; }

    /// <summary>Whether <see cref="Loss"/> is the mean over the samples or their sum.</summary>
    public Reduction Batch { get; }

    /// <summary>The penalties on the parameters; over several steps their mean, each step by its weight.</summary>
    public double Penalty { get; init; }

    /// <summary>
    /// The loss of all the samples as if they were one batch, with the penalties, added once. If no sample counts, it is that of nothing,
    /// 0.
    /// </summary>
    public double Loss => (Batch == Reduction.Sum ? Sum : Weight == 0 ? 0 : Sum / Weight) + Penalty;

    /// <summary>What the samples of both contributed. The reduction is that of <paramref name="b"/>.</summary>
    public static LossSum operator +(LossSum a, LossSum b)
    {
        (double sum, double error) = Add(a.Sum, b.Sum);
        double weight = a.Weight + b.Weight;

        // As a difference: equal penalties keep their bits.
        double penalty = weight == 0 ? b.Penalty : a.Penalty + ((b.Penalty - a.Penalty) * (b.Weight / weight));
        return new LossSum(sum, error + a._rest + b._rest, weight, b.Batch, penalty);
    }

    /// <summary>All its numbers, for a file.</summary>
    internal double[] ToNumbers() => [Sum, _rest, Weight, Penalty, (double)Batch];

    /// <summary>What <see cref="ToNumbers"/> gave.</summary>
    /// <exception cref="ArgumentException">These are not such numbers.</exception>
    internal static LossSum FromNumbers(ReadOnlySpan<double> numbers)
    {
        bool valid = numbers.Length == 5 && Divergence.AllFinite(numbers) && numbers[2] >= 0 && numbers[4] is (0 or 1);
        return valid
            ? new LossSum(numbers[0], numbers[1], numbers[2], (Reduction)numbers[4], numbers[3])
            : throw new ArgumentException(
                "Expected five finite numbers, a sum, its rest, a weight of at least 0, a penalty and a reduction, got others.",
                nameof(numbers));
    }

    /// <summary>A sum of two numbers and its rounding error, exactly (Knuth's two-sum). What is not finite has no error.</summary>
    internal static (double Sum, double Error) Add(double a, double b)
    {
        double sum = a + b, part = sum - a;
        return (sum, double.IsFinite(sum) ? a - (sum - part) + (b - part) : 0);
    }
}
