using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>The method of a loop nest under construction: its operands, the rows of the sample, and one turn of the innermost loop.</summary>
internal sealed class NestMethod(MethodPool pool, Precision precision)
{
    private static readonly Dictionary<Axis, int> s_none = [];

    private readonly ScalarDialect _numbers = new(precision);
    private readonly VectorDialect _vectors = new(precision);
    private readonly NameScope _names = new();
    private readonly HashSet<string> _declared = [];

    /// <summary>What the method is given, in order.</summary>
    public List<Operand> Operands { get; } = [];

    /// <summary>Declarations of the rows of the sample.</summary>
    public List<string> Rows { get; } = [];

    /// <summary>The parameters of the method, as C#.</summary>
    public string Parameters => string.Join(", ", Operands.Select(operand => $"ref {_numbers.Scalar} {NameOf(operand.Tensor)}"));

    /// <summary>An element at the present places; where an axis is given, at its first one.</summary>
    public string Element(Access access, Axis? first = null) =>
        Strides.Element(Row(access.Tensor), new Strides(access).Text(first is null ? s_none : new Dictionary<Axis, int> { [first] = 0 }));

    /// <summary>The statement for one number of the target.</summary>
    public void Number(CodeWriter code, Statement statement)
    {
        string target = Element(statement.Target);
        if (statement is Map map)
        {
            string value = Value(code, map.Value, _numbers, access => Element(access), null);
            code.Line($"{target} {(map.Accumulate ? "+=" : "=")} {value};");
            return;
        }

        Reduce fold = (Reduce)statement;
        string total = Begin(code, fold, _numbers, target);
        LoopNest.Write(code, FoldedOf(fold), () =>
        {
            string value = Value(code, fold.Value, _numbers, access => Element(access), null);
            code.Line(fold.Folding == Folding.Sum ? $"{total} += {value};" : $"{total} = Math.Max({total}, {value});");
        });
        code.Line($"{target} = {total};");
    }

    /// <summary>The statement for a vector of the target along an axis.</summary>
    public void Vector(CodeWriter code, Statement statement, Axis along)
    {
        string Load(Access access) => new Strides(access)[along] == 0 ? _vectors.Spread(Element(access)) : $"Vector.LoadUnsafe(ref {Element(access)})";
        string target = Element(statement.Target);
        if (statement is Map map)
        {
            string value = Value(code, map.Value, _vectors, Load, along);
            code.Line($"({(map.Accumulate ? $"{Load(map.Target)} + ({value})" : value)}).StoreUnsafe(ref {target});");
            return;
        }

        Reduce fold = (Reduce)statement;
        string total = Begin(code, fold, _vectors, Load(fold.Target));
        LoopNest.Write(code, FoldedOf(fold), () =>
        {
            string value = Value(code, fold.Value, _vectors, Load, along);
            code.Line(fold.Folding == Folding.Sum ? $"{total} += {value};" : $"{total} = Vector.Max({total}, {value});");
        });
        code.Line($"{total}.StoreUnsafe(ref {target});");
    }

    private string Begin(CodeWriter code, Reduce fold, Dialect dialect, string there)
    {
        string total = _names.New("total");
        string neutral = dialect.Number(fold.Folding == Folding.Sum ? 0 : double.NegativeInfinity);
        code.Line($"{dialect.Type} {total} = {(fold.Accumulate ? there : neutral)};");
        return total;
    }

    private static IEnumerable<Axis> FoldedOf(Reduce fold)
    {
        Strides target = new(fold.Target);
        return fold.Axes.Where(axis => target[axis] == 0);
    }

    private string Value(CodeWriter code, Expression value, Dialect dialect, Func<Access, string> read, Axis? along)
    {
        ExpressionPrinter printer = new(dialect, read, _names.New, place: expression => PlaceOf(expression, dialect, along));
        string text = printer.Print(value);
        foreach (string declaration in printer.Declarations)
            code.Line(declaration);
        return text;
    }

    /// <summary>What depends on where the axes stand, and not on what is read there.</summary>
    private string PlaceOf(Expression expression, Dialect dialect, Axis? along)
    {
        Strides index = new(expression switch
        {
            Position position => position.Index,
            Table table => table.Index,
            _ => throw new InvalidOperationException($"{expression.GetType().Name} is no place of a sample."),
        });
        string place = index.Text(s_none);
        string number = expression is Table entries
            ? $"{pool.Add(entries.Name, (code, name) => code.Line(dialect.TableOf(name, entries)))}[(int)({place})]"
            : $"({dialect.Scalar})({place})";
        if (dialect.IsScalar)
            return number;
        string spread = _vectors.Spread(number);
        return along is null || index[along] == 0 ? spread : $"({spread} + {dialect.Type}.Indices)";
    }

    private string NameOf(Tensor tensor) => _names.Of(tensor) + (tensor.Role == TensorRole.Parameter ? "Parameter" : "Rows");

    /// <summary>Where a tensor of the sample begins, or a parameter.</summary>
    private string Row(Tensor tensor)
    {
        string given = NameOf(tensor);
        if (Operands.All(operand => operand.Tensor != tensor))
            Operands.Add(new Operand(tensor.Role == TensorRole.Parameter ? OperandKind.Parameter : OperandKind.Rows, tensor));
        if (tensor.Role == TensorRole.Parameter)
            return given;
        if (tensor.Extents.Count == 0)
            return $"Unsafe.Add(ref {given}, sample)";
        string row = _names.Of(tensor);
        if (_declared.Add(row))
            Rows.Add($"ref {_numbers.Scalar} {row} = ref Unsafe.Add(ref {given}, sample * {Literal.Of(CostModel.Padded(tensor.Size))});");
        return row;
    }
}
