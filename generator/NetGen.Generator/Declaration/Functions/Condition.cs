using NetGen.Generator.Algebra;

namespace NetGen.Generator.Declaration;

/// <summary>A truth value in a method of the author's: what picks between two numbers.</summary>
internal abstract record Condition
{
    /// <summary>The one number where it holds, the other where it does not.</summary>
    public abstract Expression Choose(Expression then, Expression otherwise);
}

/// <summary><c>Left comparison Right</c>; false where one is NaN.</summary>
internal sealed record Compared(Comparison Comparison, Expression Left, Expression Right) : Condition
{
    public override Expression Choose(Expression then, Expression otherwise) => Expressions.Select(Comparison, Left, Right, then, otherwise);
}

/// <summary>True or false, known to the compiler.</summary>
internal sealed record Known(bool Value) : Condition
{
    public override Expression Choose(Expression then, Expression otherwise) => Value ? then : otherwise;
}

/// <summary>The opposite.</summary>
internal sealed record Opposite(Condition Operand) : Condition
{
    public override Expression Choose(Expression then, Expression otherwise) => Operand.Choose(otherwise, then);
}

/// <summary>Both.</summary>
internal sealed record Both(Condition Left, Condition Right) : Condition
{
    public override Expression Choose(Expression then, Expression otherwise) => Left.Choose(Right.Choose(then, otherwise), otherwise);
}

/// <summary>One or both.</summary>
internal sealed record Either(Condition Left, Condition Right) : Condition
{
    public override Expression Choose(Expression then, Expression otherwise) => Left.Choose(then, Right.Choose(then, otherwise));
}
