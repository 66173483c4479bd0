namespace NetGen.Generator.Algebra;

/// <summary>The symbolic derivative of a scalar expression.</summary>
internal static class Derivative
{
    /// <summary>The partial derivative of <paramref name="expression"/> with respect to one element it reads.</summary>
    public static Expression Of(Expression expression, Access variable) => expression switch
    {
        Constant or Position or Table or SampleCount => 0.0,
        Read read => read.Access.Equals(variable) ? 1.0 : 0.0,
        Unary unary => Inner(unary, variable),
        Binary { Operation: Operation.Add } sum => Of(sum.Left, variable) + Of(sum.Right, variable),
        Binary { Operation: Operation.Subtract } difference => Of(difference.Left, variable) - Of(difference.Right, variable),
        // The root of x is 0 over 0 in the slope of x sqrt(x) at 0.
        Binary { Operation: Operation.Multiply, Right: Unary { Function: Function.Sqrt } root } power when root.Operand.Equals(power.Left) =>
            1.5 * (Of(power.Left, variable) * root),
        // The derivative of a square is one product, not the same one twice.
        Binary { Operation: Operation.Multiply } square when square.Left.Equals(square.Right) => 2.0 * (square.Left * Of(square.Left, variable)),
        Binary { Operation: Operation.Multiply } product => (Of(product.Left, variable) * product.Right) + (product.Left * Of(product.Right, variable)),
        Binary quotient => Quotient(quotient, variable),
        Power power => OfPower(power, variable),
        // The condition is constant between kinks, and the value at a kink belongs to one side by definition.
        Select choice => Expressions.Select(choice.Comparison, choice.Left, choice.Right, Of(choice.Then, variable), Of(choice.Else, variable)),
        _ => throw new InvalidOperationException($"No derivative of {expression.GetType().Name}."),
    };

    private static Expression Quotient(Binary quotient, Access variable)
    {
        Expression numerator = Of(quotient.Left, variable);
        Expression denominator = Of(quotient.Right, variable);
        return (numerator / quotient.Right) - (denominator * (quotient.Left / (quotient.Right * quotient.Right)));
    }

    private static Expression OfPower(Power power, Access variable)
    {
        Expression inner = Of(power.Base, variable), exponent = Of(power.Exponent, variable);
        Expression ofBase = inner is Constant { Value: 0 } ? inner : inner * ByBase(power);
        return exponent is Constant { Value: 0 } ? ofBase : ofBase + (exponent * ByExponent(power));
    }

    /// <summary><c>p b^(p - 1)</c>; with the exponent 0 a power is 1 everywhere, also at 0.</summary>
    private static Expression ByBase(Power power)
    {
        Expression slope = power.Exponent * Expressions.Power(power.Base, power.Exponent - 1.0);
        return power.Exponent is Constant ? slope : Expressions.Select(Comparison.Equal, power.Exponent, 0.0, 0.0, slope);
    }

    /// <summary><c>b^p log b</c>, which tends to 0 as b does, for a positive exponent.</summary>
    private static Expression ByExponent(Power power)
    {
        Expression slope = power * Expressions.Log(power.Base);
        return power.Base is Constant
            ? slope
            : Expressions.Select(Comparison.Equal, power.Base, 0.0, Expressions.Select(Comparison.LessOrEqual, 0.0, power.Exponent, 0.0, slope), slope);
    }

    private static Expression Inner(Unary call, Access variable)
    {
        Expression inner = Of(call.Operand, variable);
        return inner is Constant { Value: 0 } ? inner : inner * Outer(call);
    }

    /// <summary>The derivative of a function at its operand, written with the function itself where that is cheaper.</summary>
    private static Expression Outer(Unary call)
    {
        Expression x = call.Operand;
        return call.Function switch
        {
            Function.Negate => -1.0,
            Function.Exp or Function.ExpNotPositive => call,
            Function.Expm1 => call + 1.0,
            Function.Log => 1.0 / x,
            Function.Log1p => 1.0 / (x + 1.0),
            Function.Tanh => 1.0 - (call * call),
            Function.Sigmoid => call * (1.0 - call),
            Function.Softplus => Expressions.Sigmoid(x),
            Function.LogCosh => Expressions.Tanh(x),
            Function.Sin => Expressions.Cos(x),
            Function.Cos => -Expressions.Sin(x),
            Function.Erf => (2.0 / Math.Sqrt(Math.PI)) * Expressions.Exp(-(x * x)),
            Function.Step or Function.Stop => 0.0,
            Function.Sqrt => 0.5 / call,
            // |x| has the derivative 0 at 0.
            Function.Absolute => Expressions.Select(Comparison.Less, 0.0, x, 1.0, Expressions.Select(Comparison.Less, x, 0.0, -1.0, 0.0)),
            _ => throw new InvalidOperationException($"No derivative of {call.Function}."),
        };
    }
}
