using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>Writes a row times a matrix: register tiles over samples and outputs, the activation in the store.</summary>
internal sealed class DenseWriter(MethodPool pool, Precision precision, Unroll unroll)
{
    private const string FewerNote = "// Vectors of 512 bits: half as many hold all outputs.";

    private readonly VectorDialect _dialect = new(precision);
    private readonly VectorDialect _short = new(precision, bits: 128);
    private readonly MatrixKernels _matrices = new(pool, new ScalarDialect(precision).Scalar);
    private readonly Dictionary<string, (string Store, string Single, string Rows)> _methods = [];
    private readonly string _number = new ScalarDialect(precision).Scalar;

    /// <param name="stage">The stage.</param>
    /// <param name="inputRow">From one sample's input to the next; a literal, so that it folds into the addresses.</param>
    public StageCall Write(DenseStage stage, int inputRow)
    {
        Tiling tiling = CostModel.TilingOf(stage.Inputs, stage.Units, precision, unroll);
        NameScope names = new();
        string title = Title(stage);
        DenseEpilogue epilogue = new(stage, names);
        Tensor origin = epilogue.Origin;
        List<Operand> operands =
        [
            new(OperandKind.Rows, stage.Input),
            new(stage.Transposed ? OperandKind.TransposedWeights : OperandKind.Weights, stage.Weights),
        ];
        if (stage.Start is not null)
            operands.Add(new(stage.StartsFromRows ? OperandKind.Rows : OperandKind.Parameter, stage.Start));
        operands.Add(new(OperandKind.Rows, origin));
        operands.AddRange(epilogue.Operands);

        (string store, string single, string rows) = Methods(stage, tiling, title, epilogue, inputRow);
        IReadOnlyList<string> parameters = ["input", "weights", .. stage.Start is null ? Array.Empty<string>() : ["start"], "output", .. epilogue.Fields.Select(field => field.Name)];
        string call = $"{single}({string.Join(", ", new[] { "ref input", $"ref weights, {Literal.Of(CostModel.Lanes)}, {Literal.Of(stage.Inputs * CostModel.Lanes)}" }.Concat(stage.Start is null ? [] : ["ref start"]).Concat(["ref output"]).Concat(epilogue.Fields.Select(field => field.Argument)))})";
        return new StageCall(stage, rows, single, operands, Note(stage), parameters, (code, registers) => Straight(code, registers, stage, tiling, epilogue, epilogue.NewStore(store), call))
        {
            BatchNote = BatchNote(tiling),
            SingleNote = SingleNote(tiling),
            InlineNote = InlineNote(tiling),
        };
    }

    /// <summary>The methods of a stage. A stage like an earlier one gets the same without writing them again.</summary>
    private (string Store, string Single, string Rows) Methods(DenseStage stage, Tiling tiling, string title, DenseEpilogue epilogue, int inputRow)
    {
        Dictionary<Tensor, string> roles = new() { [stage.Product.Target.Tensor] = "sum" };
        string Role(Tensor tensor) => roles.TryGetValue(tensor, out string? role) ? role : NameScope.Kind(tensor.Name) + ":" + epilogue.FieldOf(tensor).Name;
        List<string> parts = [title, Numbers.Text(inputRow), stage.Start is null ? "zero" : stage.StartsFromRows ? "rows" : "bias"];
        foreach (Map map in stage.Epilogue)
        {
            parts.Add(Formula.Of(map.Value, Role));
            roles.Add(map.Target.Tensor, $"{NameScope.Kind(map.Target.Tensor.Name)}#{Numbers.Text(roles.Count)}");
        }

        parts.AddRange(stage.Stored.Select(Role));
        string key = string.Join("|", parts);
        if (_methods.TryGetValue(key, out (string, string, string) known))
            return known;

        string store = stage.Epilogue.Count == 0
            ? PlainStore.Name(pool, _number)
            : pool.Add(title + "Store", (code, name) => epilogue.WriteStore(code, name, _dialect, _number));
        string single = pool.Add(title + "One", (code, name) => WriteOne(code, name, stage, tiling, store, epilogue));
        string rows = pool.Add(title + "Rows", (code, name) => WriteRows(code, name, stage, tiling, store, epilogue, single, inputRow));
        _methods.Add(key, (store, single, rows));
        return (store, single, rows);
    }

