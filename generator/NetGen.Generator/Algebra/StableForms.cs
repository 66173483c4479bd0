namespace NetGen.Generator.Algebra;

/// <summary>
/// Recognises formulas whose textbook form overflows or loses its digits, and puts the function in their place that does not:
/// <c>1 / (1 + exp(-x))</c> is a sigmoid, and its derivative then follows without infinity times zero.
/// </summary>
internal static class StableForms
{
    /// <summary>From here on the square of a number swallows what is added to it, below the overflow of either number type.</summary>
    private const double LargeRoot = 1e9;

    /// <summary>What may be added to a square, so that the numbers that swallow it have a square still.</summary>
    private const double LargestAddend = 1e18;

    /// <summary>The same function, part by part from the inside.</summary>
    public static Expression Of(Expression expression)
    {
        if (expression.Operands.Count == 0)
            return expression;
        return Rewrite(expression.With(expression.Operands.Select(Of).ToArray()));
    }

    private static Expression Rewrite(Expression expression) => expression switch
    {
        // A sign moves out of a quotient while it is built.
        Unary { Function: Function.Negate, Operand: Binary { Operation: Operation.Divide } quotient } => -StableQuotient.Of(quotient),
        Binary { Operation: Operation.Divide } quotient => StableQuotient.Of(quotient),
        Binary { Operation: Operation.Subtract } difference => Difference(difference),
        Unary { Function: Function.Log } logarithm => Logarithm(logarithm),
        Unary { Function: Function.Log1p } logarithm => Logarithm1p(logarithm),
        Unary { Function: Function.Sqrt } root => Root(root),
        _ => expression,
    };

    private static Expression Difference(Binary difference) => (difference.Left, difference.Right) switch
    {
        // exp(x) - 1 without the digits that the subtraction cancels.
        (Unary { Function: Function.Exp } exponential, Constant { Value: 1 }) => Expressions.Expm1(exponential.Operand),
        (Constant { Value: 1 }, Unary { Function: Function.Exp } exponential) => -Expressions.Expm1(exponential.Operand),
        (Constant { Value: 1 }, Unary { Function: Function.Sigmoid } sigmoid) => Expressions.Sigmoid(-sigmoid.Operand),
        // A sigmoid between -1 and 1 is a hyperbolic tangent.
        (Binary { Operation: Operation.Multiply, Left: Constant { Value: 2 }, Right: Unary { Function: Function.Sigmoid } sigmoid }, Constant { Value: 1 }) =>
            Expressions.Tanh(0.5 * sigmoid.Operand),
        (Constant { Value: 1 }, Binary { Operation: Operation.Multiply, Left: Constant { Value: 2 }, Right: Unary { Function: Function.Sigmoid } sigmoid }) =>
            -Expressions.Tanh(0.5 * sigmoid.Operand),
        _ => difference,
    };

    private static Expression Logarithm(Unary logarithm) => logarithm.Operand switch
    {
        Unary { Function: Function.Sigmoid } sigmoid => -Expressions.Softplus(-sigmoid.Operand),
        // log(exp(x) - 1), the inverse of a softplus.
        Unary { Function: Function.Expm1 } exponential => exponential.Operand + Expressions.Log(-Expressions.Expm1(-exponential.Operand)),
        // log(1 - tanh(x)^2) = -2 log cosh x.
        Binary { Operation: Operation.Subtract, Left: Constant { Value: 1 }, Right: Binary { Operation: Operation.Multiply, Left: Unary { Function: Function.Tanh } tanh } square }
            when square.Left.Equals(square.Right) => -2.0 * Expressions.LogCosh(tanh.Operand),
        _ => OneMoreThan(logarithm.Operand) is { } rest
            ? Logarithm1p(new Unary(Function.Log1p, rest))
            : OfSum(ExponentialSum.Of(logarithm.Operand)) ?? logarithm,
    };

    // What is less than 1 because something is subtracted keeps its digits as it is.
    private static Expression Logarithm1p(Unary logarithm) =>
        (ExponentialSum.Of(logarithm.Operand) is { IsPositive: true } ? OfSum(ExponentialSum.Of(logarithm.Operand + 1.0)) : null) ?? logarithm;

    /// <summary>The logarithm of a positive sum of exponentials; null for anything else.</summary>
    private static Expression? OfSum(ExponentialSum? sum)
    {
        if (sum is not { IsPositive: true, Grows: true })
            return null;
        Exponential first = sum.Terms[0];
        if (sum.Terms.Count == 1)
            return Math.Log(first.Coefficient) + first.Exponent;
        if (sum.Terms.Count == 2)
        {
            Exponential second = sum.Terms[1];
            if (first.IsNumber)
                return AboveNumber(second, first.Coefficient);
            if (second.IsNumber)
                return AboveNumber(first, second.Coefficient);
            if (first.Coefficient == second.Coefficient && second.Exponent.Equals(-first.Exponent))
                return Math.Log(2 * first.Coefficient) + Expressions.LogCosh(first.Exponent);
        }

        return sum.Peak + Expressions.Log(sum.Shifted(sum.Peak).ToExpression());
    }

    /// <summary>The logarithm of an exponential and a number.</summary>
    private static Expression AboveNumber(Exponential exponential, double number) =>
        Math.Log(number) + Expressions.Softplus(exponential.Exponent + Math.Log(exponential.Coefficient / number));

    /// <summary>The root of a square and a number, whose square overflows long before it does.</summary>
    private static Expression Root(Unary root)
    {
        if (root.Operand is not Binary { Operation: Operation.Add, Left: Binary { Operation: Operation.Multiply } square, Right: Constant { Value: > 0 and <= LargestAddend } addend }
            || !square.Left.Equals(square.Right))
            return root;
        Expression size = Expressions.Absolute(square.Left);
        return Expressions.Select(Comparison.Less, LargeRoot * Math.Max(1, Math.Sqrt(addend.Value)), size, size, root);
    }

    /// <summary>What is left of a sum without its 1; null where it has none.</summary>
    private static Expression? OneMoreThan(Expression sum) => sum is Binary { Operation: Operation.Add, Right: Constant { Value: 1 } } binary ? binary.Left : null;
}
