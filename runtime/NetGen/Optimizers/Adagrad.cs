using System.Collections.Immutable;
using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>
/// Adagrad (Duchi et al., 2011): every parameter has its own rate, which falls with the sum of its squared gradients,
/// <c>s += g^2; w -= learningRate g / (sqrt(s) + epsilon)</c>. The sum includes the gradient of the step itself.
/// PyTorch's <c>Adagrad</c> without its decay of the rate.
/// </summary>
public sealed class Adagrad : Optimizer
{
    private static readonly ImmutableArray<string> Names = ["sum"];

    private readonly double _insideRoot;
    private readonly double _outsideRoot;

    /// <summary>Adagrad.</summary>
    /// <param name="learningRate">The rate of a first step, at least 0.</param>
    /// <param name="epsilon">Keeps the division from zero; above 0.</param>
    /// <param name="epsilonPlacement">Where epsilon is added.</param>
    /// <param name="weightDecay">Adds <c>weightDecay w</c> to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public Adagrad(double learningRate = 1e-2, double epsilon = 1e-10, EpsilonPlacement epsilonPlacement = EpsilonPlacement.OutsideRoot,
        double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        (_insideRoot, _outsideRoot) = Hyperparameter.Epsilon(epsilon, epsilonPlacement);
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> StateNames => Names;

    internal override bool IsNotNegative(int state) => true;

    private protected override void Update<T>(
        Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length, StepSettings settings) =>
        Run(new Rule<T>(All<T>(-settings.LearningRate), All<T>(settings.WeightDecay), All<T>(_insideRoot), All<T>(_outsideRoot)),
            parameters, gradients, start, length);

    private readonly struct Rule<T>(Vector<T> minusRate, Vector<T> decay, Vector<T> insideRoot, Vector<T> outsideRoot) : IUpdateRule<T>
        where T : unmanaged
    {
        public static int States => 1;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> sum, ref Vector<T> second)
        {
            gradient = MultiplyAdd(decay, parameter, gradient);
            sum = MultiplyAdd(gradient, gradient, sum);
            Vector<T> root = Vector.SquareRoot(sum + insideRoot) + outsideRoot;
            return MultiplyAdd(minusRate, gradient / root, parameter);
        }
    }
}
