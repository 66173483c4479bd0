using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>Any statement as loops over single numbers, with the functions of the vector code: the bits of one lane.</summary>
internal sealed class ScalarLoops(MethodPool pool, Precision precision)
{
    private readonly ScalarDialect _dialect = new(precision);

    /// <param name="statement">The statement.</param>
    /// <param name="code">Where it goes.</param>
    /// <param name="element">An element as C#; where an axis is given, with an index in its place.</param>
    /// <param name="names">The names of the method.</param>
    public void Write(Statement statement, CodeWriter code, Func<Access, Axis?, string?, string> element, NameScope names)
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

        // Within the tensor whatever the index is: the caller may have written to what it is read from.
        string Place(Expression index, Axis along) => $"Math.Clamp((nint)({Value(index)}), 0, {Literal.Of(along.Extent - 1)})";

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
                Loops(code, gather.Axes.Where(axis => !axis.Equals(gather.Along)), () => code.Line($"{element(gather.Target, null, null)} {(gather.Accumulate ? "+=" : "=")} {element(gather.Source, gather.Along, Place(gather.Index, gather.Along))};"));
                break;
            case Scatter scatter:
                Loops(code, scatter.Axes.Where(axis => !axis.Equals(scatter.Along)), () => code.Line($"{element(scatter.Target, scatter.Along, Place(scatter.Index, scatter.Along))} {(scatter.Replaces ? "=" : "+=")} {element(scatter.Source, null, null)};"));
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
