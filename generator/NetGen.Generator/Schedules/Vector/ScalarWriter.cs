using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>Writes any statement as plain loops over its axes, sample by sample.</summary>
internal sealed class ScalarWriter(MethodPool pool, Precision precision, Frame frame)
{
    private readonly ScalarDialect _dialect = new(precision);

    public StageCall Write(ScalarStage stage)
    {
        Statement statement = stage.Statement;
        NameScope names = new();
        List<Operand> operands = [];
        string number = _dialect.Scalar;
        bool gradient = statement.Target.Tensor.Role == TensorRole.ParameterGradient;

        string Use(Tensor tensor)
        {
            if (operands.All(operand => operand.Tensor != tensor))
            {
                operands.Add(new Operand(
                    tensor.Role == TensorRole.Parameter ? OperandKind.Parameter : tensor.Role == TensorRole.ParameterGradient ? OperandKind.Gradient : OperandKind.Rows, tensor));
                if (tensor.Role is not (TensorRole.Parameter or TensorRole.ParameterGradient or TensorRole.Input or TensorRole.Target))
                    frame.Add(tensor);
            }

            return names.Of(tensor) + "Rows";
        }

        string Element(Access access, Axis? along = null, string? index = null)
        {
            string offset = Indexing.Offset(access, along, index);
            string name = Use(access.Tensor);
            if (access.Tensor.PerSample)
                offset = Indexing.Join(access.Tensor.Extents.Count == 0 ? "sample" : $"sample * {Literal.Of(CostModel.Padded(access.Tensor.Size))}", offset);
            return offset == "0" ? name : $"Unsafe.Add(ref {name}, {offset})";
        }

        CodeWriter body = new();
        using (body.Block("for (nint sample = 0; sample < samples; sample++)"))
            Write(statement, body, Element, names);

        string title = gradient ? "Sum" + NetworkProgramName(statement) : NetworkProgramName(statement) + "Loops";
        string method = pool.Add(title, (code, name) =>
        {
            code.Line("/// <summary>Plain loops: no faster form fits this statement.</summary>");
            code.Line("[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]");
            using (code.Block($"private static void {name}({string.Join(", ", operands.Select(operand => $"ref {number} {Use(operand.Tensor)}"))}, nint samples)"))
            {
                foreach (string line in body.ToString().TrimEnd('\n').Split('\n'))
                    code.Line(line);
            }
        });
        return new StageCall(stage, method, null, operands, [$"    {statement.Target} from {string.Join(", ", statement.Reads.Select(read => read.ToString()))}, in plain loops: no faster form fits."], [], null);
    }

    private static string NetworkProgramName(Statement statement) =>
        Graph.NetworkProgram.Pascal(NameScope.Kind(statement.Target.Tensor.Name).TrimStart('@'));

    private void Write(Statement statement, CodeWriter code, Func<Access, Axis?, string?, string> element, NameScope names)
    {
        string number = _dialect.Scalar;
        string Value(Expression expression)
        {
            ExpressionPrinter printer = new(_dialect, access => element(access, null, null), wish => names.New(wish), table => pool.Add(table.Name, (text, name) => text.Line(_dialect.TableOf(name, table))));
            string text = printer.Print(expression);
            foreach (string declaration in printer.Declarations)
                code.Line(declaration);
            return text;
        }

        // A fold starts from its neutral element, and a gradient from what is there.
        bool perSample = statement.Target.Tensor.PerSample;
        Axis[] kept = statement.Target.Axes.ToArray();
        switch (statement)
        {
            case Map map:
                Loops(code, map.Axes, () => code.Line($"{element(map.Target, null, null)} {(map.Accumulate ? "+=" : "=")} {Value(map.Value)};"));
                break;
            case Contraction product:
                if (perSample && !product.Accumulate)
                    Loops(code, kept, () => code.Line($"{element(product.Target, null, null)} = {_dialect.Number(0)};"));
                Loops(code, product.Axes, () => code.Line($"{element(product.Target, null, null)} = {number}.FusedMultiplyAdd({element(product.Left, null, null)}, {element(product.Right, null, null)}, {element(product.Target, null, null)});"));
                break;
            case Reduce { Folding: Folding.Sum } sum:
                if (perSample && !sum.Accumulate)
                    Loops(code, kept, () => code.Line($"{element(sum.Target, null, null)} = {_dialect.Number(0)};"));
                Loops(code, sum.Axes, () => code.Line($"{element(sum.Target, null, null)} += {Value(sum.Value)};"));
                break;
            case Reduce { Folding: Folding.Place } place:
                Loops(code, kept, () =>
                {
                    code.Line($"{number} largest = {number}.NegativeInfinity, place = 0;");
                    Loops(code, place.Folded, () =>
                    {
                        code.Line($"{number} candidate = {Value(place.Value)};");
                        // NaN is larger than all, so that the place is where the maximum comes from.
                        using (code.Block($"if (candidate > largest || ({number}.IsNaN(candidate) && !{number}.IsNaN(largest)))"))
                        {
                            code.Line("largest = candidate;");
                            code.Line($"place = {Value(place.PlaceOfAxes)};");
                        }
                    });
                    code.Line($"{element(place.Target, null, null)} = place;");
                });
                break;
            case Reduce maximum:
                Loops(code, kept, () =>
                {
                    code.Line($"{number} largest = {number}.NegativeInfinity;");
                    Loops(code, maximum.Folded, () => code.Line($"largest = Math.Max(largest, {Value(maximum.Value)});"));
                    code.Line($"{element(maximum.Target, null, null)} = largest;");
                });
                break;
            case Pad pad:
                Axis at = new("at", pad.Target.Tensor.Size);
                Loops(code, [at], () => code.Line($"{element(Access.Of(pad.Target.Tensor, at), null, null)} = {_dialect.Number(pad.Fill)};"));
                Loops(code, pad.Axes, () => code.Line($"{element(pad.Target, null, null)} = {element(pad.Source, null, null)};"));
                break;
            case Gather gather:
                Loops(code, gather.Axes.Where(axis => !axis.Equals(gather.Along)), () => code.Line($"{element(gather.Target, null, null)} {(gather.Accumulate ? "+=" : "=")} {element(gather.Source, gather.Along, $"(nint)({Value(gather.Index)})")};"));
                break;
            case Scatter scatter:
                Loops(code, scatter.Axes.Where(axis => !axis.Equals(scatter.Along)), () => code.Line($"{element(scatter.Target, scatter.Along, $"(nint)({Value(scatter.Index)})")} += {element(scatter.Source, null, null)};"));
                break;
        }
    }

    private static void Loops(CodeWriter code, IEnumerable<Axis> axes, Action body)
    {
        Axis[] remaining = axes.ToArray();
        if (remaining.Length == 0)
        {
            body();
            return;
        }

        using (code.Block($"for (nint {remaining[0].Name} = 0; {remaining[0].Name} < {Numbers.Text(remaining[0].Extent)}; {remaining[0].Name}++)"))
            Loops(code, remaining.Skip(1), body);
    }
}
