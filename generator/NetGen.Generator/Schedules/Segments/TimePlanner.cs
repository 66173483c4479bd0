using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>
/// Makes the statements of a loop over time those of one step: time leaves the accesses, and a tensor that holds all steps
/// becomes the slice that the step works on. What begins and ends within a step needs room for one step only.
/// </summary>
internal sealed class TimePlanner
{
    private readonly Recurrence _loop;
    private readonly Dictionary<Tensor, TimeSlice> _slices = [];

    private TimePlanner(Recurrence loop) => _loop = loop;

    /// <param name="statements">The statements of the loop, on rows.</param>
    /// <param name="others">Tensors that are read or written outside of the loop.</param>
    public static TimeStage Plan(IReadOnlyList<Statement> statements, ISet<Tensor> others)
    {
        TimePlanner planner = new(statements[0].Within!);
        Statement[] step = [.. statements.Select(planner.Step)];
        HashSet<Tensor> kept = [];
        foreach (KeyValuePair<Tensor, TimeSlice> slice in planner._slices.ToArray())
        {
            if (others.Contains(slice.Value.Whole) || !BeginsAndEnds(step, slice.Key) || planner._slices.Count(other => other.Value.Whole == slice.Value.Whole) > 1)
                kept.Add(slice.Key);
            else
                planner._slices.Remove(slice.Key);
        }

        // What does not change with the steps outlives them, too.
        kept.UnionWith(step.Select(statement => statement.Target.Tensor).Where(others.Contains));
        return new TimeStage(planner._loop, MapGroup.Plan(MapFusion.Apply(step, kept), kept, planner.Timed), planner._slices);
    }

    /// <summary>Whether the first statement of a step that has to do with a tensor gives it all its values.</summary>
    private static bool BeginsAndEnds(Statement[] step, Tensor tensor) =>
        step.First(statement => statement.Target.Tensor == tensor || statement.Reads.Any(read => read.Tensor == tensor)) is { Accumulate: false } first
        && first.Target.Tensor == tensor && first.Target.CoversOnce && first.Reads.All(read => read.Tensor != tensor);

    /// <summary>A stage that knows of the loop around it, where a statement asks for the step.</summary>
    private SegmentStage Timed(SegmentStage stage, IEnumerable<Statement> statements)
    {
        bool asks = statements.Any(statement => statement switch
        {
            Map map => map.Value.DependsOn(_loop.Time),
            Reduce reduce => reduce.Value.DependsOn(_loop.Time),
            _ => false,
        });
        return asks ? stage with { Time = _loop.Time } : stage;
    }

    private Statement Step(Statement statement)
    {
        EquatableArray<Axis> axes = statement.Axes.Where(axis => !axis.Equals(_loop.Time)).ToEquatableArray();
        return statement is Contraction or Map or Reduce { Place: null }
            ? statement.Over(At) with { Axes = axes, Within = null }
            : throw new InvalidOperationException($"{statement.GetType().Name} has no form within a loop over time.");
    }

    /// <summary>The element of the slice.</summary>
    private Access At(Access access)
    {
        if (!access.Tensor.PerSample || access.Indices.Count == 0)
            return access;
        Affine index = access.Indices[0];
        int step = index.Terms.Where(term => term.Axis.Equals(_loop.Time)).Sum(term => term.Coefficient);
        if (step == 0)
            return access;
        int first = index.Offset / step;
        string name = access.Tensor.Name + (first == 0 ? string.Empty : "Next");
        // A slice of one number is that number.
        Tensor slice = new(name, access.Tensor.Role, step == 1 ? EquatableArray<int>.Empty : new EquatableArray<int>([step]));
        _slices[slice] = new TimeSlice(access.Tensor, first * step, step);
        if (step == 1)
            return new Access(slice, EquatableArray<Affine>.Empty);
        Affine within = new(index.Terms.Where(term => !term.Axis.Equals(_loop.Time)).ToEquatableArray(), index.Offset - (first * step));
        return new Access(slice, new EquatableArray<Affine>([within]));
    }
}
