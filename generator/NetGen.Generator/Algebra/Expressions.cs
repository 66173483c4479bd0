namespace NetGen.Generator.Algebra;

/// <summary>
/// Builds expressions and simplifies them on the way: constants fold, neutral elements vanish, signs move outwards.
/// Every rule keeps the value for finite operands; none reorders a sum.
/// </summary>
internal static class Expressions
{
    private static readonly Constant s_zero = new(0);
    private static readonly Constant s_one = new(1);

    public static Expression Add(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) => a.Value + b.Value,
        (Constant { Value: 0 }, _) => right,
        (_, Constant { Value: 0 }) => left,
        (_, Unary { Function: Function.Negate } negated) => left - negated.Operand,
        (Unary { Function: Function.Negate } negated, _) => right - negated.Operand,
        (_, Constant { Value: < 0 } constant) => new Binary(Operation.Subtract, left, -constant.Value),
        // A constant reads better behind what it is added to: x + 1.
        (Constant, _) when right is not Constant => Add(right, left),
        (Binary { Operation: Operation.Add, Right: Constant a } sum, Constant b) => sum.Left + (a.Value + b.Value),
        _ => new Binary(Operation.Add, left, right),
    };

    public static Expression Subtract(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) => a.Value - b.Value,
        (_, Constant { Value: 0 }) => left,
        (Constant { Value: 0 }, _) => -right,
        (_, Unary { Function: Function.Negate } negated) => left + negated.Operand,
        (_, Constant { Value: < 0 } constant) => new Binary(Operation.Add, left, -constant.Value),
        _ when left.Equals(right) => s_zero,
        _ => new Binary(Operation.Subtract, left, right),
    };

    public static Expression Multiply(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) => a.Value * b.Value,
        (Constant { Value: 0 }, _) or (_, Constant { Value: 0 }) => s_zero,
        (Constant { Value: 1 }, _) => right,
        (_, Constant { Value: 1 }) => left,
        (Constant { Value: -1 }, _) => -right,
        (_, Constant { Value: -1 }) => -left,
        (_, Constant) when left is not Constant => Multiply(right, left),
        (Unary { Function: Function.Negate } negated, _) => -(negated.Operand * right),
        (_, Unary { Function: Function.Negate } negated) => -(left * negated.Operand),
        (Constant a, Binary { Operation: Operation.Multiply, Left: Constant b } product) => (a.Value * b.Value) * product.Right,
        (_, Binary { Operation: Operation.Multiply, Left: Constant } product) => product.Left * (left * product.Right),
        (Binary { Operation: Operation.Multiply, Left: Constant } product, _) => product.Left * (product.Right * right),
        (_, Binary { Operation: Operation.Divide, Left: Constant { Value: 1 } } quotient) => left / quotient.Right,
        (Binary { Operation: Operation.Divide, Left: Constant { Value: 1 } } quotient, _) => right / quotient.Right,
        // A factor goes into a choice that it shortens: x * (z <= 0 ? 0 : 1) is z <= 0 ? 0 : x.
        (_, Select { Then: Constant { Value: 0 or 1 or -1 } } choice) => Select(choice.Comparison, choice.Left, choice.Right, left * choice.Then, left * choice.Else),
        (_, Select { Else: Constant { Value: 0 or 1 or -1 } } choice) => Select(choice.Comparison, choice.Left, choice.Right, left * choice.Then, left * choice.Else),
        (Select { Then: Constant { Value: 0 or 1 or -1 } } choice, _) => Select(choice.Comparison, choice.Left, choice.Right, choice.Then * right, choice.Else * right),
        (Select { Else: Constant { Value: 0 or 1 or -1 } } choice, _) => Select(choice.Comparison, choice.Left, choice.Right, choice.Then * right, choice.Else * right),
        _ => new Binary(Operation.Multiply, left, right),
    };

    public static Expression Divide(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) => a.Value / b.Value,
        (Constant { Value: 0 }, _) => s_zero,
        (_, Constant { Value: 1 }) => left,
        (Unary { Function: Function.Negate } negated, _) => -(negated.Operand / right),
        _ => new Binary(Operation.Divide, left, right),
    };

    public static Expression Negate(Expression operand) => operand switch
    {
        Constant constant => -constant.Value,
        Unary { Function: Function.Negate } negated => negated.Operand,
        Binary { Operation: Operation.Subtract } difference => difference.Right - difference.Left,
        Binary { Operation: Operation.Multiply, Left: Constant factor } product => new Constant(-factor.Value) * product.Right,
        _ => new Unary(Function.Negate, operand),
    };

    public static Expression Call(Function function, Expression operand) =>
        function == Function.Negate ? Negate(operand) : new Unary(function, operand);

    public static Expression Select(Comparison comparison, Expression left, Expression right, Expression then, Expression otherwise) =>
        then.Equals(otherwise) ? then : new Select(comparison, left, right, then, otherwise);

    public static Expression Exp(Expression x) => Call(Function.Exp, x);

    /// <summary>exp of an operand that is at most 0 by construction.</summary>
    public static Expression ExpNotPositive(Expression x) => Call(Function.ExpNotPositive, x);

    public static Expression Expm1(Expression x) => Call(Function.Expm1, x);

    public static Expression Log(Expression x) => Call(Function.Log, x);

    public static Expression Tanh(Expression x) => Call(Function.Tanh, x);

    public static Expression Sigmoid(Expression x) => Call(Function.Sigmoid, x);

    public static Expression Softplus(Expression x) => Call(Function.Softplus, x);

    public static Expression LogCosh(Expression x) => Call(Function.LogCosh, x);

    /// <summary><c>clip(x / 6 + 1/2, 0, 1)</c>.</summary>
    public static Expression HardSigmoid(Expression x) => Ramp((x / 6.0) + 0.5, x, 3);

    /// <summary>0 up to <c>x = -bound</c>, 1 from <c>x = bound</c> on, and the line between.</summary>
    public static Expression Ramp(Expression line, Expression x, double bound) =>
        Select(Comparison.LessOrEqual, x, -bound, 0.0, Select(Comparison.LessOrEqual, bound, x, 1.0, line));

    /// <summary><c>x / (1 + |x|)</c>.</summary>
    public static Expression Softsign(Expression x) => x / (Absolute(x) + 1.0);

    public static Expression Erf(Expression x) => Call(Function.Erf, x);

    public static Expression Sin(Expression x) => Call(Function.Sin, x);

    public static Expression Cos(Expression x) => Call(Function.Cos, x);

    /// <summary>A power; by products and a root where these do it, which keeps it exact for negative numbers too.</summary>
    public static Expression Power(Expression x, Expression exponent) => exponent switch
    {
        Constant { Value: 0 } => s_one,
        Constant { Value: 1 } => x,
        Constant { Value: 0.5 } => Sqrt(x),
        Constant { Value: 1.5 } => x * Sqrt(x),
        Constant { Value: > 1 and <= LargestProduct } whole when whole.Value == Math.Floor(whole.Value) => Product(x, (int)whole.Value),
        Constant { Value: < 0 and >= -LargestProduct } constant => s_one / Power(x, -constant.Value),
        _ => new Power(x, exponent),
    };

    /// <summary>The factors of the longest product that stands for a power.</summary>
    private const int LargestProduct = 8;

    private static Expression Product(Expression x, int factors) => factors switch
    {
        1 => x,
        2 => x * x,
        _ when factors % 2 == 0 => Product(Product(x, factors / 2), 2),
        _ => x * Product(x, factors - 1),
    };

    /// <summary>
    /// The larger of two, NaN where one is NaN. A tie with a constant belongs to the constant, so max(x, 0) has the slope 0 at 0; otherwise
    /// to the first.
    /// </summary>
    public static Expression Maximum(Expression a, Expression b) => (a, b) switch
    {
        (Constant x, Constant y) => Math.Max(x.Value, y.Value),
        (Constant, _) => Select(Comparison.LessOrEqual, b, a, a, b),
        (_, Constant) => Select(Comparison.LessOrEqual, a, b, b, a),
        _ => Select(Comparison.LessOrEqual, b, a, a, Select(Comparison.Less, a, b, b, a + b)),
    };

    /// <summary>The smaller of two, with the ties of <see cref="Maximum"/>.</summary>
    public static Expression Minimum(Expression a, Expression b) => (a, b) switch
    {
        (Constant x, Constant y) => Math.Min(x.Value, y.Value),
        (Constant, _) => Select(Comparison.LessOrEqual, a, b, a, b),
        (_, Constant) => Select(Comparison.LessOrEqual, b, a, b, a),
        _ => Select(Comparison.LessOrEqual, a, b, a, Select(Comparison.Less, b, a, b, a + b)),
    };

    public static Expression Step(Expression x) => Call(Function.Step, x);

    public static Expression Absolute(Expression x) => Call(Function.Absolute, x);

    public static Expression Sqrt(Expression x) => Call(Function.Sqrt, x);

    /// <summary>The operand, as a constant to the derivative.</summary>
    public static Expression Stop(Expression x) => Call(Function.Stop, x);

    /// <summary><c>x &lt;= 0 ? then : otherwise</c>: the side of every kink that the value 0 belongs to.</summary>
    public static Expression IfNotPositive(Expression x, Expression then, Expression otherwise) =>
        Select(Comparison.LessOrEqual, x, s_zero, then, otherwise);

    public static Expression One => s_one;
}
