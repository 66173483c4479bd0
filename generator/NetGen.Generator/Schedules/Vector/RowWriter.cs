using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Writes statements along rows: one loop over vectors of neighbouring elements for each run of maps, a fixed tree of
/// lanes for each fold, plain numbers between.
/// </summary>
internal sealed class RowWriter(MethodPool pool, Precision precision, Frame frame)
{
    private readonly string _number = new ScalarDialect(precision).Scalar;

    public StageCall Write(RowStage stage, string title)
    {
        Body body = new(stage, precision, _number, new Registers(precision, enabled: false));
        foreach (Tensor tensor in body.Owned)
            frame.Add(tensor);

        string method = pool.Add(title, (code, name) =>
        {
            code.Line($"/// <summary>{title} along rows of {Literal.Of(body.Length)}, sample by sample.</summary>");
            code.Line("[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]");
            using (code.Block($"private static void {name}({string.Join(", ", body.Operands.Select(operand => $"ref {_number} {body.Rows(operand.Tensor)}"))}, nint samples)"))
            {
                using (code.Block("for (nint sample = 0; sample < samples; sample++)"))
                {
                    foreach (string line in body.Lines)
                        code.Line(line);
                }
            }
        });
        return new StageCall(stage, method, null, body.Operands, body.Note, body.Operands.Select(operand => body.Rows(operand.Tensor)).ToArray(), (code, registers) =>
        {
            string[] lines = new Body(stage, precision, _number, registers).Lines.ToArray();
            if (lines.Any(line => line.Contains("sample")))
                code.Line("const int sample = 0;");
            foreach (string line in lines)
                code.Line(line);
        });
    }

    /// <summary>The code for one sample.</summary>
    private sealed class Body
    {
        private readonly RowStage _stage;
        private readonly Precision _precision;
        private readonly string _number;
        private readonly NameScope _names = new();
        private readonly CodeWriter _code = new();
        private readonly List<Map> _pending = [];
        private readonly HashSet<string> _rowNames = [];
        private readonly HashSet<Tensor> _scalars = [];
        private readonly HashSet<Tensor> _external = [];
        private readonly List<string> _declarations = [];
        private readonly HashSet<Tensor> _forced = [];
        private readonly bool _inRegister;
        private readonly Registers _registers;
        private Dictionary<Tensor, string> _locals = [];
        private int _position;

        public Body(RowStage stage, Precision precision, string number, Registers registers)
        {
            _stage = stage;
            _registers = registers;
            _precision = precision;
            _number = number;
            Length = stage.Statements.SelectMany(statement => statement.Axes).Select(axis => axis.Extent).DefaultIfEmpty(1).Max();
            // A row that fits the narrowest vector stays in one register at every width.
            _inRegister = Length <= Registers.LongestRow(precision) && stage.Statements.All(statement => statement is Map or Reduce);
            for (; _position < stage.Statements.Count; _position++)
                Write(stage.Statements[_position]);
            Flush();
            foreach (Tensor scalar in _scalars.Where(scalar => stage.Live.Contains(scalar)))
            {
                Use(scalar);
                _code.Line($"Unsafe.Add(ref {Rows(scalar)}, sample) = {_names.Of(scalar)};");
            }
        }

        public int Length { get; }

        public List<Operand> Operands { get; } = [];

        /// <summary>Tensors that need memory in the frame.</summary>
        public List<Tensor> Owned { get; } = [];

        public List<string> Note { get; } = [];

        public IEnumerable<string> Lines => _declarations.Concat(_code.ToString().TrimEnd('\n').Split('\n'));

        /// <summary>The parameter that holds a tensor's first row.</summary>
        public string Rows(Tensor tensor) => tensor.Role == TensorRole.Parameter ? _names.Of(tensor) + "Parameter" : _names.Of(tensor) + "Rows";

