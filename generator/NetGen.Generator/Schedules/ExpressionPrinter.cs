using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules;

/// <summary>
/// Writes an expression as C#. What an expression uses twice becomes a local, so that no exponential is taken twice.
/// A dialect says how numbers, reads, functions and choices are spelled.
/// </summary>
/// <param name="dialect">The spelling.</param>
/// <param name="read">An element as C#.</param>
/// <param name="local">A name for a local, like the one wished for.</param>
/// <param name="table">The name of a table of constants, where there may be one.</param>
/// <param name="place">What depends on where the axes stand, where the dialect alone cannot say it.</param>
internal sealed class ExpressionPrinter(
    Dialect dialect,
    Func<Access, string> read,
    Func<string, string> local,
    Func<Table, string>? table = null,
    Func<Expression, string>? place = null)
{
    private readonly Dictionary<Expression, string> _locals = [];

    /// <summary>Locals to declare before the text is used, in order.</summary>
    public List<string> Declarations { get; } = [];

    public string Print(Expression root) => Print([root])[0];

    /// <summary>Several expressions, with locals for what they share.</summary>
    public IReadOnlyList<string> Print(IReadOnlyList<Expression> roots)
    {
        Share(roots);
        return [.. roots.Select(Text)];
    }

    private void Share(IReadOnlyList<Expression> roots)
    {
        Dictionary<Expression, int> uses = [];
        List<Expression> order = [];
        void Count(Expression expression)
        {
            if (expression is Unary { Function: Function.Stop } stopped)
            {
                Count(stopped.Operand);
                return;
            }

            if (expression.Operands.Count == 0 && expression is not Read)
                return;
            if (uses.TryGetValue(expression, out int count))
            {
                uses[expression] = count + 1;
                return;
            }

            uses[expression] = 1;
            foreach (Expression operand in expression.Operands)
                Count(operand);
            order.Add(expression);
        }

        foreach (Expression root in roots)
            Count(root);
        foreach (Expression expression in order)
        {
            if (uses[expression] > 1 && expression is not Read && expression is not Unary { Function: Function.Negate } && !_locals.ContainsKey(expression))
            {
                string name = local(NameOf(expression));
                Declarations.Add($"{dialect.Type} {name} = {Text(expression)};");
                _locals.Add(expression, name);
            }
        }
    }

    private static string NameOf(Expression expression) => expression switch
    {
        Unary { Function: Function.Exp or Function.ExpNotPositive } => "exponential",
        Unary call => char.ToLowerInvariant(call.Function.ToString()[0]) + call.Function.ToString().Substring(1),
        Binary { Operation: Operation.Subtract } => "difference",
        Binary { Operation: Operation.Multiply } => "product",
        Binary { Operation: Operation.Divide } => "quotient",
        Binary => "sum",
        Power => "power",
        _ => "choice",
    };

    private string Text(Expression expression) => _locals.TryGetValue(expression, out string? name) ? name : expression switch
    {
        Constant constant => dialect.Number(constant.Value),
        Read element => read(element.Access),
        Position or Table or SampleCount when place is not null => place(expression),
        Position position => dialect.Position(Indexing.Of(position.Index)),
        Table entry => dialect.Table(table!(entry), Indexing.Of(entry.Index)),
        Unary { Function: Function.Negate } negated => "-" + Operand(negated.Operand),
        Unary { Function: Function.Stop } stopped => Text(stopped.Operand),
        Unary call => dialect.Call(call.Function, Text(call.Operand)),
        Binary binary => $"{Operand(binary.Left)} {Symbol(binary.Operation)} {Operand(binary.Right)}",
        Power power => dialect.PowerOf(Text(power.Base), Text(power.Exponent)),
        Select choice => dialect.Select(choice.Comparison, Text(choice.Left), Text(choice.Right), Text(choice.Then), Text(choice.Else)),
        _ => throw new InvalidOperationException($"No text for {expression.GetType().Name}."),
    };

    private string Operand(Expression expression)
    {
        if (expression is Unary { Function: Function.Stop } stopped)
            return Operand(stopped.Operand);
        string text = Text(expression);
        bool compound = !_locals.ContainsKey(expression) && (expression is Binary || (expression is Select && dialect.IsScalar) || expression is Unary { Function: Function.Negate });
        return compound ? $"({text})" : text;
    }

    private static string Symbol(Operation operation) => operation switch
    {
        Operation.Add => "+",
        Operation.Subtract => "-",
        Operation.Multiply => "*",
        _ => "/",
    };
}
