using NetGen.Generator.Declaration;

namespace NetGen.Generator.Algebra;

/// <summary>Functions of one number.</summary>
internal enum Function
{
    Negate,
    Exp,

    /// <summary>exp of what is known to be at most 0.</summary>
    ExpNotPositive,
    Expm1,
    Log,
    Log1p,
    Tanh,
    Sigmoid,
    Softplus,

    /// <summary>log(cosh(x)).</summary>
    LogCosh,
    Erf,
    Sin,
    Cos,
    Absolute,
    Sqrt,

    /// <summary>The operand itself, which the derivative takes for a constant.</summary>
    Stop,

    /// <summary>1 above 0, else 0; NaN for NaN. Its derivative is taken as 0.</summary>
    Step,
}

/// <summary>The four operations.</summary>
internal enum Operation
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// <summary>Comparisons of two numbers; false where one is NaN.</summary>
internal enum Comparison
{
    LessOrEqual,
    Less,
    Equal,
}

/// <summary>
/// A scalar expression over elements of tensors. Operators and <see cref="Expressions"/> build simplified trees, so a
/// derivative comes out the way a person would write it.
/// </summary>
internal abstract record Expression
{
    public static implicit operator Expression(double value) => new Constant(value);

    public static Expression operator +(Expression left, Expression right) => Expressions.Add(left, right);

    public static Expression operator -(Expression left, Expression right) => Expressions.Subtract(left, right);

    public static Expression operator *(Expression left, Expression right) => Expressions.Multiply(left, right);

    public static Expression operator /(Expression left, Expression right) => Expressions.Divide(left, right);

    public static Expression operator -(Expression operand) => Expressions.Negate(operand);

    /// <summary>Every element of a tensor that the expression reads, each once.</summary>
    public IEnumerable<Access> Reads => All(this).OfType<Read>().Select(read => read.Access).Distinct();

    /// <summary>The parts an expression is made of.</summary>
    public abstract IReadOnlyList<Expression> Operands { get; }

    /// <summary>The same expression with other parts, simplified.</summary>
    public abstract Expression With(IReadOnlyList<Expression> operands);

    /// <summary>The same operation on other parts, as it stands.</summary>
    protected abstract Expression Rebuild(IReadOnlyList<Expression> operands);

    /// <summary>The expression with one part replaced wherever it stands.</summary>
    public Expression Replace(Expression part, Expression by)
    {
        if (Equals(part))
            return by;
        if (Operands.Count == 0)
            return this;
        return With(Operands.Select(operand => operand.Replace(part, by)).ToArray());
    }

    /// <summary>The expression with another one for each element it reads, simplified: for what is still to be differentiated.</summary>
    public Expression Substitute(Func<Access, Expression> read) => this is Read element
        ? read(element.Access)
        : Operands.Count == 0 ? this : With(Operands.Select(operand => operand.Substitute(read)).ToArray());

    /// <summary>
    /// The expression with another one for each element it reads. Every operation stays: where a statement runs, and what it is fused with,
    /// must not change how its result is rounded.
    /// </summary>
    public Expression Over(Func<Access, Expression> read) => this is Read element
        ? read(element.Access)
        : Operands.Count == 0 ? this : Rebuild(Operands.Select(operand => operand.Over(read)).ToArray());

    /// <summary>The parts that it is made of, each as often as it stands there.</summary>
    public int Size => 1 + Operands.Sum(operand => operand.Size);

    /// <summary>Every table it looks into.</summary>
    public IEnumerable<Table> Tables => All(this).OfType<Table>();

    /// <summary>Whether it depends on where the axes stand, and not only on what it reads there.</summary>
    public bool KnowsItsPlace => All(this).Any(part => part is Position or Table);

    /// <summary>Whether it depends on where an axis stands, reads apart.</summary>
    public bool DependsOn(Axis axis) => All(this).Any(part => part switch
    {
        Position position => position.Index.Terms.Any(term => term.Axis.Equals(axis)),
        Table table => table.Index.Terms.Any(term => term.Axis.Equals(axis)),
        _ => false,
    });

    /// <summary>A hash of parts that know their own: derivatives share parts, and walking all of them each time would take for ever.</summary>
    protected static int Mix(int kind, params Expression[] parts)
    {
        int hash = kind;
        foreach (Expression part in parts)
            hash = unchecked((hash * 31) + part.GetHashCode());
        return hash;
    }

    private static IEnumerable<Expression> All(Expression root)
    {
        yield return root;
        foreach (Expression operand in root.Operands)
        {
            foreach (Expression part in All(operand))
                yield return part;
        }
    }
}

/// <summary>A number.</summary>
internal sealed record Constant(double Value) : Expression
{
    public override IReadOnlyList<Expression> Operands => [];

    public override Expression With(IReadOnlyList<Expression> operands) => this;

