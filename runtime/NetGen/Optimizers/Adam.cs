namespace NetGen;

/// <summary>
/// Adam (Kingma and Ba, 2015): running means of the gradient and of its square, both freed of their start at zero,
/// <c>m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) g^2;
/// w -= learningRate (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + epsilon)</c> in step t. PyTorch's <c>Adam</c>.
/// </summary>
/// <param name="learningRate">The factor on every step, at least 0.</param>
/// <param name="beta1">How much of the mean gradient lasts from step to step, from 0 to 1, 1 excluded.</param>
/// <param name="beta2">How much of the mean square lasts from step to step, from 0 to 1, 1 excluded.</param>
/// <param name="epsilon">Keeps the division from zero; above 0.</param>
/// <param name="epsilonPlacement">Where epsilon is added.</param>
/// <param name="weightDecay">Adds <c>weightDecay w</c> to the gradient; <see cref="AdamW"/> decays the weights themselves.</param>
/// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
public sealed class Adam(
    double learningRate = 1e-3,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    EpsilonPlacement epsilonPlacement = EpsilonPlacement.OutsideRoot,
    double weightDecay = 0)
    : MomentOptimizer(learningRate, weightDecay, beta1, beta2, epsilon, epsilonPlacement)
{
    private protected override double GradientDecay(StepSettings settings) => settings.WeightDecay;

    private protected override double Shrinkage(StepSettings settings) => 1;
}
