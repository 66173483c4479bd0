using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>What happens to the sums of a row times a matrix on their way to memory, and what it needs beside the sum.</summary>
internal sealed class DenseEpilogue
{
    private readonly DenseStage _stage;
    private readonly Dictionary<string, Field> _fields = [];

    /// <param name="stage">The stage.</param>
    /// <param name="names">The names of the method that applies it.</param>
    public DenseEpilogue(DenseStage stage, NameScope names)
    {
        _stage = stage;
        HashSet<Tensor> produced = [stage.Product.Target.Tensor, .. stage.Epilogue.Select(map => map.Target.Tensor)];
        foreach (Tensor tensor in stage.Epilogue.SelectMany(map => map.Reads).Select(read => read.Tensor).Where(tensor => !produced.Contains(tensor)).Concat(stage.Stored.Where(stored => stored != Origin)))
        {
            if (_fields.ContainsKey(tensor.Name))
                continue;
            bool parameter = tensor.Role == TensorRole.Parameter;
            Field field = new(names.New(NameScope.Kind(tensor.Name) + (parameter ? string.Empty : "Distance")), parameter);
            _fields.Add(tensor.Name, field);
            Fields.Add(field);
            Operands.Add(parameter ? new Operand(OperandKind.Parameter, tensor) : new Operand(OperandKind.Distance, tensor, Origin));
        }
    }

    /// <summary>The result that others are found from.</summary>
    public Tensor Origin => _stage.Stored[0];

    public List<Field> Fields { get; } = [];

    public List<Operand> Operands { get; } = [];

    public Field FieldOf(Tensor tensor) => _fields[tensor.Name];

    /// <summary>The type that a tile hands its sums to.</summary>
    public void WriteStore(CodeWriter code, string name, VectorDialect dialect, string number)
    {
        code.Line($"/// <summary>Applied to each sum on its way to memory: {Summary.Escape(string.Join("; ", _stage.Epilogue.Select(map => $"{NameScope.Kind(map.Target.Tensor.Name)} = {Formula.Of(map.Value, (Tensor tensor) => NameScope.Kind(tensor.Name))}")))}.</summary>");
        code.Line(Fields.Count == 0
            ? $"private readonly ref struct {name} : ITileStore<{number}>"
            : $"private readonly ref struct {name}({string.Join(", ", Fields.Select(field => field.Declaration(number, asValue: true)))}) : ITileStore<{number}>");
        using (code.Block())
        {
            code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            using (code.Block($"public void Store(Vector<{number}> sum, ref {number} output)"))
            {
                Dictionary<Tensor, string> known = Values(code, dialect, "sum");
                foreach (Tensor stored in _stage.Stored)
                {
                    code.Line(stored == Origin
                        ? $"{known[stored]}.StoreUnsafe(ref output);"
                        : $"{known[stored]}.StoreUnsafe(ref Unsafe.Add(ref output, {FieldOf(stored).Name}));");
                }
            }
        }
    }

    /// <summary>An object of that type.</summary>
    public string NewStore(string store) => Fields.Count == 0 ? $"default({store})" : $"new {store}({string.Join(", ", Fields.Select(field => field.Name))})";

    /// <summary>Declares what is computed of a sum, and returns the local of each tensor.</summary>
    /// <param name="held">The register of a row that lies in one; null for one in memory.</param>
    public Dictionary<Tensor, string> Values(CodeWriter code, VectorDialect dialect, string sum, Func<Tensor, string?>? held = null)
    {
        NameScope locals = new();
        foreach (Field field in Fields)
            locals.New(field.Name);
        Dictionary<Tensor, string> known = new() { [_stage.Product.Target.Tensor] = sum };
        // What the stage stores has a register as well, but no value in it yet.
        foreach (Tensor row in Operands.Select(operand => operand.Tensor).Where(tensor => !_stage.Stored.Contains(tensor)))
        {
            if (held?.Invoke(row) is { } register)
                known.Add(row, register);
        }

        ExpressionPrinter printer = new(dialect, access => Read(code, access, known, dialect, locals), wish => locals.New(wish));
        foreach (Map map in _stage.Epilogue)
        {
            int before = printer.Declarations.Count;
            // Operands are loaded before the locals that use them.
            foreach (Access read in map.Reads)
                Read(code, read, known, dialect, locals);
            string text = printer.Print(map.Value);
            foreach (string declaration in printer.Declarations.Skip(before))
                code.Line(declaration);
            string local = locals.New(NameScope.Kind(map.Target.Tensor.Name));
            code.Line($"{dialect.Type} {local} = {text};");
            known.Add(map.Target.Tensor, local);
        }

        return known;
    }

    private string Read(CodeWriter code, Access access, Dictionary<Tensor, string> known, VectorDialect dialect, NameScope locals)
    {
        if (known.TryGetValue(access.Tensor, out string? name))
            return name;
        Field field = FieldOf(access.Tensor);
        string local = locals.New(NameScope.Kind(access.Tensor.Name));
        code.Line(access.Tensor.Role == TensorRole.Parameter
            ? $"{dialect.Type} {local} = {dialect.Spread(field.Name)};"
            : $"{dialect.Type} {local} = {dialect.Family}.LoadUnsafe(ref Unsafe.Add(ref output, {field.Name}));");
        known.Add(access.Tensor, local);
        return local;
    }

    /// <summary>A field of the store.</summary>
    internal sealed record Field(string Name, bool IsParameter)
    {
        public string Argument => IsParameter ? $"ref {Name}" : Name;

        public string Declaration(string number, bool asValue) => IsParameter ? (asValue ? $"{number} {Name}" : $"ref {number} {Name}") : $"nint {Name}";
    }
}
