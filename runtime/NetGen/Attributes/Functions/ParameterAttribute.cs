namespace NetGen;

/// <summary>
/// Marks a parameter of the method of an <see cref="ActivationAttribute"/> as a trained scalar: one number for the whole layer, part of
/// <c>Parameters</c>, with a view named after layer and parameter (<c>Activation1Beta</c>).
/// </summary>
/// <param name="initialValue">What a new network starts from, finite.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParameterAttribute(double initialValue = 1) : Attribute
{
    /// <summary>What a new network starts from.</summary>
    public double InitialValue { get; } = initialValue;
}
