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
        Body body = new(stage, precision, _number, Registers.None(precision), allowPair: false);
        foreach (Tensor tensor in body.Owned)
            frame.Add(tensor);

        string method = pool.Add(WritesZeros(stage) ? "ZeroGradients" : title, (code, name) =>
        {
            code.Line($"/// <summary>{Summary.Of(stage.Statements)}, along rows of {Literal.Of(body.Length)}, sample by sample.</summary>");
            code.Line("[MethodImpl(Kernel.Options)]");
            using (code.Block($"private static void {name}({string.Join(", ", body.Operands.Select(operand => $"ref {_number} {body.Rows(operand.Tensor)}"))}, nint samples)"))
            {
                using (code.Block("for (nint sample = 0; sample < samples; sample++)"))
                    Write(code, stage, body, Registers.None(precision));
            }
        });
        return new StageCall(stage, method, null, body.Operands, body.Note, body.Operands.Select(operand => body.Rows(operand.Tensor)).ToArray(), (code, registers) =>
        {
            CodeWriter inner = new();
            Write(inner, stage, body, registers);
            string text = inner.ToString().TrimEnd('\n');
            if (NameScope.IsIn(text, "sample"))
                code.Line("const int sample = 0;");
            code.Line(text);
        });
    }

    /// <summary>Whether it only clears what later statements add to.</summary>
    private static bool WritesZeros(RowStage stage) => stage.Statements.All(statement => statement is Map { Value: Constant { Value: 0 } });

    private void Write(CodeWriter code, RowStage stage, Body loops, Registers registers)
    {
        Body body = new(stage, precision, _number, registers, allowPair: true, loops);
        if (body.Parts != 2)
        {
            body.Write(code);
            return;
        }

        code.Line("// A row in two registers; narrow vectors need loops.");
        using (code.Block($"if (2 * Vector<{_number}>.Count >= {Literal.Of(body.Length)})"))
            body.Write(code);
        using (code.Block("else"))
        {
            loops.Write(code);
            if (registers.StoresResult(stage))
                code.Line($"Panels.CopyOut(ref {loops.Row(registers.Result!)}, {Literal.Of(CostModel.Padded(registers.Result!.Size))}, ref target, {Literal.Of(registers.Result.Size)}, 1);");
        }
    }

    /// <summary>The code for one sample.</summary>
    private sealed class Body
    {
        private readonly RowStage _stage;
        private readonly Precision _precision;
        private readonly VectorDialect _dialect;
        private readonly string _number;
        private readonly NameScope _names = new();
        private readonly CodeWriter _code = new();
        private readonly List<Map> _pending = [];
        private readonly HashSet<string> _rowNames = [];
        private readonly HashSet<Tensor> _scalars = [];
        private readonly HashSet<Tensor> _external = [];
        private readonly List<string> _declarations = [];
        private readonly HashSet<Tensor> _forced = [];
        private readonly Registers _registers;
        private Dictionary<(Tensor, int), string> _locals = [];
        private int _position;

        /// <summary>Writes the body.</summary>
        /// <param name="parameters">The body whose operands the method is given; its own, where there is no other.</param>
        public Body(RowStage stage, Precision precision, string number, Registers registers, bool allowPair, Body? parameters = null)
        {
            // A body that uses fewer of the rows would number those of one kind otherwise.
            foreach (Operand operand in parameters?.Operands ?? [])
                _names.Share(operand.Tensor, parameters!._names);
            _stage = stage;
            _registers = registers;
            _precision = precision;
            _number = number;
            Length = Math.Max(1, stage.Statements.Max(statement => Planner.RowLength(statement) ?? 0));
            // A row that fits the narrowest vector stays in one register at every width, a longer one in two at most.
            bool elementwise = stage.Statements.All(statement => statement is Map or Reduce);
            Parts = !elementwise ? 0
                : Length <= Registers.LongestRow(precision) ? 1
                : allowPair && Length <= Registers.LongestPair(precision) ? 2 : 0;
            _dialect = new VectorDialect(precision, bits: Parts == 1 ? 128 : 0);
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

        /// <summary>The registers that hold a row; 0 where it goes through a loop.</summary>
        public int Parts { get; }

        public List<Operand> Operands { get; } = [];

        /// <summary>Tensors that need memory in the frame.</summary>
        public List<Tensor> Owned { get; } = [];

        public List<string> Note { get; } = [];

        public void Write(CodeWriter code)
        {
            if (Parts == 2 && _code.ToString().Contains("second"))
                code.Line($"nint second = Math.Min(VectorWidth, {Literal.Of(CostModel.Lanes)} - VectorWidth);");
            foreach (string line in _declarations)
                code.Line(line);
            code.Line(_code.ToString().TrimEnd('\n'));
        }

        /// <summary>The parameter that holds a tensor's first row.</summary>
        public string Rows(Tensor tensor) => tensor.Role == TensorRole.Parameter ? _names.Of(tensor) + "Parameter" : _names.RowsOf(tensor);

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
                    Assign(gather.Target.Tensor, $"Unsafe.Add(ref {Row(gather.Source.Tensor)}, {Place(gather.Index, gather.Along)})", gather.Accumulate);
                    break;
                case Scatter scatter:
                    Flush();
                    Note.Add($"    {scatter.Target.Tensor.Name}[{Formula.Of(scatter.Index)}] += {scatter.Source.Tensor.Name}");
                    _code.Line($"Unsafe.Add(ref {Row(scatter.Target.Tensor)}, {Place(scatter.Index, scatter.Along)}) += {ScalarRead(scatter.Source)};");
                    break;
            }
        }

        /// <summary>The place that an index names, within the row whatever the index is: the caller may have changed it since it was checked.</summary>
        private string Place(Expression index, Axis along) => $"Math.Clamp((nint){Scalar(index)}, 0, {Literal.Of(along.Extent - 1)})";

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

            if (Parts == 0)
                _forced.Add(row);
            Flush();
            string fold = reduce.Folding == Folding.Sum ? "Sum" : "Peak";
            Note.Add($"    {reduce.Target.Tensor.Name} = {(reduce.Folding == Folding.Sum ? "sum" : "max")} of {Formula.Of(reduce.Value)}");
            string operand = Parts == 0
                ? $"ref {Row(row)}"
                : string.Join(", ", Enumerable.Range(0, Parts).Select(part => Load(_code, Access.Of(row, reduce.Axes[0]), part)));
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
            if (Parts == 0)
                _locals = [];
            // The two registers of a row overlap where a vector is as wide as the row: both are computed before either is stored.
            List<string> stores = [];
            for (int part = 0; part < Math.Max(1, Parts); part++)
                Part(loop, maps, part, stores);
            foreach (string store in stores)
                loop.Line(store);
            foreach (Map map in maps)
                Note.Add($"    {map.Target.Tensor.Name} {(map.Accumulate ? "+=" : "=")} {Formula.Of(map.Value)}");

            string text = loop.ToString().TrimEnd('\n');
            Tensor[] results = maps.Select(map => map.Target.Tensor).Where(target => Parts == 2 && target.Equals(_registers.Result) && _stage.Live.Contains(target)).Distinct().ToArray();
            if (Parts == 0)
            {
                using (_code.Block($"for (nint k = 0; k < {Literal.Of(Length)}; k += VectorWidth)"))
                    _code.Line(text);
                return;
            }

            _code.Line(text);
            foreach (Tensor result in results)
                _code.Line($"Lanes.Store({_locals[(result, 0)]}, {_locals[(result, 1)]}, ref target, {Literal.Of(Length)});");
        }

        /// <summary>The maps for one vector of the row.</summary>
        /// <param name="stores">Takes what writes the results to memory, to follow the maps of all parts.</param>
        private void Part(CodeWriter code, Map[] maps, int part, List<string> stores)
        {
            string LoadPart(Access access) => Load(code, access, part);
            ExpressionPrinter printer = new(_dialect, LoadPart, wish => _names.New(wish));
            List<Tensor> written = [];
            foreach (Map map in maps)
            {
                Tensor target = map.Target.Tensor;
                foreach (Access read in map.Reads)
                    LoadPart(read);
                if (map.Accumulate)
                    LoadPart(map.Target);
                int before = printer.Declarations.Count;
                bool fused = map.Accumulate && map.Value is Binary { Operation: Operation.Multiply };
                string value = fused
                    ? $"{_dialect.Family}.FusedMultiplyAdd({printer.Print(((Binary)map.Value).Left)}, {printer.Print(((Binary)map.Value).Right)}, {_locals[(target, part)]})"
                    : printer.Print(map.Value);
                foreach (string declaration in printer.Declarations.Skip(before))
                    code.Line(declaration);
                if (_locals.TryGetValue((target, part), out string? local))
                {
                    code.Line($"{local} {(map.Accumulate && !fused ? "+=" : "=")} {value};");
                    // Shared locals may have been made of the old value.
                    printer = new ExpressionPrinter(_dialect, LoadPart, wish => _names.New(wish));
                }
                else
                {
                    local = _names.New(NameScope.Kind(target.Name) + "Part");
                    code.Line($"{_dialect.Type} {local} = {value};");
                    _locals.Add((target, part), local);
                }

                if (!written.Contains(target))
                    written.Add(target);
            }

            foreach (Tensor target in written)
            {
                string local = _locals[(target, part)];
                if (_registers.Holds(target))
                {
                    if (_stage.Live.Contains(target))
                        stores.Add($"{Registers.Name(target)} = {local};");
                }
                else if (IsNeeded(target) && !(Parts == 2 && target.Equals(_registers.Result)))
                {
                    stores.Add($"{local}.StoreUnsafe({Element(target, part)});");
                }
            }
        }

        /// <summary>The vector of an element: a local, or loaded into one.</summary>
        private string Load(CodeWriter code, Access access, int part)
        {
            if (_locals.TryGetValue((access.Tensor, part), out string? known))
                return known;
            if (!access.Axes.Any())
            {
                string number = access.Tensor.Role == TensorRole.Parameter ? ParameterRead(access.Tensor) : ScalarRead(access);
                return _dialect.Spread(number);
            }

            if (_registers.Holds(access.Tensor))
                return Registers.Name(access.Tensor);

            string name = _names.New(NameScope.Kind(access.Tensor.Name) + "Part");
            code.Line($"{_dialect.Type} {name} = {_dialect.Family}.LoadUnsafe({Element(access.Tensor, part)});");
            _locals.Add((access.Tensor, part), name);
            return name;
        }

        /// <summary>Where a vector of a row lies.</summary>
        private string Element(Tensor tensor, int part)
        {
            // All samples share a parameter, so it is its own row.
            string row = tensor.Role == TensorRole.Parameter ? ParameterRead(tensor) : Row(tensor);
            return Parts == 0 ? $"ref Unsafe.Add(ref {row}, k)" : part == 0 ? $"ref {row}" : $"ref Unsafe.Add(ref {row}, second)";
        }

        /// <summary>Whether a row is read after the loop that computes it.</summary>
        private bool IsNeeded(Tensor tensor) =>
            _forced.Contains(tensor) || _stage.Live.Contains(tensor)
            || (Parts == 0 && _stage.Statements.Skip(_position).Any(statement => statement.Reads.Any(read => read.Tensor == tensor) || (statement.Accumulate && statement.Target.Tensor == tensor)));

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
        public string Row(Tensor tensor)
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
