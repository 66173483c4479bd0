using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>One method of a segment under construction: its operands by tensor, its locals, its loops, and how values are spelled.</summary>
/// <param name="reserved">Names that the writers of this kind of method use for themselves.</param>
/// <param name="bits">The bits of its vectors, as <see cref="VectorDialect"/> has them.</param>
internal abstract class SegmentMethod(Precision precision, MethodPool pool, IReadOnlyList<string> reserved, int bits = 0)
{
    private readonly NameScope _names = new();
    private readonly List<Tensor> _operands = [];
    private readonly Dictionary<string, int> _sizes = [];
    private readonly Dictionary<(string Wish, int Value), string> _sizeNames = [];

    public VectorDialect Dialect { get; } = new(precision, bits);

    public string Number { get; } = new ScalarDialect(precision).Scalar;

    public string Vector => Dialect.Type;

    /// <summary>Axes that stand at a known place: they have no loop variable.</summary>
    public Dictionary<Axis, int> Places { get; } = [];

    public string New(string wish) => _names.New(wish);

    /// <summary>The name of a tensor's operand.</summary>
    public string Use(Tensor tensor)
    {
        if (!_operands.Contains(tensor))
            _operands.Add(tensor);
        return _names.Of(tensor);
    }

    /// <summary>A size of the layer by name, with a number behind it where the wish is taken. What nothing is multiplied by or added to is no size but part of the shape of the code.</summary>
    public Size Size(string wish, int value)
    {
        if (value is 0 or 1)
            return value;
        if (!_sizeNames.TryGetValue((wish, value), out string? name))
        {
            _sizeNames.Add((wish, value), name = New(wish));
            _sizes.Add(name, value);
        }

        return Schedules.Size.Named(name, value);
    }

    /// <summary>The strides of an access, each named for its tensor and its axis.</summary>
    public Strides StridesOf(Access access) => new(access, (axis, step) => Size($"{_names.Of(access.Tensor).TrimStart('@')}{(axis is null ? "Start" : NetworkProgram.Pascal(axis.Name))}", step));

    /// <summary>How many places an axis has.</summary>
    public Size Count(Axis axis) => Size(axis.Name + "Count", axis.Extent);

    /// <summary>Keeps the names of loop variables from being taken.</summary>
    public void Reserve(IEnumerable<Axis> axes)
    {
        foreach (string name in axes.Select(axis => axis.Name).Concat(reserved).Distinct())
            _names.New(name);
    }

    /// <summary>The value of an expression at the present places; locals that it needs are declared on the way.</summary>
    public string Value(CodeWriter code, Expression expression, Func<Access, string> read)
    {
        ExpressionPrinter printer = new(Dialect, read, New, place: Leaf);
        string text = printer.Print(expression);
        foreach (string declaration in printer.Declarations)
            code.Line(declaration);
        return text;
    }

    /// <summary>A loop over each axis, the last innermost; an axis of extent 1 needs none.</summary>
    public void Loops(CodeWriter code, IEnumerable<Axis> axes, Action body) => LoopNest.Write(code, axes, body, Count);

    /// <summary>The tiles along an axis: a loop over the full ones, then what is left.</summary>
    public void Tiles(CodeWriter code, Axis? axis, int size, Action<int> body)
    {
        if (axis is null)
        {
            body(1);
            return;
        }

        int full = axis.Extent / size * size;
        Size end = full == axis.Extent ? Count(axis) : Size(axis.Name + "Tiled", full);
        if (full > size)
        {
            using (code.Block($"for (nint {axis.Name} = 0; {axis.Name} < {end}; {axis.Name} += {Literal.Of(size)})"))
                body(size);
        }
        else
        {
            using (code.Block())
            {
                code.Line($"const int {axis.Name} = 0;");
                body(size);
            }
        }

        if (full == axis.Extent)
            return;
        using (code.Block())
        {
            code.Line($"{SizedText.Either("const int", "nint", end.Names)} {axis.Name} = {end};");
            body(axis.Extent - full);
        }
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
    /// <param name="stage">What the method does.</param>
    /// <param name="title">Its name, if it is free.</param>
    /// <param name="summary">What a reader is told above it.</param>
    /// <param name="body">Its statements.</param>
    /// <param name="parameters">Further parameters, behind the operands.</param>
    public SegmentCall Finish(SegmentStage stage, string title, string summary, CodeWriter body, string parameters = "")
    {
        if (stage.Time is { } time)
            parameters += $", nint {time.Name}";
        CodeWriter code = new();
        code.Line($"/// <summary>{summary}</summary>");
        code.Line("[MethodImpl(Kernel.Options)]");
        using (code.Block($"private static void {MethodFamily.Name}({string.Join(", ", _operands.Select(tensor => $"ref {Number} {Use(tensor)}"))}{parameters}{MethodFamily.Parameters})"))
        {
            code.Line(MethodFamily.Constants);
            code.Line(body.ToString().TrimEnd('\n'));
        }

        return new SegmentCall(pool.Add(title, code.ToString(), _sizes), _operands, stage) { Rest = stage.Time is null ? string.Empty : ", " + stage.Time.Name };
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
