namespace NetGen.Generator.Algebra;

/// <summary>
/// Recognises formulas whose textbook form overflows or loses its digits, and puts the function in their place that does not:
/// <c>1 / (1 + exp(-x))</c> is a sigmoid, and its derivative then follows without infinity times zero.
/// </summary>
internal static class StableForms
{
    /// <summary>The same function, part by part from the inside.</summary>
    public static Expression Of(Expression expression)
    {
        if (expression.Operands.Count == 0)
            return expression;
        Expression inner = expression.With(expression.Operands.Select(Of).ToArray());
        return inner switch
        {
            Binary { Operation: Operation.Divide } quotient => Quotient(quotient),
            Unary { Function: Function.Log } logarithm => Logarithm(logarithm),
            // exp(x) - 1 without the digits that the subtraction cancels.
            Binary { Operation: Operation.Subtract, Left: Unary { Function: Function.Exp } exponential, Right: Constant { Value: 1 } } => Expressions.Expm1(exponential.Operand),
            Binary { Operation: Operation.Subtract, Left: Constant { Value: 1 }, Right: Unary { Function: Function.Exp } exponential } => -Expressions.Expm1(exponential.Operand),
            _ => inner,
        };
    }

    private static Expression Quotient(Binary quotient)
    {
        if (OneMoreThan(quotient.Right) is not Unary { Function: Function.Exp } exponential)
            return quotient;
        // exp(x) / (1 + exp(x)) and y / (1 + exp(-x)).
        return quotient.Left.Equals(exponential)
            ? Expressions.Sigmoid(exponential.Operand)
            : quotient.Left * Expressions.Sigmoid(-exponential.Operand);
    }

    private static Expression Logarithm(Unary logarithm) => OneMoreThan(logarithm.Operand) switch
    {
        Unary { Function: Function.Exp } exponential => Expressions.Softplus(exponential.Operand),
        { } rest => Expressions.Call(Function.Log1p, rest),
        null => logarithm,
    };

    /// <summary>What is left of a sum without its 1; null where it has none.</summary>
    private static Expression? OneMoreThan(Expression sum) => sum is Binary { Operation: Operation.Add, Right: Constant { Value: 1 } } binary ? binary.Left : null;
}
