using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>An expression as a line of mathematics for comments.</summary>
internal static class Formula
{
    /// <summary>More digits than that nobody wrote.</summary>
    private const int LongestNumber = 10;

    public static string Of(Expression expression) => Of(expression, (Tensor tensor) => tensor.Name);

    public static string Of(Expression expression, Func<Tensor, string> name) => Of(expression, (Access access) => name(access.Tensor));

    public static string Of(Expression expression, Func<Access, string> element)
    {
        string Text(Expression part) => part switch
        {
            Constant constant => Number(constant.Value),
            Read read => element(read.Access),
            Unary { Function: Function.Negate } negated => $"-{Operand(negated.Operand)}",
            SampleCount => "samples",
            Position position => Indexing.Of(position.Index),
            Table entry => $"{entry.Name}[{Indexing.Of(entry.Index)}]",
            Unary { Function: Function.Stop } stopped => Text(stopped.Operand),
            Unary { Function: Function.Absolute } absolute => $"|{Text(absolute.Operand)}|",
            Unary { Function: Function.ExpNotPositive } exp => $"exp({Text(exp.Operand)})",
            Unary call => $"{call.Function.ToString().ToLowerInvariant()}({Text(call.Operand)})",
            Binary binary => $"{Operand(binary.Left)} {Symbol(binary.Operation)} {Operand(binary.Right)}",
            Power power => $"{Operand(power.Base)}^{Operand(power.Exponent)}",
            Select choice => $"({Text(choice.Left)} {Symbol(choice.Comparison)} {Text(choice.Right)} ? {Text(choice.Then)} : {Text(choice.Else)})",
            _ => throw new InvalidOperationException($"No formula for {part.GetType().Name}."),
        };

        string Operand(Expression part) => part is Binary or Position { Index.Terms.Count: > 1 } or Unary { Function: Function.Stop, Operand: Binary } ? $"({Text(part)})" : Text(part);
        return Text(expression);
    }

    /// <summary>A number; as a fraction where that is what it was: 1 / 11 and not 0.09090909090909091.</summary>
    private static string Number(double value)
    {
        string text = Numbers.Text(value);
        double whole = Math.Round(1 / value);
        return text.Length > LongestNumber && whole is > 1 and < 1e9 && 1 / whole == value ? $"(1 / {Numbers.Text((long)whole)})" : text;
    }

    private static string Symbol(Operation operation) => operation switch
    {
        Operation.Add => "+",
        Operation.Subtract => "-",
        Operation.Multiply => "*",
        _ => "/",
    };

    private static string Symbol(Comparison comparison) => comparison switch
    {
        Comparison.LessOrEqual => "<=",
        Comparison.Less => "<",
        _ => "==",
    };
}
