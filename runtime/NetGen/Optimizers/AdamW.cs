namespace NetGen;

/// <summary>
/// Adam with the decay of weights apart from the gradient (Loshchilov and Hutter, 2019): first
/// <c>w *= 1 - learningRate weightDecay</c>, then a step of <see cref="Adam"/>. PyTorch's <c>AdamW</c>.
/// In a trainer only weights decay: biases and the parameters of normalisations do so with <see cref="Optimizer.DecaysAll"/>.
/// </summary>
/// <param name="learningRate">The factor on every step, at least 0.</param>
/// <param name="beta1">How much of the mean gradient lasts from step to step, from 0 to 1, 1 excluded.</param>
/// <param name="beta2">How much of the mean square lasts from step to step, from 0 to 1, 1 excluded.</param>
/// <param name="epsilon">Keeps the division from zero; above 0.</param>
/// <param name="epsilonPlacement">Where epsilon is added.</param>
/// <param name="weightDecay">The part of a weight that a step at rate 1 would take off it.</param>
/// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
public sealed class AdamW(
    double learningRate = 1e-3,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    EpsilonPlacement epsilonPlacement = EpsilonPlacement.OutsideRoot,
    double weightDecay = 1e-2)
    : MomentOptimizer(learningRate, weightDecay, beta1, beta2, epsilon, epsilonPlacement)
{
    private protected override double GradientDecay(StepSettings settings) => 0;

    private protected override double Shrinkage(StepSettings settings) => 1 - (settings.LearningRate * settings.WeightDecay);
}
