using System.Collections.Immutable;
using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>
/// Adadelta (Zeiler, arXiv:1212.5701): steps in the units of the parameters, from running means of squared gradients and of squared steps,
/// <c>s = rho s + (1 - rho) g^2; d = sqrt(u + epsilon) / sqrt(s + epsilon) g; u = rho u + (1 - rho) d^2; w -= learningRate d</c>.
/// PyTorch's <c>Adadelta</c>.
/// </summary>
public sealed class Adadelta : Optimizer
{
    private static readonly ImmutableArray<string> Names = ["meanSquare", "meanSquareStep"];

    private readonly double _rho;
    private readonly double _epsilon;

    /// <summary>Adadelta.</summary>
    /// <param name="learningRate">The factor on every step, at least 0; 1 is the paper's method.</param>
    /// <param name="rho">How much of the means lasts from step to step, from 0 to 1, 1 excluded.</param>
    /// <param name="epsilon">Added under both roots: it starts the steps and keeps the division from zero; above 0.</param>
    /// <param name="weightDecay">Adds <c>weightDecay w</c> to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public Adadelta(double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        _rho = Hyperparameter.BelowOne(rho, nameof(rho));
        _epsilon = Hyperparameter.Positive(epsilon, nameof(epsilon));
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> StateNames => Names;

    internal override bool IsNotNegative(int state) => true;

    private protected override void Update<T>(
        Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length, StepSettings settings) =>
        Run(new Rule<T>(All<T>(-settings.LearningRate), All<T>(settings.WeightDecay), All<T>(_rho), All<T>(1 - _rho), All<T>(_epsilon)),
            parameters, gradients, start, length);

    private readonly struct Rule<T>(Vector<T> minusRate, Vector<T> decay, Vector<T> rho, Vector<T> rest, Vector<T> epsilon) : IUpdateRule<T>
        where T : unmanaged
    {
        public static int States => 2;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> meanSquare, ref Vector<T> meanSquareStep)
        {
            gradient = MultiplyAdd(decay, parameter, gradient);
            meanSquare = MultiplyAdd(rho, meanSquare, rest * (gradient * gradient));
            Vector<T> step = Vector.SquareRoot(meanSquareStep + epsilon) / Vector.SquareRoot(meanSquare + epsilon) * gradient;
            meanSquareStep = MultiplyAdd(rho, meanSquareStep, rest * (step * step));
            return MultiplyAdd(minusRate, step, parameter);
        }
    }
}
