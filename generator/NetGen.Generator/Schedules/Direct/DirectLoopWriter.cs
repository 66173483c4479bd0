using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Lanes;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>Writes any other statement for one sample: a loop nest with vectors along an axis whose elements are neighbours everywhere.</summary>
internal sealed class DirectLoopWriter(MethodPool pool, Precision precision)
{
    /// <summary>Folds of at most this many values are written out.</summary>
    private const int LargestUnrolledFold = 16;

    /// <summary>Cycles to move a number to its place in a transposed matrix, one by one.</summary>
    private const double TranspositionCycles = 1;

    /// <summary>The same where the matrix has three columns, in vectors.</summary>
    private const double ColourCycles = 0.25;

    /// <summary>Cycles to load every second number: two vectors, and shuffles to join them.</summary>
    private const double AlternateCycles = 4;

    /// <summary>Cycles to begin a copy of a row.</summary>
    private const double CopyCycles = 10;

    /// <summary>Whether a statement has such an axis.</summary>
    public static bool Fits(Statement statement) => statement is Pad || IsTransposition(statement)
        || (!statement.Accumulate && statement.Target.CoversOnce && statement is (Map or Reduce { Folding: not Folding.Place }) && Along(statement) is not null);

    /// <summary>Whether maps have such an axis in common. Sums that go on from what is there cannot be computed twice, and what is stored too much must not meet other results.</summary>
    public static bool Fits(MapsStage stage) => Along(stage) is not null;

    /// <summary>What a statement that fits takes, estimated: loads and stores of vectors, and copies of rows.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="lanes">Numbers in a vector of 256 bits.</param>
    public static double Cycles(Statement statement, int lanes)
    {
        static int Places(IEnumerable<Axis> axes) => axes.Aggregate(1, (count, axis) => count * axis.Extent);
        if (IsTransposition(statement))
            return statement.Target.Tensor.Size * (statement.Axes[0].Extent == 3 && lanes == 8 ? ColourCycles : TranspositionCycles);
        if (statement is Pad pad)
            return (2.0 * pad.Target.Tensor.Size / lanes) + (CopyCycles * Places(Runs(pad, new Strides(pad.Target), new Strides(pad.Source)).Axes));
        Axis along = Along(statement)!;
        return (double)Places(statement.Axes) / along.Extent * ((along.Extent + lanes - 1) / lanes) * (1 + statement.Reads.Sum(read => new Strides(read)[along] > 1 ? AlternateCycles : 1));
    }

    /// <summary>Maps over the same axes as one loop.</summary>
    public SegmentCall Write(MapsStage stage)
    {
        DirectMethod method = new(precision, pool);
        Axis along = Along(stage)!;
        method.Reserve(stage.Maps[0].Axes.Append(stage.Time).OfType<Axis>());
        CodeWriter code = new();
        Size width = method.Count(along);
        method.Loops(code, stage.Maps[0].Axes.Where(axis => axis != along), () =>
        {
            using (code.Block($"for (nint unit = 0; unit < {width}; unit += VectorWidth)"))
            {
                code.Line($"nint at = Math.Max(0, Math.Min(unit, {width} - VectorWidth));");
                MapChain.Write(code, method, stage, new MapPlace(read => method.Load(read, along, "at"), access =>
                    "ref " + Strides.Element(method.Use(access.Tensor), method.StridesOf(access).Text(new Dictionary<Axis, int>(method.Places) { [along] = 0 }, tail: "at"))));
            }
        });
        return method.Finish(stage, MapChain.Title(stage) + "Single", $"{Summary.Of(stage.Maps)}, for one sample.", code);
    }

    /// <summary>The method of a statement that fits.</summary>
    public SegmentCall Write(LoopStage stage)
    {
        Statement statement = stage.Statement;
        DirectMethod method = new(precision, pool);
        method.Reserve(statement.Axes.Append(stage.Time).OfType<Axis>());
        CodeWriter code = new();
        if (statement is Pad pad)
        {
            Pad(method, code, pad);
        }
        else if (IsTransposition(statement))
        {
            (Axis column, Axis row) = (statement.Axes[0], statement.Axes[1]);
            code.Line($"Panels.Transpose(ref {method.Use(statement.Reads.Single().Tensor)}, {method.Size("rows", row.Extent).ToInt()}, {method.Size("columns", column.Extent).ToInt()}, ref {method.Use(statement.Target.Tensor)});");
        }
        else
        {
            Loops(method, code, statement, Along(statement)!);
        }

        string kind = NameScope.Title(statement.Target.Tensor);
        return method.Finish(stage, kind + "Single", IsTransposition(statement) ? "Columns become rows, for one sample." : $"{Summary.Of(statement)}, for one sample.", code);
    }

    /// <summary>The method of any statement, number by number.</summary>
    public SegmentCall WriteNumbers(LoopStage stage)
    {
        DirectMethod method = new(precision, pool);
        method.Reserve(stage.Statement.Axes);
        CodeWriter code = new();
        new ScalarLoops(pool, precision).Write(
            stage.Statement,
            code,
            (access, along, index) => Strides.Element(method.Use(access.Tensor), Indexing.Offset(access, along, index)),
            new NameScope());
        return method.Finish(stage, NameScope.Title(stage.Statement.Target.Tensor) + "Numbers", $"{Summary.Of(stage.Statement)}, in plain loops: no vector form fits.", code);
    }

