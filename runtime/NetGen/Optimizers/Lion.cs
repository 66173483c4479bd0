using System.Collections.Immutable;
using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>
/// Lion (Chen et al., "Symbolic discovery of optimization algorithms", arXiv:2302.06675): every parameter moves by the same amount, in the
/// direction of a momentum that the newest gradient may turn,
/// <c>c = beta1 m + (1 - beta1) g; w -= learningRate (sign(c) + weightDecay w); m = beta2 m + (1 - beta2) g</c>, with sign(0) = 0. The
/// authors advise a rate 3 to 10 times smaller than Adam's and a decay as many times larger. In a trainer only weights decay: biases and
/// the parameters of normalisations do so with <see cref="Optimizer.DecaysAll"/>.
/// </summary>
public sealed class Lion : Optimizer
{
    private static readonly ImmutableArray<string> Names = ["momentum"];

    private readonly double _beta1;
    private readonly double _beta2;

    /// <summary>Lion.</summary>
    /// <param name="learningRate">How far each parameter moves, at least 0.</param>
    /// <param name="beta1">The share of the momentum in the direction, from 0 to 1, 1 excluded.</param>
    /// <param name="beta2">How much of the momentum lasts from step to step, from 0 to 1, 1 excluded.</param>
    /// <param name="weightDecay">The part of a weight that a step at rate 1 would take off it, apart from the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public Lion(double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        _beta1 = Hyperparameter.BelowOne(beta1, nameof(beta1));
        _beta2 = Hyperparameter.BelowOne(beta2, nameof(beta2));
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> StateNames => Names;

    private protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length, StepSettings settings)
    {
        var rule = new Rule<T>(
            All<T>(-settings.LearningRate),
            All<T>(settings.WeightDecay),
            All<T>(_beta1),
            All<T>(1 - _beta1),
            All<T>(_beta2),
            All<T>(1 - _beta2));
        Run(rule, parameters, gradients, start, length);
    }

    private readonly struct Rule<T>(
        Vector<T> minusRate, Vector<T> decay, Vector<T> beta1, Vector<T> rest1, Vector<T> beta2, Vector<T> rest2) : IUpdateRule<T>
        where T : unmanaged
    {
        public static int States => 1;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> momentum, ref Vector<T> second)
        {
            Vector<T> direction = MultiplyAdd(beta1, momentum, rest1 * gradient);
            momentum = MultiplyAdd(beta2, momentum, rest2 * gradient);

            // What is neither above nor below zero keeps its value: zero, or NaN.
            Vector<T> sign = Vector.ConditionalSelect(
                Vector.GreaterThan(direction, Vector<T>.Zero),
                Vector<T>.One,
                Vector.ConditionalSelect(Vector.LessThan(direction, Vector<T>.Zero), -Vector<T>.One, direction));
            return MultiplyAdd(minusRate, MultiplyAdd(decay, parameter, sign), parameter);
        }
    }
}
