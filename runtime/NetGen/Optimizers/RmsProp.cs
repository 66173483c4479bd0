using System.Collections.Immutable;
using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>
/// RMSProp (Tieleman and Hinton, 2012): divides the gradient by the root of a running mean of its square,
/// <c>s = smoothing s + (1 - smoothing) g^2; w -= learningRate g / (sqrt(s) + epsilon)</c>. With momentum that quotient
/// is gathered, <c>m = momentum m + g / (...); w -= learningRate m</c>. PyTorch's <c>RMSprop</c>, not centred.
/// </summary>
public sealed class RmsProp : Optimizer
{
    private static readonly ImmutableArray<string> WithoutMomentum = ["meanSquare"];
    private static readonly ImmutableArray<string> WithMomentum = ["meanSquare", "velocity"];

    private readonly double _smoothing;
    private readonly double _insideRoot;
    private readonly double _outsideRoot;
    private readonly double _momentum;

    /// <summary>RMSProp.</summary>
    /// <param name="learningRate">The factor on every step, at least 0.</param>
    /// <param name="smoothing">How much of the mean square lasts from step to step, from 0 to 1, 1 excluded.</param>
    /// <param name="epsilon">Keeps the division from zero; above 0.</param>
    /// <param name="epsilonPlacement">Where epsilon is added.</param>
    /// <param name="momentum">How much of m lasts from step to step, from 0 (none) to 1, 1 excluded.</param>
    /// <param name="weightDecay">Adds <c>weightDecay w</c> to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public RmsProp(
        double learningRate = 1e-2,
        double smoothing = 0.99,
        double epsilon = 1e-8,
        EpsilonPlacement epsilonPlacement = EpsilonPlacement.OutsideRoot,
        double momentum = 0,
        double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        _smoothing = Hyperparameter.BelowOne(smoothing, nameof(smoothing));
        (_insideRoot, _outsideRoot) = Hyperparameter.Epsilon(epsilon, epsilonPlacement);
        _momentum = Hyperparameter.BelowOne(momentum, nameof(momentum));
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> StateNames => _momentum == 0 ? WithoutMomentum : WithMomentum;

    internal override bool IsNotNegative(int state) => state == 0;

    private protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length, StepSettings settings)
    {
        var scaling = new Scaling<T>(
            All<T>(_smoothing), All<T>(1 - _smoothing), All<T>(_insideRoot), All<T>(_outsideRoot), All<T>(settings.WeightDecay));
        if (_momentum == 0)
            Run(new Plain<T>(All<T>(-settings.LearningRate), scaling), parameters, gradients, start, length);
        else
            Run(new Momentum<T>(All<T>(-settings.LearningRate), scaling, All<T>(_momentum)), parameters, gradients, start, length);
    }

    /// <summary>The gradient over the root of its mean square.</summary>
    private readonly struct Scaling<T>(Vector<T> smoothing, Vector<T> rest, Vector<T> insideRoot, Vector<T> outsideRoot, Vector<T> decay)
        where T : unmanaged
    {
        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> meanSquare)
        {
            gradient = MultiplyAdd(decay, parameter, gradient);
            meanSquare = MultiplyAdd(smoothing, meanSquare, rest * (gradient * gradient));
            return gradient / (Vector.SquareRoot(meanSquare + insideRoot) + outsideRoot);
        }
    }

    private readonly struct Plain<T>(Vector<T> minusRate, Scaling<T> scaling) : IUpdateRule<T>
        where T : unmanaged
    {
        public static int States => 1;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> meanSquare, ref Vector<T> second) =>
            MultiplyAdd(minusRate, scaling.Apply(parameter, gradient, ref meanSquare), parameter);
    }

    private readonly struct Momentum<T>(Vector<T> minusRate, Scaling<T> scaling, Vector<T> momentum) : IUpdateRule<T>
        where T : unmanaged
    {
        public static int States => 2;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> meanSquare, ref Vector<T> velocity)
        {
            velocity = MultiplyAdd(momentum, velocity, scaling.Apply(parameter, gradient, ref meanSquare));
            return MultiplyAdd(minusRate, velocity, parameter);
        }
    }
}