    private static string Title(DenseStage stage)
    {
        string shape = $"{Numbers.Text(stage.Inputs)}To{Numbers.Text(stage.Units)}";
        string end = stage.Epilogue.Count == 0 ? string.Empty : NameScope.Title(stage.Epilogue[stage.Epilogue.Count - 1].Target.Tensor);
        return (stage.Transposed ? "Back" : "Dense") + shape + end;
    }

    private static IReadOnlyList<string> Note(DenseStage stage) => !stage.Transposed ? [] :
    [
        $"    {stage.Product.Target.Tensor.Name}[i] = {(stage.Start is null ? string.Empty : stage.Start.Name + "[i] + ")}sum over o of {stage.Input.Name}[o] * {stage.Weights.Name}[i, o]     (each input's share of the errors above it)",
        .. stage.Epilogue.Select(map => $"    {map.Target.Tensor.Name} = {Formula.Of(map.Value)}, in the store"),
    ];

    private static string BatchNote(Tiling tiling)
    {
        TileSize tile = CostModel.BatchTiles(tiling)[0];
        return tile.Rows == 1 ? SingleNote(tiling) : $"A tile of {Numbers.Count(tile.Rows, "sample")} x {Numbers.Count(tile.Vectors, "vector")} keeps {Numbers.Text(tile.Rows * tile.Vectors * tile.Sums)} sums in registers while the weights stream past once{PartialSums(tiling)}.";
    }

    private static string SingleNote(Tiling tiling) =>
        $"{Numbers.Count(tiling.Vectors, "vector")} of sums {(tiling.Vectors == 1 ? "stays" : "stay")} in registers while the weights stream past once{PartialSums(tiling)}."
        + (tiling.Straight ? string.Empty : $" Not straight-line: {Numbers.Grouped(tiling.Operations)} vector multiply-adds would not fit the instruction cache.");

    private static string InlineNote(Tiling tiling) => $"Straight-line: {Numbers.Count(tiling.Operations, "vector multiply-add")}{PartialSums(tiling)}.";

    private static string PartialSums(Tiling tiling) => tiling.Sums == 1 ? string.Empty : $", {Numbers.Text(tiling.Sums)} partial sums an output";

    private string Parameters(DenseStage stage, DenseEpilogue epilogue, string input, string weights)
    {
        List<string> parameters = [input, weights];
        if (stage.Start is not null)
            parameters.Add($"ref {_number} start");
        parameters.Add($"ref {_number} output");
        parameters.AddRange(epilogue.Fields.Select(field => field.Declaration(_number, asValue: false)));
        return string.Join(", ", parameters);
    }

    private void WriteOne(CodeWriter code, string name, DenseStage stage, Tiling tiling, string store, DenseEpilogue epilogue)
    {
        code.Line($"/// <summary>{Numbers.Text(stage.Inputs)} -> {Numbers.Text(stage.Units)} for one sample. Weights may be flat or in panels: the strides say which.</summary>".Replace("->", "-&gt;"));
        code.Line("[MethodImpl(Kernel.Options)]");
        using (code.Block($"private static void {name}({Parameters(stage, epilogue, $"ref {_number} input", $"ref {_number} weights, nint weightStep, nint panelStride")})"))
        {
            if (MatrixKernels.Serve(stage))
            {
                code.Line(_matrices.One(stage, tiling, epilogue.NewStore(store)));
                return;
            }

            void Body(int vectors) => Tile(stage, new TileSize(1, vectors, tiling.Sums), epilogue.NewStore(store), "0", "weightStep", "panelStride").Write(code, _number);
            Passes(
                code,
                stage,
                tiling,
                vectors =>
                {
                    code.Line("const nint unit = 0;");
                    Body(vectors);
                },
                () =>
                {
                    string step = tiling.Vectors == 1 ? "VectorWidth" : $"{tiling.Vectors} * VectorWidth";
                    using (code.Block($"for (nint unit = 0; unit < {Literal.Of(stage.Units)}; unit += {step})"))
                        Body(tiling.Vectors);
                });
        }
    }

