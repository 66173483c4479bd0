namespace NetGen;

/// <summary>Marks a parameter of the method of a <see cref="PhysicsLossAttribute"/> as a number that comes with each point, in the order of the parameters.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TargetAttribute : Attribute;
