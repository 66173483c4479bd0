using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>
/// Writes any statement as a loop nest over its axes, a vector of samples at a time: whatever the statement does, all
/// lanes do the same.
/// </summary>
internal sealed class LaneLoopWriter(MethodPool pool, Precision precision)
{
    /// <summary>Folds of at most this many values are written out.</summary>
    private const int LargestUnrolledFold = 16;

    /// <summary>Rows of a bias gradient that add up side by side, because each sum waits for its last addition.</summary>
    private const int SumsAtOnce = 8;

    public SegmentCall Write(LoopStage stage)
    {
        Statement statement = stage.Statement;
        LaneMethod method = new(precision, pool);
        method.Reserve(statement.Axes.Append(stage.Time).OfType<Axis>());
        CodeWriter code = new();
        switch (statement)
        {
            case Map map:
                Map(method, code, map);
                break;
            case Pad pad:
                Pad(method, code, pad);
                break;
            case Mask mask:
                return Draw(stage, method, code, mask);
            case Reduce { Folding: Folding.Sum, Target.Tensor.PerSample: false } sum:
                SumOverSamples(method, code, sum);
                break;
            case Reduce reduce:
                Fold(method, code, reduce, reduce.Folding, reduce.Value, stage.Maximum);
                break;
            case Contraction product:
                Fold(method, code, product, Folding.Sum, new Read(product.Left) * new Read(product.Right), maximum: null);
                break;
            default:
                throw new InvalidOperationException($"{statement.GetType().Name} has no form with samples in lanes.");
        }

        string kind = NameScope.Title(statement.Target.Tensor);
        return method.Finish(stage, kind + "Lanes", $"{Summary.Of(statement)}, a sample in each lane.", code)
            with { Summed = statement.Target.Tensor.PerSample ? null : statement.Target.Tensor };
    }

    /// <summary>Maps over the same axes as one loop.</summary>
    public SegmentCall Write(MapsStage stage)
    {
        LaneMethod method = new(precision, pool);
        method.Reserve(stage.Maps[0].Axes.Append(stage.Time).OfType<Axis>());
        CodeWriter code = new();
        method.Loops(code, stage.Maps[0].Axes, () => MapChain.Write(code, method, stage, new MapPlace(method.Load, method.Address)));
        return method.Finish(stage, MapChain.Title(stage) + "Lanes", $"{Summary.Of(stage.Maps)}, a sample in each lane.", code);
    }

    private static SegmentCall Draw(LoopStage stage, LaneMethod method, CodeWriter code, Mask mask)
    {
        string number = method.Number;
        code.Line($"DropoutMask.Draw(context, {Literal.Of(mask.Layer)}, {Literal.Of(mask.Before)}, MaskElements, {Literal.Of(mask.Rate)}, first, samples, {Literal.Of(mask.Target.Tensor.Size)}, ref {method.Use(mask.Target.Tensor)});");
        return method.Finish(
            stage,
            NameScope.Title(mask.Target.Tensor) + "Lanes",
            $"Drops elements with the probability {Numbers.Text(mask.Rate)} and scales the others up.",
            code,
            $", in TrainingContext<{number}> context, nint first, nint samples") with { Rest = ", context, first, samples" };
    }

    private static void Map(LaneMethod method, CodeWriter code, Map map)
    {
        // Where an operand is read again and again along some axes, those are written out around one load of it.
        Access[] operands = [.. map.Reads.Where(read => read.Tensor.PerSample)];
        Axis[] repeated = [.. map.Axes.Where(axis => axis.Extent > 1 && operands.Any(read => !read.Axes.Contains(axis)))];
        if (repeated.Aggregate(1, (product, axis) => product * axis.Extent) > LargestUnrolledFold)
            repeated = [];
        method.Loops(code, ContiguousLast(map.Axes.Except(repeated), map.Target), () =>
        {
            Dictionary<Access, string> loaded = [];
            foreach (Access read in operands.Where(read => repeated.Length > 0 && !read.Axes.Intersect(repeated).Any()))
            {
                loaded.Add(read, method.New(NameScope.Kind(read.Tensor.Name) + "Here"));
                code.Line($"{method.Vector} {loaded[read]} = {method.Load(read)};");
            }

            method.Unroll(repeated, () =>
            {
                string value = method.Value(code, map.Value, read => loaded.TryGetValue(read, out string? local) ? local : method.Load(read));
                code.Line(map.Accumulate
                    ? $"({method.Load(map.Target)} + ({value})).StoreUnsafe({method.Address(map.Target)});"
                    : $"({value}).StoreUnsafe({method.Address(map.Target)});");
            });
        });
    }

