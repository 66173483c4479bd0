namespace NetGen;

/// <summary>
/// Marks a parameter as a number that is given and not varied: for the method of a <see cref="PhysicsLossAttribute"/> one that comes with
/// each point, in the order of the parameters; for a <see cref="FormulaAttribute"/> one that no derivative is taken by.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TargetAttribute : Attribute;