        private void Write(Statement statement)
        {
            switch (statement)
            {
                case Map { Axes.Count: 1 } map:
                    _pending.Add(map);
                    break;
                case Map map:
                    Flush();
                    Note.Add($"    {map.Target.Tensor.Name} {(map.Accumulate ? "+=" : "=")} {Formula.Of(map.Value)}");
                    Assign(map.Target.Tensor, Scalar(map.Value), map.Accumulate);
                    break;
                case Reduce reduce:
                    Fold(reduce);
                    break;
                case Gather gather:
                    Flush();
                    Note.Add($"    {gather.Target.Tensor.Name} = {gather.Source.Tensor.Name}[{Formula.Of(gather.Index)}]");
                    Assign(gather.Target.Tensor, $"Unsafe.Add(ref {Row(gather.Source.Tensor)}, (nint){Scalar(gather.Index)})", gather.Accumulate);
                    break;
                case Scatter scatter:
                    Flush();
                    Note.Add($"    {scatter.Target.Tensor.Name}[{Formula.Of(scatter.Index)}] += {scatter.Source.Tensor.Name}");
                    _code.Line($"Unsafe.Add(ref {Row(scatter.Target.Tensor)}, (nint){Scalar(scatter.Index)}) += {ScalarRead(scatter.Source)};");
                    break;
            }
        }

        private void Fold(Reduce reduce)
        {
            Tensor row;
            if (reduce.Value is Read { Access: { Indices.Count: 1 } access })
            {
                row = access.Tensor;
            }
            else
            {
                row = new Tensor(reduce.Target.Tensor.Name + "Terms", TensorRole.Value, new Declaration.EquatableArray<int>([Length]));
                _pending.Add(new Map(Access.Of(row, reduce.Axes[0]), reduce.Value, reduce.Axes, Accumulate: false));
            }

            if (!_inRegister)
                _forced.Add(row);
            Flush();
            string fold = reduce.Folding == Folding.Sum ? "Sum" : "Peak";
            Note.Add($"    {reduce.Target.Tensor.Name} = {(reduce.Folding == Folding.Sum ? "sum" : "max")} of {Formula.Of(reduce.Value)}");
            string operand = _inRegister ? Load(_code, Access.Of(row, reduce.Axes[0])) : $"ref {Row(row)}";
            Assign(reduce.Target.Tensor, $"Lanes.{fold}({operand}, {Literal.Of(Length)})", accumulate: false);
        }

        private void Assign(Tensor tensor, string value, bool accumulate)
        {
            if (accumulate && !_scalars.Contains(tensor))
                ScalarRead(Access.Of(tensor));
            bool declared = !_scalars.Add(tensor) || _external.Contains(tensor);
            _code.Line(declared ? $"{_names.Of(tensor)} {(accumulate ? "+=" : "=")} {value};" : $"{_number} {_names.Of(tensor)} = {value};");
        }

        /// <summary>One loop for the maps that wait.</summary>
        private void Flush()
        {
            if (_pending.Count == 0)
                return;
            Map[] maps = [.. _pending];
            _pending.Clear();

            CodeWriter loop = new();
            if (!_inRegister)
                _locals = [];
            Dictionary<Tensor, string> locals = _locals;
            NameScope scope = _names;
            VectorDialect dialect = new(_precision);
            string Load(Access access) => this.Load(loop, access);

            ExpressionPrinter printer = new(dialect, Load, wish => scope.New(wish));
            HashSet<Tensor> written = [];
            foreach (Map map in maps)
            {
                Tensor target = map.Target.Tensor;
                Note.Add($"    {target.Name} {(map.Accumulate ? "+=" : "=")} {Formula.Of(map.Value)}");
                foreach (Access read in map.Reads)
                    Load(read);
                string previous = map.Accumulate ? Load(map.Target) : string.Empty;
                int before = printer.Declarations.Count;
                string value = printer.Print(map.Value);
                foreach (string declaration in printer.Declarations.Skip(before))
                    loop.Line(declaration);
                if (locals.TryGetValue(target, out string? local))
                {
                    loop.Line(map.Accumulate ? $"{local} += {value};" : $"{local} = {value};");
                    // Shared locals may have been made of the old value.
                    printer = new ExpressionPrinter(dialect, Load, wish => scope.New(wish));
                }
                else
                {
                    local = scope.New(NameScope.Kind(target.Name) + "Part");
                    loop.Line($"Vector<{_number}> {local} = {value};");
                    locals.Add(target, local);
                }

                written.Add(target);
            }

            foreach (Tensor target in written.Where(target => _registers.Holds(target) && _stage.Live.Contains(target)))
                loop.Line($"{Registers.Name(target)} = {locals[target]};");
            foreach (Tensor target in written.Where(target => IsNeeded(target) && !_registers.Holds(target)))
                loop.Line($"{locals[target]}.StoreUnsafe({(_inRegister ? $"ref {Row(target)}" : $"ref Unsafe.Add(ref {Row(target)}, k)")});");

            string[] lines = loop.ToString().TrimEnd('\n').Split('\n');
            if (_inRegister)
            {
                foreach (string line in lines)
                    _code.Line(line);
                return;
            }

            using (_code.Block($"for (nint k = 0; k < {Literal.Of(Length)}; k += Vector<{_number}>.Count)"))
            {
                foreach (string line in lines)
                    _code.Line(line);
            }
        }

