using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Writes statements as loop nests, sample by sample: vectors along one axis, and what is left of it number by number, so that nothing
/// beside the axis is read or written.
/// </summary>
internal sealed class NestWriter(MethodPool pool, Precision precision, Frame frame)
{
    public StageCall Write(NestStage stage)
    {
        Statement statement = stage.Statement;
        NestMethod method = new(pool, precision);
        CodeWriter code = new();
        using (code.Block("for (nint sample = 0; sample < samples; sample++)"))
        {
            CodeWriter body = new();
            Axis[] outer = [.. statement.Axes.Where(axis => axis != stage.Along && new Strides(statement.Target)[axis] != 0)];
            LoopNest.Write(body, outer, () => Element(method, body, stage));
            foreach (string row in method.Rows)
                code.Line(row);
            code.Line(body.ToString().TrimEnd('\n'));
        }

        string name = pool.Add(NameScope.Title(statement.Target.Tensor) + "Nest", (text, name) =>
        {
            text.Line($"/// <summary>{Summary.Of(statement)}, sample by sample{(stage.Along is null ? string.Empty : $", with vectors along {stage.Along.Name}")}.</summary>");
            text.Line("[MethodImpl(Kernel.Options)]");
            using (text.Block($"private static void {name}({method.Parameters}, nint samples)"))
                text.Line(code.ToString().TrimEnd('\n'));
        });
        return new StageCall(stage, name, null, method.Operands, [$"    {Note(statement)}"], [], null);
    }

    private void Element(NestMethod method, CodeWriter code, NestStage stage)
    {
        Axis? along = stage.Along;
        if (stage.Statement is Reduce fold && along is not null && new Strides(fold.Target)[along] == 0)
        {
            // Rows are folded sixteen numbers at a time, the last ones of which may lie behind the row.
            frame.ReadsBehind = true;
            string row = method.Element(((Read)fold.Value).Access, along);
            code.Line($"{method.Element(fold.Target)} {(fold.Accumulate ? "+=" : "=")} Lanes.{(fold.Folding == Folding.Sum ? "Sum" : "Peak")}(ref {row}, {Literal.Of(along.Extent)});");
            return;
        }

        if (along is null)
        {
            method.Number(code, stage.Statement);
            return;
        }

        code.Line($"nint {along.Name} = 0;");
        using (code.Block($"for (; {along.Name} <= {Literal.Of(along.Extent)} - VectorWidth; {along.Name} += VectorWidth)"))
            method.Vector(code, stage.Statement, along);
        if (along.Extent % CostModel.Lanes == 0)
            return;
        using (code.Block($"for (; {along.Name} < {Literal.Of(along.Extent)}; {along.Name}++)"))
            method.Number(code, stage.Statement);
    }

    private static string Note(Statement statement)
    {
        string sign = statement.Accumulate ? "+=" : "=";
        string Value(Expression value) => Formula.Of(value, (Access access) => access.ToString());
        return statement switch
        {
            Map map => $"{map.Target} {sign} {Value(map.Value)}",
            Reduce fold => $"{fold.Target} {sign} {(fold.Folding == Folding.Sum ? "sum" : "max")} over {string.Join(", ", fold.Folded.Where(axis => axis.Extent > 1).Select(axis => axis.Name))} of {Value(fold.Value)}",
            _ => throw new InvalidOperationException($"{statement.GetType().Name} is no loop nest."),
        };
    }
}
