namespace NetGen;

/// <summary>
/// A loss of the derivatives of the network with respect to its inputs (Raissi et al., 2019): the square of the residual of a differential
/// equation, averaged over the points of a batch. The residual is a static method of the class; the generator reads it and writes the
/// network, its derivatives and the gradient of the loss with respect to the parameters as vector code.
/// </summary>
/// <param name="function">The name of the method, as <c>nameof(Residual)</c>.</param>
/// <remarks>
/// <code>
/// [Network(Precision = Precision.Double), Input(1), Dense(16), Tanh, Dense(1), PhysicsLoss(nameof(Residual))]
/// public sealed partial class Oscillator
/// {
/// private static double Residual(double x, double y, [Derivative(0)] double slope, [Derivative(0, 0)] double curvature) => curvature +
/// slope + y; }
/// </code>
/// The method takes the inputs in their order, the outputs in theirs, and then what it marks: <see cref="DerivativeAttribute"/> for
/// derivatives, <see cref="TargetAttribute"/> for numbers that come with each point, such as boundary values. <c>TargetSize</c> is the
/// number of the latter. What the method may contain is said at <see cref="ActivationAttribute"/>. Layers with kinks, such as <c>Relu</c>,
/// are errors: their second derivative is zero.
/// </remarks>
public sealed class PhysicsLossAttribute(string function) : LossAttribute
{
    /// <summary>The name of the method.</summary>
    public string Function { get; } = function;
}
