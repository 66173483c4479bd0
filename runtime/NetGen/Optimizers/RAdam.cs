using System.Collections.Immutable;
using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>
/// RAdam (Liu et al., "On the variance of the adaptive learning rate and beyond", arXiv:1908.03265): <see cref="Adam"/> whose step is
/// rectified while its mean square rests on few gradients, and is that of momentum alone in the very first steps,
/// <c>w -= learningRate m / (1 - beta1^t) r sqrt(1 - beta2^t) / (sqrt(s) + epsilon)</c>, or without the factors after m where
/// <c>rho_t = rho - 2 t beta2^t / (1 - beta2^t)</c> is at most 5; there <c>rho = 2 / (1 - beta2) - 1</c> and
/// <c>r = sqrt((rho_t - 4) (rho_t - 2) rho / ((rho - 4) (rho - 2) rho_t))</c>. PyTorch's <c>RAdam</c>.
/// </summary>
public sealed class RAdam : Optimizer
{
    /// <summary>
    /// The length of the mean from which its variance is bounded enough to divide by it: PyTorch's choice; the paper says 4.
    /// </summary>
    private const double LeastLength = 5;

    private static readonly ImmutableArray<string> Names = ["mean", "meanSquare"];

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>RAdam.</summary>
    /// <param name="learningRate">The factor on every step, at least 0.</param>
    /// <param name="beta1">How much of the mean gradient lasts from step to step, from 0 to 1, 1 excluded.</param>
    /// <param name="beta2">How much of the mean square lasts from step to step, from 0 to 1, 1 excluded.</param>
    /// <param name="epsilon">Keeps the division from zero; above 0.</param>
    /// <param name="weightDecay">Adds <c>weightDecay w</c> to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public RAdam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate, weightDecay, products: 2)
    {
        _beta1 = Hyperparameter.BelowOne(beta1, nameof(beta1));
        _beta2 = Hyperparameter.BelowOne(beta2, nameof(beta2));
        _epsilon = Hyperparameter.Positive(epsilon, nameof(epsilon));
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> StateNames => Names;

    internal override bool IsNotNegative(int state) => state == 1;

    private protected override void Advance()
    {
        Products[0] *= _beta1;
        Products[1] *= _beta2;
    }

    private protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length, StepSettings settings)
    {
        double step = -settings.LearningRate / (1 - Products[0]);
        double longest = (2 / (1 - _beta2)) - 1;
        double meanLength = longest - (2 * Steps * Products[1] / (1 - Products[1]));
        bool rectified = meanLength > LeastLength;
        if (rectified)
        {
            double rectification = Math.Sqrt((meanLength - 4) * (meanLength - 2) * longest / ((longest - 4) * (longest - 2) * meanLength));
            step *= rectification * Math.Sqrt(1 - Products[1]);
        }

        var moments = new Moments<T>(settings.WeightDecay, _beta1, _beta2);
        if (rectified)
            Run(new Rectified<T>(moments, All<T>(step), All<T>(_epsilon)), parameters, gradients, start, length);
        else
            Run(new Plain<T>(moments, All<T>(step)), parameters, gradients, start, length);
    }

    private readonly struct Plain<T>(Moments<T> moments, Vector<T> minusStep) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int States => 2;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> mean, ref Vector<T> meanSquare)
        {
            moments.Update(parameter, gradient, ref mean, ref meanSquare);
            return MultiplyAdd(minusStep, mean, parameter);
        }
    }

    private readonly struct Rectified<T>(Moments<T> moments, Vector<T> minusStep, Vector<T> epsilon) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int States => 2;

        public Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> mean, ref Vector<T> meanSquare)
        {
            moments.Update(parameter, gradient, ref mean, ref meanSquare);
            return MultiplyAdd(minusStep, mean / (Vector.SquareRoot(meanSquare) + epsilon), parameter);
        }
    }
}
