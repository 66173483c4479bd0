using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>Prints an expression without locals: a formula stays one formula.</summary>
/// <param name="dialect">How numbers and functions are spelled.</param>
/// <param name="read">An element as C#.</param>
/// <param name="table">The name of a table of constants.</param>
/// <param name="calls">Takes note of the functions that are called.</param>
internal sealed class InlinePrinter(Dialect dialect, Func<Access, string> read, Func<Table, string> table, ISet<Function> calls)
{
    public string Print(Expression expression) => expression switch
    {
        Constant constant => dialect.Number(constant.Value),
        Read element => read(element.Access),
        SampleCount => "count",
        Position position => dialect.Position(Indexing.Of(position.Index)),
        Table entry => dialect.Table(table(entry), Indexing.Of(entry.Index)),
        Unary { Function: Function.Stop } stopped => Print(stopped.Operand),
        Unary { Function: Function.Negate } negated => $"-({Print(negated.Operand)})",
        Unary call => Call(call),
        Binary { Operation: Operation.Add } sum => $"({Print(sum.Left)} + {Print(sum.Right)})",
        Binary { Operation: Operation.Subtract } difference => $"({Print(difference.Left)} - {Print(difference.Right)})",
        Binary { Operation: Operation.Multiply } product => $"{Print(product.Left)} * {Print(product.Right)}",
        Binary quotient => $"{Print(quotient.Left)} / ({Print(quotient.Right)})",
        Power power => dialect.PowerOf(Print(power.Base), Print(power.Exponent)),
        Select choice => dialect.Select(choice.Comparison, Print(choice.Left), Print(choice.Right), Print(choice.Then), Print(choice.Else)),
        _ => throw new InvalidOperationException($"No text for {expression.GetType().Name}."),
    };

    private string Call(Unary call)
    {
        calls.Add(call.Function);
        return dialect.Call(call.Function, Print(call.Operand));
    }
}
