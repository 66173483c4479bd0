using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>
/// One method for one sample under construction. Vectors lie along an axis whose elements are neighbours; where a row of
/// it is no multiple of a vector, the last vector reaches back, and where it is shorter than a vector, what is stored too
/// much is overwritten by the next row: rows are stored in the order of memory, and behind each tensor there is slack.
/// </summary>
internal sealed class DirectMethod(Precision precision, MethodPool pool)
{
    private readonly NameScope _names = new();

    public VectorDialect Dialect { get; } = new(precision);

    public string Number { get; } = new ScalarDialect(precision).Scalar;

    public string Vector => $"Vector<{Number}>";

    /// <summary>Axes that stand at a known place.</summary>
    public Dictionary<Axis, int> Places { get; } = [];

    public List<Tensor> Operands { get; } = [];

    public string New(string wish) => _names.New(wish);

    /// <summary>The name of a tensor's operand.</summary>
    public string Use(Tensor tensor)
    {
        if (!Operands.Contains(tensor))
            Operands.Add(tensor);
        return _names.Of(tensor);
    }

    /// <summary>Keeps the names of loop variables from being taken.</summary>
    public void Reserve(IEnumerable<Axis> axes)
    {
        foreach (string name in axes.Select(axis => axis.Name).Concat(["at", "from", "weight", "factor", "unit"]).Distinct())
            _names.New(name);
    }

    /// <summary>The vector along an axis at a place of it: neighbours, or one number for all.</summary>
    public string Load(Access access, Axis? along, string place)
    {
        Strides strides = new(access);
        Dictionary<Axis, int> places = new(Places);
        bool neighbours = along is not null && strides[along] == 1;
        if (along is not null)
            places[along] = 0;
        string address = Element(Use(access.Tensor), strides.Text(places, tail: neighbours ? place : string.Empty));
        return neighbours ? $"Vector.LoadUnsafe(ref {address})" : $"Vector.Create({address})";
    }

    public static string Element(string name, string offset) => offset == "0" ? name : $"Unsafe.Add(ref {name}, {offset})";

    /// <summary>The value of an expression for a vector along an axis.</summary>
    public string Value(CodeWriter code, Expression expression, Func<Access, string> read)
    {
        ExpressionPrinter printer = new(Dialect, read, New, place: Leaf);
        string text = printer.Print(expression);
        foreach (string declaration in printer.Declarations)
            code.Line(declaration);
        return text;
    }

    /// <summary>The method in the pool.</summary>
    public DirectCall Finish(string title, string summary, CodeWriter body, IReadOnlyList<string> note)
    {
        string method = pool.Add(title, (code, name) =>
        {
            code.Line($"/// <summary>{summary}</summary>");
            code.Line("[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]");
            using (code.Block($"private static void {name}({string.Join(", ", Operands.Select(tensor => $"ref {Number} {Use(tensor)}"))})"))
                code.Line(body.ToString().TrimEnd('\n'));
        });
        return new DirectCall(method, Operands, note);
    }

    private string Leaf(Expression expression)
    {
        switch (expression)
        {
            case Position position:
                Strides index = new(position.Index);
                return index.IsFixed(Places) ? Dialect.Number(index.At(Places)) : $"new {Vector}(({Number})({index.Text(Places)}))";
            case Table table:
                Strides entry = new(table.Index);
                if (entry.IsFixed(Places))
                    return Dialect.Number(table.Values[entry.At(Places)]);
                string name = pool.Add(table.Name, (code, unique) => code.Line(Dialect.TableOf(unique, table)));
                return $"new {Vector}({name}[(int)({entry.Text(Places)})])";
            default:
                throw new InvalidOperationException($"No text for {expression.GetType().Name}.");
        }
    }
}
