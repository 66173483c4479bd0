namespace NetGen.Generator.Algebra;

/// <summary>
/// Quotients of sums of exponentials, which stay finite where both sums overflow: sigmoids, hyperbolic tangents, and others divided by
/// their largest term.
/// </summary>
internal static class StableQuotient
{
    /// <summary>The same quotient; itself where its denominator cannot overflow.</summary>
    public static Expression Of(Binary quotient)
    {
        List<Expression> above = [], below = [], rest = [], parts = [];
        Factor(quotient.Left, above);
        Factor(quotient.Right, below);
        foreach (Expression factor in below)
        {
            if (ExponentialSum.Of(factor) is not { Grows: true } denominator)
            {
                rest.Add(factor);
                continue;
            }

            int index = above.FindIndex(candidate => ExponentialSum.Of(candidate) is { Grows: true });
            Expression? ratio = Ratio(index < 0 ? ExponentialSum.One : ExponentialSum.Of(above[index])!, denominator);
            if (ratio is null)
            {
                rest.Add(factor);
                continue;
            }

            if (index >= 0)
                above.RemoveAt(index);
            parts.Add(ratio);
        }

        if (parts.Count == 0)
            return quotient;
        double number = Number(above) / Number(rest);
        Expression result = above.Concat(parts).Where(IsNoNumber).Aggregate((Expression)number, Expressions.Multiply);
        return rest.Where(IsNoNumber).Aggregate(result, Expressions.Divide);
    }

    private static double Number(IEnumerable<Expression> factors) => factors.OfType<Constant>().Aggregate(1.0, (product, factor) => product * factor.Value);

    private static bool IsNoNumber(Expression factor) => factor is not Constant;

    /// <summary>A numerator that is a number, or a sum of exponentials itself, over a sum of exponentials; null where nothing better is known.</summary>
    private static Expression? Ratio(ExponentialSum numerator, ExponentialSum denominator)
    {
        Exponential first = denominator.Terms[0];
        if (denominator.Terms.Count == 1)
            return numerator.Terms.Select(term => term.Times(first.Inverse).ToExpression()).Aggregate(Expressions.Add);
        if (denominator.Terms.Count == 2 && numerator.In(first.Exponent, denominator.Terms[1].Exponent) is { } above)
        {
            Exponential second = denominator.Terms[1];
            if (OfTwo(above[0] / first.Coefficient, above[1] / second.Coefficient, first, second) is { } known)
                return known;
        }

        return denominator.IsPositive
            ? numerator.Shifted(denominator.Peak).ToExpression() / denominator.Shifted(denominator.Peak).ToExpression()
            : null;
    }

    /// <summary><c>(p A + q B) / (A + B)</c> of two exponentials.</summary>
    private static Expression? OfTwo(double p, double q, Exponential a, Exponential b)
    {
        // coth x is the other way round.
        if (a.Coefficient > 0 && b.Coefficient < 0 && p == -q)
            return p / Tangent(a, b);
        if (!(a.Coefficient > 0 && b.Coefficient > 0))
            return null;
        if (q == 0)
            return p * Expressions.Sigmoid(Distance(a, b));
        if (p == 0)
            return q * Expressions.Sigmoid(Distance(b, a));
        return p == -q ? p * Tangent(a, b) : null;
    }

    /// <summary><c>log |A / B|</c>.</summary>
    private static Expression Distance(Exponential a, Exponential b) => (a.Exponent - b.Exponent) + Math.Log(Math.Abs(a.Coefficient / b.Coefficient));

    /// <summary><c>(A - B) / (A + B)</c> of the absolute values.</summary>
    private static Expression Tangent(Exponential a, Exponential b) => a.Coefficient == Math.Abs(b.Coefficient) && b.Exponent.Equals(-a.Exponent)
        ? Expressions.Tanh(a.Exponent)
        : Expressions.Tanh(0.5 * Distance(a, b));

    /// <summary>The factors of a product, in order; a product that is a sum of exponentials as a whole is one.</summary>
    private static void Factor(Expression expression, List<Expression> factors)
    {
        switch (expression)
        {
            case Binary { Operation: Operation.Multiply } product:
                Factor(product.Left, factors);
                Factor(product.Right, factors);
                break;
            case Unary { Function: Function.Negate } negated when ExponentialSum.Of(negated) is null:
                factors.Add(-1.0);
                Factor(negated.Operand, factors);
                break;
            default:
                factors.Add(expression);
                break;
        }
    }
}
