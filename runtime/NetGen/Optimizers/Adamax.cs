using System.Collections.Immutable;
using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>
/// Adamax (Kingma and Ba, 2015, section 7.1): Adam with the largest recent gradient in place of the root of the mean square,
/// <c>m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g| + epsilon); w -= learningRate / (1 - beta1^t) m / u</c> in step t.
/// PyTorch's <c>Adamax</c>.
/// </summary>
public sealed class Adamax : Optimizer
{
    private static readonly ImmutableArray<string> Names = ["mean", "largest"];

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>Adamax.</summary>
    /// <param name="learningRate">The factor on every step, at least 0.</param>
    /// <param name="beta1">How much of the mean gradient lasts from step to step, from 0 to 1, 1 excluded.</param>
    /// <param name="beta2">How much of the largest gradient lasts from step to step, from 0 to 1, 1 excluded.</param>
    /// <param name="epsilon">Keeps the division from zero; above 0.</param>
    /// <param name="weightDecay">Adds <c>weightDecay w</c> to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public Adamax(double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate, weightDecay, products: 1)
    {
        _beta1 = Hyperparameter.BelowOne(beta1, nameof(beta1));
        _beta2 = Hyperparameter.BelowOne(beta2, nameof(beta2));
        _epsilon = Hyperparameter.Positive(epsilon, nameof(epsilon));
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> StateNames => Names;

    internal override bool IsNotNegative(int state) => state == 1;

    private protected override void Advance() => Products[0] *= _beta1;

    private protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length, StepSettings settings)
    {
        var rule = new Rule<T>(
            All<T>(-settings.LearningRate / (1 - Products[0])),
            All<T>(settings.WeightDecay),
            All<T>(_beta1),
            All<T>(1 - _beta1),
            All<T>(_beta2),
            All<T>(_epsilon));
        Run(rule, parameters, gradients, start, length);
    }

    private readonly struct Rule<T>(
        Vector<T> minusStep, Vector<T> decay, Vector<T> beta1, Vector<T> rest1, Vector<T> beta2, Vector<T> epsilon) : IUpdateRule<T>
        where T : unmanaged
    {
        public static int States => 2;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> mean, ref Vector<T> largest)
        {
            gradient = MultiplyAdd(decay, parameter, gradient);
            mean = MultiplyAdd(beta1, mean, rest1 * gradient);
            Vector<T> faded = beta2 * largest;
            Vector<T> now = Vector.Abs(gradient) + epsilon;

            // Where a gradient is NaN the comparison fails and NaN is kept.
            largest = Vector.ConditionalSelect(Vector.GreaterThan(faded, now), faded, now);
            return MultiplyAdd(minusStep, mean / largest, parameter);
        }
    }
}
