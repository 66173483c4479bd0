namespace NetGen;

/// <summary>
/// Marks a parameter of the method of a <see cref="PhysicsLossAttribute"/> as a derivative of an output of the network:
/// <c>[Derivative(0)]</c> by the first input, <c>[Derivative(0, 0)]</c> twice by it, <c>[Derivative(0, 1)]</c> by the first and the second.
/// </summary>
/// <param name="inputs">One input for a first derivative, two for a second; counted from 0.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DerivativeAttribute(params int[] inputs) : Attribute
{
    /// <summary>The inputs.</summary>
    public IReadOnlyList<int> Inputs { get; } = inputs;

    /// <summary>Which output, counted from 0. Default: 0.</summary>
    public int Output { get; set; }
}
