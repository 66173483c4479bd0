using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>A stage as a method, and what it is called with.</summary>
/// <param name="Method">The method.</param>
/// <param name="Operands">The tensors whose first elements it is given, in order.</param>
/// <param name="Note">What a reader is told above the call.</param>
internal sealed record LaneCall(string Method, IReadOnlyList<Tensor> Operands, IReadOnlyList<string> Note)
{
    /// <summary>What its products take for a group, estimated; 0 where there are none.</summary>
    public double Cycles { get; init; }

    /// <summary>What it sums over the samples: its operand is the place of the lanes' sums.</summary>
    public Tensor? Summed { get; init; }

    /// <summary>Arguments behind the operands.</summary>
    public string Rest { get; init; } = string.Empty;
}

/// <summary>
/// One method under construction: its operands by tensor, its locals, and how elements are spelled.
/// </summary>
internal sealed class LaneMethod(Precision precision, MethodPool pool)
{
    /// <summary>Numbers in memory for each element: one for every sample of the group.</summary>
    public const string Width = "VectorWidth";

    private readonly NameScope _names = new();

    public VectorDialect Dialect { get; } = new(precision);

    public string Number { get; } = new ScalarDialect(precision).Scalar;

    public string Vector => $"Vector<{Number}>";

    /// <summary>The loop variables and where the ones stand that are not loops.</summary>
    public Dictionary<Axis, int> Places { get; } = [];

    /// <summary>An axis that stands some places ahead of its loop variable: one of several that are written out.</summary>
    public (Axis Axis, int Places)? Ahead { get; set; }

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
        foreach (string name in axes.Select(axis => axis.Name).Concat(["at", "from", "weight", "factor", "left", "right"]).Distinct())
            _names.New(name);
    }

    /// <summary>Where the vector of an element lies.</summary>
    public string Address(Access access)
    {
        string name = Use(access.Tensor);
        string offset = new Strides(access).Text(Places, access.Tensor.PerSample ? Width : string.Empty, ahead: Ahead);
        return offset == "0" ? $"ref {name}" : $"ref Unsafe.Add(ref {name}, {offset})";
    }

    /// <summary>Where the sums of the group's samples for an element of a parameter's gradient lie: 16 for each element, whatever the width of a vector.</summary>
    public string LaneSums(Access gradient, int step = 0)
    {
        string name = Use(gradient.Tensor);
        string offset = new Strides(gradient).Text(Places, "Lanes.Count", step == 0 ? string.Empty : Strides.Scaled(step, "Lanes.Count"), Ahead);
        return offset == "0" ? name : $"Unsafe.Add(ref {name}, {offset})";
    }

    /// <summary>The vector of an element: each sample's own, or the same number for all.</summary>
    public string Load(Access access) => access.Tensor.PerSample
        ? $"Vector.LoadUnsafe({Address(access)})"
        : $"Vector.Create({Address(access).Substring("ref ".Length)})";

    /// <summary>The value of an expression at the present places; locals that it needs are declared on the way.</summary>
    public string Value(CodeWriter code, Expression expression, Func<Access, string>? read = null)
    {
        ExpressionPrinter printer = new(Dialect, read ?? Load, New, place: Leaf);
        string text = printer.Print(expression);
        foreach (string declaration in printer.Declarations)
            code.Line(declaration);
        return text;
    }

    /// <summary>A loop over each axis, the last innermost; an axis of extent 1 needs none.</summary>
    public static void Loops(CodeWriter code, IEnumerable<Axis> axes, Action body)
    {
        Axis[] remaining = axes.Where(axis => axis.Extent > 1).ToArray();
        if (remaining.Length == 0)
        {
            body();
            return;
        }

        using (code.Block($"for (nint {remaining[0].Name} = 0; {remaining[0].Name} < {Literal.Of(remaining[0].Extent)}; {remaining[0].Name}++)"))
            Loops(code, remaining.Skip(1), body);
    }

    /// <summary>Runs <paramref name="body"/> for every place of the axes, as text and not as a loop.</summary>
    public void Unroll(IReadOnlyList<Axis> axes, Action body)
    {
        if (axes.Count == 0)
        {
            body();
            return;
        }

        for (int i = 0; i < axes[0].Extent; i++)
        {
            Places[axes[0]] = i;
            Unroll(axes.Skip(1).ToArray(), body);
        }

        Places.Remove(axes[0]);
    }

    /// <summary>The method in the pool.</summary>
    /// <param name="parameters">Further parameters, behind the operands.</param>
    public LaneCall Finish(string title, string summary, CodeWriter body, IReadOnlyList<string> note, string parameters = "")
    {
        string method = pool.Add(title, (code, name) =>
        {
            code.Line($"/// <summary>{summary}</summary>");
            code.Line("[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]");
            using (code.Block($"private static void {name}({string.Join(", ", Operands.Select(tensor => $"ref {Number} {Use(tensor)}"))}{parameters})"))
                code.Line(body.ToString().TrimEnd('\n'));
        });
        return new LaneCall(method, Operands, note);
    }

    private string Leaf(Expression expression)
    {
        switch (expression)
        {
            case Position position:
                Strides index = new(position.Index);
                return index.IsFixed(Places)
                    ? Dialect.Number(index.At(Places))
                    : $"new {Vector}(({Number})({index.Text(Places)}))";
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
