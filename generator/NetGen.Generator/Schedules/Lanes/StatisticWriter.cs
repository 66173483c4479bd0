using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>
/// Writes statements that are computed once for a batch, number by number: on statistics and parameters, which lie in
/// <c>packed</c>, and on <c>buffers</c>. The number of samples is <c>count</c>.
/// </summary>
internal sealed class StatisticWriter(Precision precision, Packing packing, Func<Tensor, int> bufferOffset)
{
    private readonly ScalarDialect _dialect = new(precision);

    public void Write(CodeWriter code, IEnumerable<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            NameScope names = new();
            foreach (Axis axis in statement.Axes)
                names.New(axis.Name);
            Expression value = statement switch
            {
                Map map => map.Value,
                Reduce { Folding: Folding.Sum } sum => sum.Value,
                _ => throw new InvalidOperationException($"{statement.GetType().Name} is not computed once."),
            };
            bool sums = statement is Reduce && statement.Axes.Any(axis => axis.Extent > 1 && !statement.Target.Axes.Contains(axis));
            code.Gap();
            code.Line($"// {statement.Target} = {Formula.Of(value)}");
            if (sums && !statement.Accumulate)
                LoopNest.Write(code, statement.Target.Axes, () => code.Line($"{Element(statement.Target)} = {_dialect.Number(0)};"));
            LoopNest.Write(code, statement.Axes, () =>
            {
                ExpressionPrinter printer = new(_dialect, Element, names.New, place: Leaf);
                string text = printer.Print(value);
                string assignment = $"{Element(statement.Target)} {(statement.Accumulate || sums ? "+=" : "=")} {text};";
                string[] lines = [.. printer.Declarations, assignment];
                // Locals of a statement without a loop need a block of their own beside those of the next one.
                using CodeWriter.Scope scope = lines.Length > 1 && statement.Axes.All(axis => axis.Extent == 1) ? code.Block() : code.Part();
                foreach (string line in lines.Where(line => line != $"{Element(statement.Target)} = {Element(statement.Target)};"))
                    code.Line(line);
            });
        }
    }

    /// <summary>Room for what the statements read and write.</summary>
    public void Reserve(IEnumerable<Statement> statements)
    {
        foreach (Tensor tensor in statements.SelectMany(statement => statement.Reads.Append(statement.Target)).Select(access => access.Tensor))
        {
            if (tensor.Role == TensorRole.Parameter)
                packing.Add(tensor, PackedForm.Row);
            else if (tensor.Role == TensorRole.Statistic)
                packing.Add(tensor, PackedForm.Statistic);
        }
    }

    private string Element(Access access)
    {
        string offset = new Strides(access).Text(new Dictionary<Axis, int>());
        (string block, int start) = access.Tensor.Role switch
        {
            TensorRole.Buffer => ("buffers", bufferOffset(access.Tensor)),
            TensorRole.Parameter => ("packed", packing.Offset(access.Tensor, PackedForm.Row)),
            _ => ("packed", packing.Offset(access.Tensor, PackedForm.Statistic)),
        };
        string place = Indexing.Join(Literal.Of(start), offset);
        return place == "0" ? block : $"Unsafe.Add(ref {block}, {place})";
    }

    private string Leaf(Expression expression) => expression is SampleCount
        ? $"({_dialect.Scalar})count"
        : throw new InvalidOperationException($"No text for {expression.GetType().Name}.");
}