    /// <summary>The code for the usual number of vectors, and beside it that for vectors so wide that fewer of them hold all outputs.</summary>
    private void Passes(CodeWriter code, DenseStage stage, Tiling tiling, Action<int> fewer, Action usual)
    {
        Tiling pass = CostModel.OnePass(tiling, stage.Units, precision).First();
        if (pass.Vectors == tiling.Vectors)
        {
            usual();
            return;
        }

        code.Line(FewerNote);
        using (code.Block($"if ({Covers(pass.Vectors, stage)})"))
            fewer(pass.Vectors);
        using (code.Block("else"))
            usual();
    }

    /// <summary>Whether so many vectors hold all outputs, as C#. A constant to the JIT compiler, which drops the branches not taken unread.</summary>
    private string Covers(int vectors, DenseStage stage) =>
        $"{(vectors == 1 ? string.Empty : vectors + " * ")}Vector<{_number}>.Count >= {Literal.Of(stage.Units)}";

    private static TileKernel Tile(DenseStage stage, TileSize size, string store, string inputRow, string weightStep, string panelStride) => new(
        size,
        inputRow,
        "1",
        weightStep,
        panelStride,
        stage.Start is null ? TileStart.Zero : stage.StartsFromRows ? TileStart.Rows : TileStart.Bias,
        Literal.Of(CostModel.Padded(stage.Units)),
        Literal.Of(CostModel.Padded(stage.Units)),
        Literal.Of(stage.Inputs),
        store);

    /// <summary>One sample without a loop over the inputs, weights in panels; the body of a block that names its operands.</summary>
    private void Straight(CodeWriter code, Registers registers, DenseStage stage, Tiling tiling, DenseEpilogue epilogue, string store, string single)
    {
        if (registers.Holds(stage.Stored[0]))
        {
            code.Line(stage.Start is null ? "const int panel0 = 0;" : "const int unit0 = 0, panel0 = 0;");
            Sums(code, registers, stage, tiling, _short);
            string sum = Tree(tiling, 0, 0, tiling.Sums);
            if (tiling.Sums > 1 && stage.Epilogue.Count > 0)
            {
                code.Line($"{_short.Type} sum = {sum};");
                sum = "sum";
            }

            Dictionary<Tensor, string> values = epilogue.Values(code, _short, sum, tensor => registers.Holds(tensor) ? Registers.Name(tensor) : null);
            foreach (Tensor stored in stage.Stored)
                code.Line($"{Registers.Name(stored)} = {values[stored]};");
            return;
        }

        Tiling[] passes = CostModel.OnePass(tiling, stage.Units, precision).ToArray();
        if (passes.Length > 1)
            code.Line(FewerNote);
        string condition = "if";
        foreach (Tiling pass in passes)
        {
            using (code.Block($"{condition} ({Covers(pass.Vectors, stage)})"))
                OnePass(code, registers, stage, pass, store);
            condition = "else if";
        }

        // Narrow vectors need several passes, and there the loop is as good.
        using (code.Block("else"))
        {
            if (registers.Holds(stage.Input))
            {
                code.Line($"Unsafe.SkipInit(out {_short.Type} row);");
                code.Line($"row = {Registers.Name(stage.Input)};");
                code.Line($"ref {_number} input = ref Unsafe.As<{_short.Type}, {_number}>(ref row);");
            }

            code.Line($"{single};");
        }
    }

