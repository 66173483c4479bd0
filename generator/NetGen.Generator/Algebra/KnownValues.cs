namespace NetGen.Generator.Algebra;

/// <summary>
/// Rewrites the derivative of a map in terms of the value the map has already computed, so that the pre-activation
/// need not be kept: sigmoid'(z) becomes y (1 - y), and the sign of z is read off y where both always agree.
/// </summary>
internal static class KnownValues
{
    /// <summary>The derivative of <paramref name="value"/>, whose result is at hand as <paramref name="result"/>.</summary>
    public static Expression Reuse(Expression derivative, Expression value, Access result)
    {
        Expression known = new Read(result);
        if (value is not Select choice || derivative is not Select { } branches
            || !branches.Left.Equals(choice.Left) || !branches.Right.Equals(choice.Right) || branches.Comparison != choice.Comparison)
            return Recognise(derivative, value, known);

        // Inside a branch the result is what that branch computes.
        Expression then = Recognise(branches.Then, choice.Then, known);
        Expression otherwise = Recognise(branches.Else, choice.Else, known);
        Expression tested = SharesSign(choice) ? known : choice.Left;
        return Expressions.Select(choice.Comparison, tested, choice.Right, then, otherwise);
    }

    /// <summary>Puts the result for its formula; a number is shorter as it is.</summary>
    private static Expression Recognise(Expression derivative, Expression formula, Expression known) =>
        formula is Constant ? derivative : Distribute(derivative).Replace(formula, known);

    /// <summary>Whether <c>z &lt;= 0</c> holds exactly where the result is not positive.</summary>
    private static bool SharesSign(Select choice) =>
        choice is { Comparison: Comparison.LessOrEqual, Right: Constant { Value: 0 }, Left: Read }
        && SignOf(choice.Then, choice.Left, Sign.NotPositive) == Sign.NotPositive
        && SignOf(choice.Else, choice.Left, Sign.Positive) == Sign.Positive;

    private static Sign SignOf(Expression expression, Expression variable, Sign assumed)
    {
        if (expression.Equals(variable))
            return assumed;
        return expression switch
        {
            Constant { Value: 0 } => Sign.NotPositive,
            // A factor of at least one in size cannot make a positive number underflow to zero.
            Binary { Operation: Operation.Multiply, Left: Constant { Value: > 0 } factor } product
                when assumed == Sign.NotPositive || factor.Value >= 1 => SignOf(product.Right, variable, assumed),
            Unary { Function: Function.Expm1 } call when assumed == Sign.NotPositive => SignOf(call.Operand, variable, assumed),
            _ => Sign.Unknown,
        };
    }

    /// <summary>Multiplies a constant into a sum, <c>c (x + d) = c x + c d</c>, so that <c>c x</c> can be recognised.</summary>
    private static Expression Distribute(Expression expression) => expression switch
    {
        Binary { Operation: Operation.Multiply, Left: Constant factor, Right: Binary { Operation: Operation.Add, Right: Constant term } sum } =>
            (factor * sum.Left) + (factor.Value * term.Value),
        _ => expression,
    };

    private enum Sign
    {
        Unknown,
        NotPositive,
        Positive,
    }
}