    protected override Expression Rebuild(IReadOnlyList<Expression> operands) => this;
}

/// <summary>An element of a tensor.</summary>
internal sealed record Read(Access Access) : Expression
{
    public override IReadOnlyList<Expression> Operands => [];

    public override Expression With(IReadOnlyList<Expression> operands) => this;

    protected override Expression Rebuild(IReadOnlyList<Expression> operands) => this;
}

/// <summary>How many samples the batch has.</summary>
internal sealed record SampleCount : Expression
{
    public override IReadOnlyList<Expression> Operands => [];

    public override Expression With(IReadOnlyList<Expression> operands) => this;

    protected override Expression Rebuild(IReadOnlyList<Expression> operands) => this;
}

/// <summary>Where the axes stand, as a number.</summary>
internal sealed record Position(Affine Index) : Expression
{
    public override IReadOnlyList<Expression> Operands => [];

    public override Expression With(IReadOnlyList<Expression> operands) => this;

    protected override Expression Rebuild(IReadOnlyList<Expression> operands) => this;
}

/// <summary>An entry of a table of constants, picked by where the axes stand.</summary>
/// <param name="Values">The table.</param>
/// <param name="Index">Which entry.</param>
internal sealed record Table(EquatableArray<double> Values, Affine Index) : Expression
{
    /// <summary>What the entries are, as an identifier in generated code.</summary>
    public string Name { get; init; } = "Table";

    public override IReadOnlyList<Expression> Operands => [];

    public override Expression With(IReadOnlyList<Expression> operands) => this;

    protected override Expression Rebuild(IReadOnlyList<Expression> operands) => this;
}

/// <summary>A function of one expression.</summary>
internal sealed record Unary(Function Function, Expression Operand) : Expression
{
    private readonly int _hash = Mix(1 + (int)Function, Operand);

    public bool Equals(Unary? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Function == other.Function && Operand.Equals(other.Operand));

    public override int GetHashCode() => _hash;

    public override IReadOnlyList<Expression> Operands => [Operand];

    public override Expression With(IReadOnlyList<Expression> operands) => Expressions.Call(Function, operands[0]);

    protected override Expression Rebuild(IReadOnlyList<Expression> operands) => new Unary(Function, operands[0]);
}

/// <summary>One of the four operations on two expressions.</summary>
internal sealed record Binary(Operation Operation, Expression Left, Expression Right) : Expression
{
    private readonly int _hash = Mix(101 + (int)Operation, Left, Right);

    public bool Equals(Binary? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Operation == other.Operation && Left.Equals(other.Left) && Right.Equals(other.Right));

    public override int GetHashCode() => _hash;

    public override IReadOnlyList<Expression> Operands => [Left, Right];

    public override Expression With(IReadOnlyList<Expression> operands) => Operation switch
    {
        Operation.Add => operands[0] + operands[1],
        Operation.Subtract => operands[0] - operands[1],
        Operation.Multiply => operands[0] * operands[1],
        _ => operands[0] / operands[1],
    };

    protected override Expression Rebuild(IReadOnlyList<Expression> operands) => new Binary(Operation, operands[0], operands[1]);
}

/// <summary><c>Base ^ Exponent</c>, for exponents that multiplication and a root cannot do.</summary>
internal sealed record Power(Expression Base, Expression Exponent) : Expression
{
    private readonly int _hash = Mix(201, Base, Exponent);

    public bool Equals(Power? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Base.Equals(other.Base) && Exponent.Equals(other.Exponent));

    public override int GetHashCode() => _hash;

    public override IReadOnlyList<Expression> Operands => [Base, Exponent];

    public override Expression With(IReadOnlyList<Expression> operands) => Expressions.Power(operands[0], operands[1]);

    protected override Expression Rebuild(IReadOnlyList<Expression> operands) => new Power(operands[0], operands[1]);
}

/// <summary><c>Left comparison Right ? Then : Else</c>.</summary>
internal sealed record Select(Comparison Comparison, Expression Left, Expression Right, Expression Then, Expression Else) : Expression
{
    private readonly int _hash = Mix(301 + (int)Comparison, Left, Right, Then, Else);

    public bool Equals(Select? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Comparison == other.Comparison
        && Left.Equals(other.Left) && Right.Equals(other.Right) && Then.Equals(other.Then) && Else.Equals(other.Else));

    public override int GetHashCode() => _hash;

    public override IReadOnlyList<Expression> Operands => [Left, Right, Then, Else];

    public override Expression With(IReadOnlyList<Expression> operands) =>
        Expressions.Select(Comparison, operands[0], operands[1], operands[2], operands[3]);

    protected override Expression Rebuild(IReadOnlyList<Expression> operands) => new Select(Comparison, operands[0], operands[1], operands[2], operands[3]);
}