    /// <summary>All outputs of one sample at once, as many vectors of them as the tiling says.</summary>
    private void OnePass(CodeWriter code, Registers registers, DenseStage stage, Tiling tiling, string store)
    {
        int width = CostModel.Padded(stage.Units);
        for (int v = 0; v < tiling.Vectors; v++)
        {
            string unit = v == 0 ? "0" : $"Math.Min({(v == 1 ? string.Empty : v + " * ")}VectorWidth, {Literal.Of(width)} - VectorWidth)";
            string panel = width == CostModel.Lanes || v == 0 ? $"unit{v}" : $"Panels.Offset(unit{v}, {Literal.Of(stage.Inputs * CostModel.Lanes)})";
            code.Line($"nint unit{v} = {unit}, panel{v} = {panel};");
        }

        Sums(code, registers, stage, tiling, _dialect);
        for (int v = 0; v < tiling.Vectors; v++)
            code.Line($"{store}.Store({Tree(tiling, v, 0, tiling.Sums)}, ref Unsafe.Add(ref output, unit{v}));");
    }

    private static void Sums(CodeWriter code, Registers registers, DenseStage stage, Tiling tiling, VectorDialect dialect)
    {
        HashSet<string> begun = [];
        for (int i = 0; i < stage.Inputs; i++)
        {
            int k = i % tiling.Sums;
            string input = registers.Holds(stage.Input) ? Registers.Element(stage.Input, i) : i == 0 ? "input" : $"Unsafe.Add(ref input, {Literal.Of(i)})";
            code.Line($"{(i == 0 ? dialect.Type + " " : string.Empty)}value = {dialect.Spread(input)};");
            for (int v = 0; v < tiling.Vectors; v++)
            {
                string total = Total(tiling, v, k);
                string offset = i == 0 ? $"panel{v}" : $"{Literal.Of(i * CostModel.Lanes)} + panel{v}";
                string previous = begun.Contains(total) ? total : k > 0 || stage.Start is null ? dialect.Number(0)
                    : registers.Holds(stage.Start) ? Registers.Name(stage.Start) : $"{dialect.Family}.LoadUnsafe(ref Unsafe.Add(ref start, unit{v}))";
                code.Line($"{(begun.Add(total) ? dialect.Type + " " : string.Empty)}{total} = {dialect.Family}.FusedMultiplyAdd(value, {dialect.Family}.LoadUnsafe(ref Unsafe.Add(ref weights, {offset})), {previous});");
            }
        }
    }

    private static string Total(Tiling tiling, int v, int k) => $"total{v}" + (tiling.Sums > 1 ? $"_{k}" : string.Empty);

    /// <summary>The partial sums joined as every schedule joins them.</summary>
    private static string Tree(Tiling tiling, int v, int first, int count) => count == 1 ? Total(tiling, v, first)
        : count == 2 ? $"{Total(tiling, v, first)} + {Total(tiling, v, first + 1)}"
        : $"({Tree(tiling, v, first, count / 2)}) + ({Tree(tiling, v, first + (count / 2), count / 2)})";

