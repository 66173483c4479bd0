using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>Writes reads and sums at places that each sample tells for itself: lane by lane.</summary>
internal sealed class LaneGatherWriter(MethodPool pool, Precision precision)
{
    private readonly ScalarDialect _scalars = new(precision);

    public SegmentCall Write(LoopStage stage) => stage.Statement switch
    {
        Gather gather => Gather(stage, gather),
        Scatter { Target.Tensor.Role: TensorRole.ParameterGradient } scatter => Scatter(stage, scatter),
        _ => throw new InvalidOperationException($"{stage.Statement.GetType().Name} has no form with samples in lanes."),
    };

    private SegmentCall Gather(LoopStage stage, Gather gather)
    {
        LaneMethod method = Method(gather);
        CodeWriter code = new();
        Rows(method, code, gather, gather.Along, gather.Index, () =>
        {
            string source = gather.Source.Tensor.PerSample ? Lane(method, gather.Source, gather.Along) : Strides.Element(method.Use(gather.Source.Tensor), Offset(gather.Source, gather.Along));
            code.Line($"{Lane(method, gather.Target, null)} {(gather.Accumulate ? "+=" : "=")} {source};");
        });
        return method.Finish(stage, Title(gather) + "Gather", "Reads where each sample tells.", code);
    }

    private SegmentCall Scatter(LoopStage stage, Scatter scatter)
    {
        LaneMethod method = Method(scatter);
        CodeWriter code = new();
        string sums = method.Use(scatter.Target.Tensor);
        if (!scatter.Accumulate)
        {
            using (code.Block($"for (nint element = 0; element < {method.Size("elements", scatter.Target.Tensor.Size)}; element++)"))
                code.Line($"{method.Dialect.Number(0)}.StoreUnsafe(ref Unsafe.Add(ref {sums}, element * Lanes.Count));");
        }

        Rows(method, code, scatter, scatter.Along, scatter.Index, () =>
            code.Line($"{Strides.Element(sums, $"({Offset(scatter.Target, scatter.Along)}) * Lanes.Count + lane")} += {Lane(method, scatter.Source, null)};"));
        return method.Finish(stage, Title(scatter) + "Scatter", "Adds up where each sample tells, a sample in each lane.", code) with { Summed = scatter.Target.Tensor };
    }

    private LaneMethod Method(Statement statement)
    {
        LaneMethod method = new(precision, pool);
        method.Reserve(statement.Axes.Append(new Axis("lane", 1)).Append(new Axis("row", 1)));
        return method;
    }

    /// <summary>The loops: the axes that the index depends on, the lanes, then the rest.</summary>
    private void Rows(LaneMethod method, CodeWriter code, Statement statement, Axis along, Expression index, Action body)
    {
        Axis[] axes = [.. statement.Axes.Where(axis => !axis.Equals(along))];
        Axis[] outer = [.. axes.Where(axis => index.Reads.Any(read => read.Axes.Contains(axis)) || index.DependsOn(axis))];
        method.Loops(code, outer, () =>
        {
            using (code.Block("for (nint lane = 0; lane < VectorWidth; lane++)"))
            {
                ExpressionPrinter printer = new(_scalars, access => Lane(method, access, null), method.New);
                string text = printer.Print(index);
                foreach (string declaration in printer.Declarations)
                    code.Line(declaration);
                code.Line($"nint row = Math.Clamp((nint)({text}), 0, {method.Size("rows", along.Extent)} - 1);");
                method.Loops(code, axes.Except(outer), body);
            }
        });
    }

    private static string Lane(LaneMethod method, Access access, Axis? along)
    {
        string offset = Offset(access, along);
        return Strides.Element(method.Use(access.Tensor), offset == "0" ? "lane" : $"({offset}) * VectorWidth + lane");
    }

    /// <summary>Where an element lies, with the row in place of <paramref name="along"/>. An axis of extent 1 has no loop, and so no variable.</summary>
    private static string Offset(Access access, Axis? along)
    {
        bool Counts(Axis axis) => axis.Extent > 1 || axis.Equals(along);
        Access counted = access with { Indices = access.Indices.Select(index => index with { Terms = index.Terms.Where(term => Counts(term.Axis)).ToEquatableArray() }).ToEquatableArray() };
        return Indexing.Offset(counted, along, along is null ? null : "row");
    }

    private static string Title(Statement statement) => NameScope.Title(statement.Target.Tensor);
}