    private static void Pad(LaneMethod method, CodeWriter code, Pad pad)
    {
        string target = method.Use(pad.Target.Tensor);
        string fill = method.Dialect.Number(pad.Fill);
        using (code.Block($"for (nint element = 0; element < {method.Size("elements", pad.Target.Tensor.Size)}; element++)"))
            code.Line($"{fill}.StoreUnsafe(ref Unsafe.Add(ref {target}, element * VectorWidth));");
        method.Loops(code, pad.Axes, () => code.Line($"{method.Load(pad.Source)}.StoreUnsafe({method.Address(pad.Target)});"));
    }

    private static void Fold(LaneMethod method, CodeWriter code, Statement statement, Folding folding, Expression value, Reduce? maximum)
    {
        Axis[] folded = statement.Axes.Where(axis => !statement.Target.Axes.Contains(axis) && axis.Extent > 1).ToArray();
        Axis[] kept = statement.Axes.Where(axis => statement.Target.Axes.Contains(axis)).ToArray();
        // Where several turns of the loops meet in one element, their order is the order of the sum.
        IEnumerable<Axis> outer = statement.Target.CoversOnce ? ContiguousLast(kept, statement.Target) : kept;
        bool unrolled = folded.Aggregate(1, (product, axis) => product * axis.Extent) <= LargestUnrolledFold;
        string total = method.New(folding == Folding.Sum ? "total" : "best"), place = method.New("place");
        method.Loops(code, outer, () =>
        {
            string start = folding != Folding.Sum ? method.Dialect.Number(double.NegativeInfinity)
                : statement.Accumulate ? method.Load(statement.Target) : method.Dialect.Number(0);
            code.Line($"{method.Vector} {total} = {start};");
            if (folding == Folding.Place)
                code.Line($"{method.Vector} {place} = {method.Dialect.Number(0)};");
            Action step = () => Step(method, code, statement, folding, value, total, place);
            if (unrolled)
                method.Unroll(folded, step);
            else
                method.Loops(code, folded, step);
            code.Line($"{(folding == Folding.Place ? place : total)}.StoreUnsafe({method.Address(statement.Target)});");
            if (maximum is not null)
                code.Line($"{total}.StoreUnsafe({method.Address(maximum.Target)});");
        });
    }

    private static void Step(LaneMethod method, CodeWriter code, Statement statement, Folding folding, Expression value, string total, string place)
    {
        if (statement is Contraction product)
        {
            code.Line($"{total} = Vector.FusedMultiplyAdd({method.Load(product.Left)}, {method.Load(product.Right)}, {total});");
            return;
        }

        using (code.Block())
        {
            string text = method.Value(code, value);
            switch (folding)
            {
                case Folding.Sum:
                    code.Line($"{total} += {text};");
                    break;
                case Folding.Place:
                    Expression here = ((Reduce)statement).PlaceOfAxes;
                    code.Line($"{method.Vector} candidate = {text};");
                    code.Line($"{place} = Vector.ConditionalSelect(Vector.LessThanOrEqual(candidate, {total}), {place}, {method.Value(code, here)});");
                    code.Line($"{total} = Vector.Max({total}, candidate);");
                    break;
                default:
                    code.Line($"{total} = Vector.Max({total}, {text});");
                    break;
            }
        }
    }

    /// <summary>A sum over all places, each lane by itself.</summary>
    private static void SumOverSamples(LaneMethod method, CodeWriter code, Reduce sum)
    {
        Axis[] folded = sum.Folded.Where(axis => axis.Extent > 1).ToArray();
        Axis[] kept = sum.Axes.Where(axis => sum.Target.Axes.Contains(axis) && axis.Extent > 1).ToArray();
        Axis? across = kept.LastOrDefault();
        method.Loops(code, kept.Take(Math.Max(0, kept.Length - 1)), () =>
        {
            method.Tiles(code, across, Math.Min(SumsAtOnce, across?.Extent ?? 1), count =>
            {
                void Each(Action<string> body)
                {
                    for (int i = 0; i < count; i++)
                    {
                        method.Ahead = across is null ? null : (across, i);
                        body("total" + Numbers.Text(i));
                    }

                    method.Ahead = null;
                }

                Each(total => code.Line($"{method.Vector} {total} = {(sum.Accumulate ? $"Vector.LoadUnsafe(ref {method.LaneSums(sum.Target)})" : method.Dialect.Number(0))};"));
                method.Loops(code, folded, () => Each(total => code.Line($"{total} += {method.Value(code, sum.Value)};")));
                Each(total => code.Line($"{total}.StoreUnsafe(ref {method.LaneSums(sum.Target)});"));
            });
        });
    }

    /// <summary>The axes with the one innermost that walks the target element by element.</summary>
    private static IEnumerable<Axis> ContiguousLast(IEnumerable<Axis> axes, Access target)
    {
        Strides strides = new(target);
        return axes.OrderByDescending(axis => Math.Abs(strides[axis]) == 0 ? int.MaxValue : Math.Abs(strides[axis]));
    }
}