    /// <summary>Whether a statement makes rows of columns: an image pixel by pixel to planes, or back.</summary>
    public static bool IsTransposition(Statement statement) => statement is Map { Accumulate: false, Value: Read { Access: var source }, Target: var target, Axes: { Count: 2 } axes }
        && new Strides(target) is var to && new Strides(source) is var from && target.CoversOnce
        && to[axes[1]] == 1 && to[axes[0]] == axes[1].Extent && from[axes[0]] == 1 && from[axes[1]] == axes[0].Extent;

    /// <summary>
    /// An axis along which the target has neighbours, and every operand neighbours or one number; or every second number, where rows are so
    /// long that what is read behind the last one lies within the room behind each tensor.
    /// </summary>
    private static Axis? Along(Statement statement)
    {
        Strides target = new(statement.Target);
        Strides[] reads = statement.Reads.Select(read => new Strides(read)).ToArray();
        Expression value = statement is Map map ? map.Value : ((Reduce)statement).Value;
        Axis? Within(int most) => statement.Axes.FirstOrDefault(axis => target[axis] == 1 && reads.All(read => read[axis] >= 0 && read[axis] <= most) && !value.DependsOn(axis));
        return Within(1) ?? (Within(2) is { } axis && 2 * axis.Extent > CostModel.Lanes ? axis : null);
    }

    private static Axis? Along(MapsStage stage) => stage.Maps[0].Axes.FirstOrDefault(axis => stage.Maps.All(map =>
        !map.Accumulate && (map.Target.CoversOnce || !stage.Stored.Contains(map.Target.Tensor)) && new Strides(map.Target)[axis] == 1 && map.Reads.All(read => new Strides(read)[axis] is 0 or 1) && !map.Value.DependsOn(axis)));

    private static void Loops(DirectMethod method, CodeWriter code, Statement statement, Axis along)
    {
        Strides target = method.StridesOf(statement.Target);
        Axis[] outer = statement.Axes.Where(axis => axis != along && target[axis] != 0).OrderByDescending(axis => target[axis]).ToArray();
        Axis[] folded = statement.Axes.Where(axis => axis.Extent > 1 && target[axis] == 0).ToArray();
        Size width = method.Count(along);
        method.Loops(code, outer, () =>
        {
            using (code.Block($"for (nint unit = 0; unit < {width}; unit += VectorWidth)"))
            {
                code.Line($"nint at = Math.Max(0, Math.Min(unit, {width} - VectorWidth));");
                string store = Strides.Element(method.Use(statement.Target.Tensor), target.Text(new Dictionary<Axis, int>(method.Places) { [along] = 0 }, tail: "at"));
                string Read(Access access) => method.Load(access, along, "at");
                if (statement is Map map)
                {
                    string value = method.Value(code, map.Value, Read);
                    code.Line($"({value}).StoreUnsafe(ref {store});");
                    return;
                }

                Reduce reduce = (Reduce)statement;
                bool sum = reduce.Folding == Folding.Sum;
                string total = method.New(sum ? "total" : "best");
                code.Line($"{method.Vector} {total} = {method.Dialect.Number(sum ? 0 : double.NegativeInfinity)};");
                void Step()
                {
                    using (code.Block())
                    {
                        string value = method.Value(code, reduce.Value, Read);
                        code.Line(sum ? $"{total} += {value};" : $"{total} = Vector.Max({total}, {value});");
                    }
                }

                if (folded.Aggregate(1, (product, axis) => product * axis.Extent) <= LargestUnrolledFold)
                    method.Unroll(folded, Step);
                else
                    method.Loops(code, folded, Step);
                code.Line($"{total}.StoreUnsafe(ref {store});");
            }
        });
    }

    /// <summary>A border: all of the target is filled, then the source's rows are copied to their places.</summary>
    private static void Pad(DirectMethod method, CodeWriter code, Pad pad)
    {
        string to = method.Use(pad.Target.Tensor), from = method.Use(pad.Source.Tensor);
        Strides target = method.StridesOf(pad.Target), source = method.StridesOf(pad.Source);
        code.Line($"MemoryMarshal.CreateSpan(ref {to}, {method.Size("elements", pad.Target.Tensor.Size).ToInt()}).Fill({Literal.Of(pad.Fill, method.Number == "double" ? Precision.Double : Precision.Single)});");
        (Axis[] axes, int run, Axis[] within) = Runs(pad, target, source);
        string length = method.Size("run", run).ToInt();
        Dictionary<Axis, int> inside = within.ToDictionary(axis => axis, _ => 0);
        method.Loops(code, axes, () => code.Line(
            $"MemoryMarshal.CreateReadOnlySpan(ref {Strides.Element(from, source.Text(inside))}, {length}).CopyTo(MemoryMarshal.CreateSpan(ref {Strides.Element(to, target.Text(inside))}, {length}));"));
    }

    /// <summary>The rows that a border is put around: the axes that count them, their length, and the axes within them. Axes at whose end both sides go on without a gap are one row.</summary>
    private static (Axis[] Axes, int Run, Axis[] Within) Runs(Pad pad, Strides target, Strides source)
    {
        Axis[] axes = [.. pad.Axes.Where(axis => axis.Extent > 1).OrderByDescending(axis => target[axis])];
        int run = 1, count = axes.Length;
        while (count > 0 && target[axes[count - 1]] == run && source[axes[count - 1]] == run)
            run *= axes[--count].Extent;
        return ([.. axes.Take(count)], run, [.. axes.Skip(count)]);
    }
}
