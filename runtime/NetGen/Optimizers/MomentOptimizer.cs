using System.Collections.Immutable;
using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: the two moments of the gradient and their corrections.</summary>
public abstract class MomentOptimizer : Optimizer
{
    private static readonly ImmutableArray<string> Names = ["mean", "meanSquare"];

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _insideRoot;
    private readonly double _outsideRoot;

    private protected MomentOptimizer(
        double learningRate, double weightDecay, double beta1, double beta2, double epsilon, EpsilonPlacement epsilonPlacement)
        : base(learningRate, weightDecay, products: 2)
    {
        _beta1 = Hyperparameter.BelowOne(beta1, nameof(beta1));
        _beta2 = Hyperparameter.BelowOne(beta2, nameof(beta2));
        (_insideRoot, _outsideRoot) = Hyperparameter.Epsilon(epsilon, epsilonPlacement);
    }

    /// <summary>The multiple of the parameter that is added to its gradient.</summary>
    private protected abstract double GradientDecay(StepSettings settings);

    /// <summary>The factor on the parameter before the step.</summary>
    private protected abstract double Shrinkage(StepSettings settings);

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> StateNames => Names;

    internal override bool IsNotNegative(int state) => state == 1;

    private protected override void Advance()
    {
        Products[0] *= _beta1;
        Products[1] *= _beta2;
    }

    private protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length, StepSettings settings)
    {
        var rule = new Rule<T>
        {
            Moments = new Moments<T>(GradientDecay(settings), _beta1, _beta2),
            Shrinkage = All<T>(Shrinkage(settings)),
            MinusStep = All<T>(-settings.LearningRate / (1 - Products[0])),
            Correction2 = All<T>(1 / (1 - Products[1])),
            InsideRoot = All<T>(_insideRoot),
            OutsideRoot = All<T>(_outsideRoot),
        };
        Run(rule, parameters, gradients, start, length);
    }

    private readonly struct Rule<T> : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int States => 2;

        public required Moments<T> Moments { get; init; }

        public required Vector<T> Shrinkage { get; init; }

        public required Vector<T> MinusStep { get; init; }

        public required Vector<T> Correction2 { get; init; }

        public required Vector<T> InsideRoot { get; init; }

        public required Vector<T> OutsideRoot { get; init; }

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> mean, ref Vector<T> meanSquare)
        {
            Moments.Update(parameter, gradient, ref mean, ref meanSquare);
            Vector<T> root = Vector.SquareRoot(MultiplyAdd(meanSquare, Correction2, InsideRoot)) + OutsideRoot;
            return MultiplyAdd(MinusStep, mean / root, Shrinkage * parameter);
        }
    }
}
