using System.Collections.Immutable;
using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>
/// NAdam (Dozat, "Incorporating Nesterov momentum into Adam", 2016): <see cref="Adam"/> that looks ahead along its mean gradient,
/// <c>w -= learningRate ((1 - mu_t) / (1 - mu_1 ... mu_t) g + mu_(t+1) / (1 - mu_1 ... mu_(t+1)) m)
/// / (sqrt(s / (1 - beta2^t)) + epsilon)</c>,
/// with <c>mu_t = beta1 (1 - 0.96^(t momentumDecay) / 2)</c> in step t.
/// </summary>
/// <remarks>
/// PyTorch's <c>NAdam</c>. Up to PyTorch 1.13 its default path multiplied mu_t twice into the second product; this is the formula of the
/// paper, which PyTorch's path for many tensors always had, and every path has from version 2.0 on.
/// </remarks>
public sealed class NAdam : Optimizer
{
    private static readonly ImmutableArray<string> Names = ["mean", "meanSquare"];

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly double _momentumDecay;

    private double _gradientFactor;
    private double _meanFactor;

    /// <summary>NAdam.</summary>
    /// <param name="learningRate">The factor on every step, at least 0.</param>
    /// <param name="beta1">How much of the mean gradient lasts from step to step, from 0 to 1, 1 excluded.</param>
    /// <param name="beta2">How much of the mean square lasts from step to step, from 0 to 1, 1 excluded.</param>
    /// <param name="epsilon">Keeps the division from zero; above 0.</param>
    /// <param name="momentumDecay">How fast mu grows from beta1 / 2 to beta1, at least 0.</param>
    /// <param name="weightDecay">Adds <c>weightDecay w</c> to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public NAdam(double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double momentumDecay = 4e-3,
        double weightDecay = 0)
        : base(learningRate, weightDecay, products: 2)
    {
        _beta1 = Hyperparameter.BelowOne(beta1, nameof(beta1));
        _beta2 = Hyperparameter.BelowOne(beta2, nameof(beta2));
        _epsilon = Hyperparameter.Positive(epsilon, nameof(epsilon));
        _momentumDecay = Hyperparameter.NotNegative(momentumDecay, nameof(momentumDecay));
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> StateNames => Names;

    internal override bool IsNotNegative(int state) => state == 1;

    private protected override void Advance()
    {
        double momentum = Momentum(Steps);
        double next = Momentum(Steps + 1);
        Products[0] *= momentum;
        Products[1] *= _beta2;
        _gradientFactor = (1 - momentum) / (1 - Products[0]);
        _meanFactor = next / (1 - (Products[0] * next));
    }

    private protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length, StepSettings settings)
    {
        var rule = new Rule<T>
        {
            Moments = new Moments<T>(settings.WeightDecay, _beta1, _beta2),
            Correction2 = All<T>(1 / (1 - Products[1])),
            Epsilon = All<T>(_epsilon),
            GradientStep = All<T>(-settings.LearningRate * _gradientFactor),
            MeanStep = All<T>(-settings.LearningRate * _meanFactor),
        };
        Run(rule, parameters, gradients, start, length);
    }

    private double Momentum(long step) => _beta1 * (1 - (0.5 * VectorMath.Pow(0.96, step * _momentumDecay)));

    private readonly struct Rule<T> : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int States => 2;

        public required Moments<T> Moments { get; init; }

        public required Vector<T> Correction2 { get; init; }

        public required Vector<T> Epsilon { get; init; }

        public required Vector<T> GradientStep { get; init; }

        public required Vector<T> MeanStep { get; init; }

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> mean, ref Vector<T> meanSquare)
        {
            gradient = Moments.Update(parameter, gradient, ref mean, ref meanSquare);
            Vector<T> root = Vector.SquareRoot(meanSquare * Correction2) + Epsilon;
            return parameter + (MultiplyAdd(GradientStep, gradient, MeanStep * mean) / root);
        }
    }
}
