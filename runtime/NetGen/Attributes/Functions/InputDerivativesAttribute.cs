namespace NetGen;

/// <summary>
/// Follows the outputs by their derivatives with respect to the inputs of the network. Behind K outputs of N inputs come K derivatives by
/// input 0, K by input 1, and so on; with <c>order</c> 2 then the second derivatives by each pair of inputs, (0, 0), (0, 1), ..., (1, 1),
/// ..., K for each.
/// </summary>
/// <param name="order">1, or 2 for second derivatives as well.</param>
/// <remarks>
/// <code>
/// [Network(Precision = Precision.Double), Input(1), Dense(16), Tanh, Dense(1), InputDerivatives(2)]
/// public sealed partial class Curve;      // three outputs: y, y', y''
/// </code>
/// It has no parameters, so a network with it can be made over the parameters of the same one without it: <c>new Curve(parameters)</c>. The
/// layers before it are smooth.
/// </remarks>
public sealed class InputDerivativesAttribute(int order = 1) : LayerAttribute
{
    /// <summary>The order of the highest derivatives.</summary>
    public int Order { get; } = order;
}
