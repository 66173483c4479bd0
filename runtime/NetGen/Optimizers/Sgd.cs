using System.Collections.Immutable;
using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>
/// Stochastic gradient descent: <c>w -= learningRate g</c>, or with momentum <c>w -= learningRate m</c>, where m gathers
/// the gradients as <see cref="MomentumForm"/> says. With Nesterov's look-ahead (Nesterov, 1983, in the form of Sutskever
/// et al., 2013) the step is <c>momentum m + g</c>, m already holding g. PyTorch's <c>SGD</c>.
/// In a trainer only weights decay: biases and the parameters of normalisations do so with <see cref="Optimizer.DecaysAll"/>.
/// </summary>
public sealed class Sgd : Optimizer
{
    private static readonly ImmutableArray<string> Names = ["velocity"];

    private readonly double _momentum;
    private readonly double _gain;
    private readonly bool _nesterov;

    /// <summary>Stochastic gradient descent.</summary>
    /// <param name="learningRate">The factor on every step, at least 0.</param>
    /// <param name="momentum">How much of m lasts from step to step, from 0 (none) to 1, 1 excluded.</param>
    /// <param name="form">Whether m is a sum (PyTorch) or an average.</param>
    /// <param name="nesterov">Looks ahead along m; needs momentum.</param>
    /// <param name="weightDecay">Adds <c>weightDecay w</c> to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="nesterov"/> without momentum.</exception>
    public Sgd(double learningRate, double momentum = 0, MomentumForm form = MomentumForm.Classical, bool nesterov = false,
        double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        _momentum = Hyperparameter.BelowOne(momentum, nameof(momentum));
        if (nesterov && momentum == 0)
            throw new ArgumentException("Expected a momentum above 0 with nesterov, got 0.", nameof(nesterov));
        _gain = form switch
        {
            MomentumForm.Classical => 1,
            MomentumForm.Averaged => 1 - momentum,
            _ => throw new ArgumentOutOfRangeException(nameof(form), $"Expected Classical or Averaged, got {form}."),
        };
        _nesterov = nesterov;
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> StateNames => _momentum == 0 ? [] : Names;

    private protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length, StepSettings settings)
    {
        if (_momentum == 0)
            Run(new Plain<T>(All<T>(-settings.LearningRate), All<T>(settings.WeightDecay)), parameters, gradients, start, length);
        else if (_nesterov)
            Run(new Nesterov<T>(All<T>(-settings.LearningRate), All<T>(settings.WeightDecay), All<T>(_momentum), All<T>(_gain)), parameters,
                gradients, start, length);
        else
            Run(new Momentum<T>(All<T>(-settings.LearningRate), All<T>(settings.WeightDecay), All<T>(_momentum), All<T>(_gain)), parameters,
                gradients, start, length);
    }

    private readonly struct Plain<T>(Vector<T> minusRate, Vector<T> decay) : IUpdateRule<T>
        where T : unmanaged
    {
        public static int States => 0;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second)
        {
            gradient = MultiplyAdd(decay, parameter, gradient);
            return MultiplyAdd(minusRate, gradient, parameter);
        }
    }

    private readonly struct Momentum<T>(Vector<T> minusRate, Vector<T> decay, Vector<T> momentum, Vector<T> gain) : IUpdateRule<T>
        where T : unmanaged
    {
        public static int States => 1;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> velocity, ref Vector<T> second)
        {
            gradient = MultiplyAdd(decay, parameter, gradient);
            velocity = MultiplyAdd(momentum, velocity, gain * gradient);
            return MultiplyAdd(minusRate, velocity, parameter);
        }
    }

    private readonly struct Nesterov<T>(Vector<T> minusRate, Vector<T> decay, Vector<T> momentum, Vector<T> gain) : IUpdateRule<T>
        where T : unmanaged
    {
        public static int States => 1;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> velocity, ref Vector<T> second)
        {
            gradient = gain * MultiplyAdd(decay, parameter, gradient);
            velocity = MultiplyAdd(momentum, velocity, gradient);
            return MultiplyAdd(minusRate, MultiplyAdd(momentum, velocity, gradient), parameter);
        }
    }
}
