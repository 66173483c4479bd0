using NetGen.Generator.Algebra;

namespace NetGen.Generator.Declaration;

/// <summary>What the functions of <c>MathF</c>, <c>Math</c>, <c>float</c>, <c>double</c> and <c>VectorMath</c> are in the algebra.</summary>
internal static class KnownFunctions
{
    private static readonly Dictionary<(string Name, int Arguments), Func<Expression[], Expression>> s_functions = new()
    {
        [("Exp", 1)] = a => Expressions.Exp(a[0]),
        [("Exp2", 1)] = a => Expressions.Exp(Math.Log(2) * a[0]),
        [("ExpM1", 1)] = a => Expressions.Expm1(a[0]),
        [("Expm1", 1)] = a => Expressions.Expm1(a[0]),
        [("ExpNotPositive", 1)] = a => Expressions.ExpNotPositive(a[0]),
        [("Log", 1)] = a => Expressions.Log(a[0]),
        [("Log", 2)] = a => Expressions.Log(a[0]) / Expressions.Log(a[1]),
        [("Log2", 1)] = a => 1 / Math.Log(2) * Expressions.Log(a[0]),
        [("Log10", 1)] = a => 1 / Math.Log(10) * Expressions.Log(a[0]),
        [("Log1p", 1)] = a => Expressions.Call(Function.Log1p, a[0]),
        [("LogP1", 1)] = a => Expressions.Call(Function.Log1p, a[0]),
        [("Sqrt", 1)] = a => Expressions.Sqrt(a[0]),
        [("Pow", 2)] = a => Expressions.Power(a[0], a[1]),
        [("Sin", 1)] = a => Expressions.Sin(a[0]),
        [("Cos", 1)] = a => Expressions.Cos(a[0]),
        [("Tan", 1)] = a => Expressions.Sin(a[0]) / Expressions.Cos(a[0]),
        // By exp(x) - 1, which keeps the digits near 0.
        [("Sinh", 1)] = a => 0.5 * (Expressions.Expm1(a[0]) - Expressions.Expm1(-a[0])),
        [("Cosh", 1)] = a => 0.5 * (Expressions.Exp(a[0]) + Expressions.Exp(-a[0])),
        [("Tanh", 1)] = a => Expressions.Tanh(a[0]),
        [("Sigmoid", 1)] = a => Expressions.Sigmoid(a[0]),
        [("Softplus", 1)] = a => Expressions.Softplus(a[0]),
        [("LogCosh", 1)] = a => Expressions.LogCosh(a[0]),
        [("Erf", 1)] = a => Expressions.Erf(a[0]),
        [("Abs", 1)] = a => Expressions.Absolute(a[0]),
        [("Sign", 1)] = a => Sign(a[0]),
        [("Max", 2)] = a => Expressions.Maximum(a[0], a[1]),
        [("Min", 2)] = a => Expressions.Minimum(a[0], a[1]),
        [("Clamp", 3)] = a => Expressions.Minimum(Expressions.Maximum(a[0], a[1]), a[2]),
        [("FusedMultiplyAdd", 3)] = a => (a[0] * a[1]) + a[2],
    };

    /// <summary>The function of a name, if it has a derivative here.</summary>
    public static Func<Expression[], Expression>? Of(string name, int arguments) => s_functions.TryGetValue((name, arguments), out Func<Expression[], Expression>? function) ? function : null;

    // What is neither above nor below 0 is 0, or NaN; its slope is 0 as on both sides.
    private static Expression Sign(Expression x) =>
        Expressions.Select(Comparison.Less, 0.0, x, 1.0, Expressions.Select(Comparison.Less, x, 0.0, -1.0, Expressions.Stop(x)));
}