    private void WriteRows(CodeWriter code, string name, DenseStage stage, Tiling tiling, string store, DenseEpilogue epilogue, string single, int inputRow)
    {
        IReadOnlyList<TileSize> tiles = CostModel.BatchTiles(tiling);
        int smallest = tiles[tiles.Count - 1].Rows;
        int width = CostModel.Padded(stage.Units), panel = stage.Inputs * CostModel.Lanes;
        string[] start = stage.Start is null ? [] : [stage.StartsFromRows ? $"ref Unsafe.Add(ref start, sample * {Literal.Of(width)})" : "ref start"];
        code.Line($"/// <summary>{Numbers.Text(stage.Inputs)} -&gt; {Numbers.Text(stage.Units)} for a batch, weights in panels.</summary>");
        code.Line("[MethodImpl(Kernel.Options)]");
        using (code.Block($"private static void {name}({Parameters(stage, epilogue, $"ref {_number} input", $"ref {_number} weights")}, nint samples)"))
        {
            using (code.Block($"if (samples < {Literal.Of(smallest)})"))
            {
                string arguments = string.Join(", ",
                    new[] { $"ref Unsafe.Add(ref input, sample * {Literal.Of(inputRow)})", $"ref weights, {Literal.Of(CostModel.Lanes)}, {Literal.Of(panel)}" }
                    .Concat(start)
                    .Concat([$"ref Unsafe.Add(ref output, sample * {Literal.Of(width)})"])
                    .Concat(epilogue.Fields.Select(field => field.Argument)));
                code.Line("for (nint sample = 0; sample < samples; sample++)");
                code.Line($"    {single}({arguments});");
                code.Line("return;");
            }

            code.Line();
            string step = tiles[0].Vectors == 1 ? "VectorWidth" : $"{tiles[0].Vectors} * VectorWidth";
            using (code.Block($"for (nint unit = 0; unit < {Literal.Of(stage.Units)}; unit += {step})"))
            {
                code.Line("nint sample = 0;");
                string Call(TileSize tile)
                {
                    if (MatrixKernels.Serve(stage))
                        return _matrices.Tile(stage, tile, $"ref Unsafe.Add(ref input, sample * {Literal.Of(inputRow)})", inputRow, start.FirstOrDefault(), $"ref Unsafe.Add(ref output, sample * {Literal.Of(width)})", epilogue.NewStore(store));
                    string method = pool.Add($"{Title(stage)}Tile{tile}", (inner, tileName) => WriteTile(inner, tileName, stage, tiling, tile, store, epilogue, inputRow, panel));
                    string arguments = string.Join(", ",
                        new[] { $"ref Unsafe.Add(ref input, sample * {Literal.Of(inputRow)})", "ref weights" }
                        .Concat(start)
                        .Concat([$"ref Unsafe.Add(ref output, sample * {Literal.Of(width)})"])
                        .Concat(epilogue.Fields.Select(field => field.Argument)));
                    return $"{method}({arguments}, unit);";
                }

                code.Line($"for (; sample <= samples - {Literal.Of(tiles[0].Rows)}; sample += {Literal.Of(tiles[0].Rows)})");
                code.Line("    " + Call(tiles[0]));
                TileSize rest = tiles[tiles.Count - 1];
                if (rest.Rows == 1)
                    return;
                code.Line("// The last tile overlaps the one before it: the same numbers once more, and no smaller tile.");
                using (code.Block($"for (; sample < samples; sample += {Literal.Of(rest.Rows)})"))
                {
                    code.Line($"sample = Math.Min(sample, samples - {Literal.Of(rest.Rows)});");
                    code.Line(Call(rest));
                }
            }
        }
    }

    private void WriteTile(CodeWriter code, string name, DenseStage stage, Tiling tiling, TileSize tile, string store, DenseEpilogue epilogue, int inputRow, int panel)
    {
        void Body(int vectors) => Tile(stage, tile with { Vectors = vectors }, epilogue.NewStore(store), Literal.Of(inputRow), Literal.Of(CostModel.Lanes), Literal.Of(panel)).Write(code, _number);

        code.Line($"/// <summary>{Numbers.Text(stage.Inputs)} -&gt; {Numbers.Text(stage.Units)} for {Numbers.Count(tile.Rows, "sample")} and {Numbers.Count(tile.Vectors, "vector")} of outputs{(tile.Sums > 1 ? $", {Numbers.Text(tile.Sums)} partial sums each" : string.Empty)}: {Numbers.Text(tile.Rows * tile.Vectors * tile.Sums)} totals in registers.</summary>");
        code.Line("[MethodImpl(Kernel.Options)]");
        using (code.Block($"private static void {name}({Parameters(stage, epilogue, $"ref {_number} input", $"ref {_number} weights")}, nint unit)"))
        {
            if (tile.Vectors == tiling.Vectors)
                Passes(code, stage, tiling, Body, () => Body(tile.Vectors));
            else
                Body(tile.Vectors);
        }
    }

}
