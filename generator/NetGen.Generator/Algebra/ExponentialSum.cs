namespace NetGen.Generator.Algebra;

/// <summary>
/// An expression written as <c>sum of c e^a</c> with numbers c and expressions a; a number by itself has the exponent 0. Quotients and
/// logarithms of such sums are finite where the sums are not, and can be rewritten by this form.
/// </summary>
internal sealed class ExponentialSum
{
    /// <summary>The longest sum; what has more terms was not meant as one.</summary>
    private const int MostTerms = 8;

    private static readonly Expression s_zero = 0.0;

    private ExponentialSum(IReadOnlyList<Exponential> terms) => Terms = terms;

    /// <summary>The terms, each with another exponent.</summary>
    public IReadOnlyList<Exponential> Terms { get; }

    /// <summary>Whether it is positive for every value of its exponents.</summary>
    public bool IsPositive => Terms.Count > 0 && Terms.All(term => term.Coefficient > 0);

    /// <summary>Whether an exponent depends on anything, so that the sum may overflow.</summary>
    public bool Grows => Terms.Any(term => !term.IsNumber);

    /// <summary>The number 1.</summary>
    public static ExponentialSum One { get; } = new([new Exponential(1, s_zero)]);

    /// <summary>The sum that an expression is; null where it is something else.</summary>
    public static ExponentialSum? Of(Expression expression)
    {
        List<Exponential>? terms = Expand(expression);
        return terms is null ? null : new ExponentialSum(terms);
    }

    /// <summary>The same sum divided by <c>e^exponent</c>.</summary>
    public ExponentialSum Shifted(Expression exponent) => new([.. Terms.Select(term => term with { Exponent = term.Exponent - exponent })]);

    /// <summary>The coefficients by exponent, of those in <paramref name="exponents"/>; null where it has others.</summary>
    public double[]? In(params Expression[] exponents) => Terms.All(term => exponents.Contains(term.Exponent))
        ? [.. exponents.Select(exponent => Terms.Where(term => term.Exponent.Equals(exponent)).Sum(term => term.Coefficient))]
        : null;

    /// <summary>The largest exponent, as a constant to the derivative: what is divided by its power and multiplied by it again does not depend on it.</summary>
    public Expression Peak => Expressions.Stop(Terms.Select(term => term.Exponent).Aggregate(Expressions.Maximum));

    /// <summary>The sum as an expression.</summary>
    public Expression ToExpression() => Terms.Select(term => term.ToExpression()).Aggregate((sum, term) => sum + term);

    private static List<Exponential>? Expand(Expression expression) => expression switch
    {
        Constant { Value: not 0 } number => [new Exponential(number.Value, s_zero)],
        Unary { Function: Function.Exp or Function.ExpNotPositive } exponential => [new Exponential(1, exponential.Operand)],
        Unary { Function: Function.Expm1 } exponential => [new Exponential(1, exponential.Operand), new Exponential(-1, s_zero)],
        Unary { Function: Function.Negate } negated => Expand(negated.Operand) is { } terms ? Scale(terms, -1) : null,
        Binary { Operation: Operation.Add } sum => Expand(sum.Left) is { } left && Expand(sum.Right) is { } right ? Collect([.. left, .. right]) : null,
        Binary { Operation: Operation.Subtract } difference =>
            Expand(difference.Left) is { } left && Expand(difference.Right) is { } right ? Collect([.. left, .. Scale(right, -1)]) : null,
        Binary { Operation: Operation.Multiply } product =>
            Expand(product.Left) is { } left && Expand(product.Right) is { } right ? Collect([.. left.SelectMany(one => right.Select(other => one.Times(other)))]) : null,
        Binary { Operation: Operation.Divide } quotient =>
            Expand(quotient.Left) is { } left && Expand(quotient.Right) is { Count: 1 } divisor ? Collect([.. left.Select(term => term.Times(divisor[0].Inverse))]) : null,
        _ => null,
    };

    private static List<Exponential> Scale(List<Exponential> terms, double factor) => [.. terms.Select(term => term with { Coefficient = factor * term.Coefficient })];

    private static List<Exponential>? Collect(List<Exponential> terms)
    {
        List<Exponential> collected = [];
        foreach (Exponential term in terms)
        {
            int same = collected.FindIndex(other => other.Exponent.Equals(term.Exponent));
            if (same < 0)
                collected.Add(term);
            else
                collected[same] = term with { Coefficient = collected[same].Coefficient + term.Coefficient };
        }

        collected.RemoveAll(term => term.Coefficient == 0);
        return collected.Count <= MostTerms ? collected : null;
    }
}

/// <summary><c>coefficient e^exponent</c>.</summary>
internal sealed record Exponential(double Coefficient, Expression Exponent)
{
    /// <summary>Whether it depends on nothing.</summary>
    public bool IsNumber => Exponent is Constant { Value: 0 };

    public Exponential Inverse => new(1 / Coefficient, -Exponent);

    public Exponential Times(Exponential other) => new(Coefficient * other.Coefficient, Exponent + other.Exponent);

    public Expression ToExpression() => IsNumber ? Coefficient : Coefficient * Expressions.Exp(Exponent);
}