        /// <summary>The vector of an element: a local, or loaded into one.</summary>
        private string Load(CodeWriter code, Access access)
        {
            if (_locals.TryGetValue(access.Tensor, out string? known))
                return known;
            if (access.Indices.Count == 0 || access.Tensor.Role == TensorRole.Parameter)
            {
                string number = access.Tensor.Role == TensorRole.Parameter ? ParameterRead(access.Tensor) : ScalarRead(access);
                return $"new Vector<{_number}>({number})";
            }

            if (_registers.Holds(access.Tensor))
                return Registers.Name(access.Tensor);

            string name = _names.New(NameScope.Kind(access.Tensor.Name) + "Part");
            string row = Row(access.Tensor);
            code.Line($"Vector<{_number}> {name} = Vector.LoadUnsafe({(_inRegister ? $"ref {row}" : $"ref Unsafe.Add(ref {row}, k)")});");
            _locals.Add(access.Tensor, name);
            return name;
        }

        /// <summary>Whether a row is read after the loop that computes it.</summary>
        private bool IsNeeded(Tensor tensor) =>
            _forced.Contains(tensor) || _stage.Live.Contains(tensor)
            || (!_inRegister && _stage.Statements.Skip(_position).Any(statement => statement.Reads.Any(read => read.Tensor == tensor) || (statement.Accumulate && statement.Target.Tensor == tensor)));

        private string Scalar(Expression expression)
        {
            ExpressionPrinter printer = new(new ScalarDialect(_precision), access => access.Tensor.Role == TensorRole.Parameter ? ParameterRead(access.Tensor) : ScalarRead(access), wish => _names.New(wish));
            string text = printer.Print(expression);
            foreach (string declaration in printer.Declarations)
                _code.Line(declaration);
            return expression is Binary or Select ? $"({text})" : text;
        }

        /// <summary>A number of the sample: a local, or read once from its block.</summary>
        private string ScalarRead(Access access)
        {
            Tensor tensor = access.Tensor;
            if (!_scalars.Contains(tensor) && _external.Add(tensor))
            {
                Use(tensor);
                _declarations.Add($"{_number} {_names.Of(tensor)} = Unsafe.Add(ref {Rows(tensor)}, sample);");
            }

            return _names.Of(tensor);
        }

        private string ParameterRead(Tensor tensor)
        {
            Use(tensor);
            return Rows(tensor);
        }

        /// <summary>The row of the sample.</summary>
        private string Row(Tensor tensor)
        {
            Use(tensor);
            string name = _names.Of(tensor);
            if (_rowNames.Add(name))
                _declarations.Add($"ref {_number} {name} = ref Unsafe.Add(ref {Rows(tensor)}, sample * {Literal.Of(CostModel.Padded(tensor.Size))});");
            return name;
        }

        private void Use(Tensor tensor)
        {
            if (Operands.Any(operand => operand.Tensor == tensor))
                return;
            Operands.Add(new Operand(tensor.Role == TensorRole.Parameter ? OperandKind.Parameter : OperandKind.Rows, tensor));
            if (tensor.Role is not (TensorRole.Parameter or TensorRole.Input or TensorRole.Target))
                Owned.Add(tensor);
        }
    }
}
