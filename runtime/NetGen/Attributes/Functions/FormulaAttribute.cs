namespace NetGen;

/// <summary>
/// Marks a static method of numbers as a formula. Its class, which is partial, gets the gradient and the matrix of second derivatives,
/// found from the text of the method: exact, without allocation, and with no other method called.
/// </summary>
/// <remarks>
/// <code>
/// public static partial class Formulas
/// {
///     [Formula]
///     public static double J(double x1, double x2, [Target] double y) => Math.Pow(x1 * x1 * x2 - y, 2) / 2;
/// }
/// </code>
/// gives
/// <code>
/// public static double JGradient(double x1, double x2, double y, Span&lt;double&gt; gradient)     // returns J; gradient[i] is its
/// derivative by the i-th parameter public static void JHessian(double x1, double x2, double y, Span&lt;double&gt; hessian)          //
/// row-major and symmetric
/// </code>
/// Parameters marked with <see cref="TargetAttribute"/> are given numbers: no derivative is taken by them. What the method may contain is
/// said at <see cref="ActivationAttribute"/>; all its numbers are <c>float</c>, or all are <c>double</c>. Derivatives at kinks are those of
/// the branch that the value belongs to.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FormulaAttribute : Attribute;
