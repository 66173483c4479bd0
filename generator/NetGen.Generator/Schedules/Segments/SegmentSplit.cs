using NetGen.Generator.Algebra;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>
/// The statements of a network apart by where they run: in lanes from the first one to the last that has no fast form on
/// rows, and on rows from there on. The derivative of a statement runs where the statement does.
/// </summary>
internal sealed class SegmentSplit
{
    private readonly HashSet<Tensor> _inLanes = [];
    private readonly HashSet<Tensor> _parameters = [];

    /// <param name="forward">The forward statements, on rows.</param>
    /// <param name="outputs">What is read after them.</param>
    public SegmentSplit(IReadOnlyList<Statement> forward, IReadOnlyCollection<Tensor> outputs)
        : this(forward, Prefix(forward, outputs))
    {
    }

    /// <param name="forward">The forward statements, on rows.</param>
    /// <param name="whole">How the same layers are split where they run on whole sequences: what is on rows there is on rows here.</param>
    public SegmentSplit(IReadOnlyList<Statement> forward, SegmentSplit whole)
        : this(forward, forward.TakeWhile(statement => whole.Rows.All(row => row.Target.Tensor.Name != statement.Target.Tensor.Name)).Count())
    {
    }

    private SegmentSplit(IReadOnlyList<Statement> forward, int count)
    {
        Lanes = forward.Take(count).ToArray();
        Rows = forward.Skip(count).ToArray();
        foreach (Statement statement in Lanes)
        {
            _inLanes.Add(statement.Target.Tensor);
            foreach (Tensor tensor in statement.Reads.Select(read => read.Tensor))
                (tensor.PerSample ? _inLanes : _parameters).Add(tensor);
        }
    }

    public IReadOnlyList<Statement> Lanes { get; }

    public IReadOnlyList<Statement> Rows { get; }

    /// <summary>Whether there is anything to run in lanes.</summary>
    public bool HasLanes => Lanes.Count > 0;

    /// <summary>The results of the lanes that statements on rows read; or that the caller does.</summary>
    public IReadOnlyList<Tensor> Crossing(IEnumerable<Statement> onRows, IEnumerable<Tensor> live) =>
        [.. onRows.SelectMany(statement => statement.Reads).Select(read => read.Tensor).Concat(live)
            .Where(tensor => _inLanes.Contains(tensor) && tensor.Role is not (TensorRole.Input or TensorRole.Given)).Distinct()];

    /// <summary>Backward statements apart by where they run.</summary>
    /// <param name="backward">The statements, on rows.</param>
    /// <param name="gradients">The gradient of each tensor, on rows.</param>
    /// <param name="crossing">The results of the lanes that rows read on the way forward.</param>
    /// <param name="before">Statements in lanes that run before all of these.</param>
    public BackwardParts Backward(IReadOnlyList<Statement> backward, IReadOnlyDictionary<Tensor, Tensor> gradients, IReadOnlyCollection<Tensor> crossing, IReadOnlyList<Statement> before)
    {
        HashSet<Tensor> own = [];
        // What the caller gives is there for both sides.
        foreach (Tensor tensor in _inLanes.Where(tensor => !crossing.Contains(tensor) && tensor.Role != TensorRole.Given).Concat(_parameters))
        {
            own.Add(tensor);
            if (gradients.TryGetValue(tensor, out Tensor? gradient))
                own.Add(gradient);
        }

        // Rows run first, so what reads a gradient that lanes add to belongs to the lanes: on rows it would miss their share.
        HashSet<Tensor> written = [.. before.Select(statement => statement.Target.Tensor)];
        List<Statement> rows = [], lanes = [];
        foreach (Statement statement in backward)
        {
            // Steps of a sequence run in lanes, all of a loop's statements turn by turn.
            bool inLanes = statement.Within is not null
                || statement.Reads.Select(read => read.Tensor).Append(statement.Target.Tensor).Any(tensor => own.Contains(tensor) && tensor.Role != TensorRole.Parameter)
                || statement.Reads.Any(read => written.Contains(read.Tensor));
            (inLanes ? lanes : rows).Add(statement);
            if (inLanes)
                written.Add(statement.Target.Tensor);
        }

        return Ordered(rows, lanes);
    }

    /// <summary>
    /// Both sides may add to one gradient, where a value is read on both. Rows run first on the way back, so theirs is the first contribution.
    /// </summary>
    private static BackwardParts Ordered(List<Statement> rows, List<Statement> lanes)
    {
        foreach (Tensor shared in rows.Select(statement => statement.Target.Tensor).Intersect(lanes.Select(statement => statement.Target.Tensor)).ToArray())
        {
            // Sums over the samples meet only where the shares of both are added up.
            if (shared.Role == TensorRole.ParameterGradient)
            {
                int share = lanes.FindIndex(statement => statement.Target.Tensor == shared);
                lanes[share] = lanes[share].Adding(false);
                continue;
            }

            int row = rows.FindIndex(statement => statement.Target.Tensor == shared), lane = lanes.FindIndex(statement => statement.Target.Tensor == shared);
            if (!rows[row].Accumulate)
                continue;
            lanes[lane] = lanes[lane].Adding(true);
            if (rows[row].Target.CoversOnce)
                rows[row] = rows[row].Adding(false);
            else
                rows.Insert(row, Map.Clear(shared));
        }

        return new BackwardParts(rows, lanes);
    }

    /// <summary>What statements in lanes read or add to before any of them writes it: what rows hand back.</summary>
    public IReadOnlyList<Tensor> Returning(IReadOnlyCollection<Statement> backward)
    {
        HashSet<Tensor> written = [.. _inLanes];
        List<Tensor> returning = [];
        foreach (Statement statement in backward)
        {
            IEnumerable<Tensor> used = statement.Reads.Select(read => read.Tensor);
            if (statement.Accumulate)
                used = used.Append(statement.Target.Tensor);
            returning.AddRange(used.Where(tensor => tensor.PerSample && !written.Contains(tensor) && !returning.Contains(tensor)));
            written.Add(statement.Target.Tensor);
        }

        return returning;
    }

    private static int Prefix(IReadOnlyList<Statement> forward, IReadOnlyCollection<Tensor> outputs)
    {
        HashSet<Statement> slow = new(Planner.Slow(forward, new HashSet<Tensor>(outputs)), ReferenceEquality<Statement>.Instance);
        slow.UnionWith(forward.Where(statement => statement.Within is not null));
        int count = forward.Count;
        while (count > 0 && !slow.Contains(forward[count - 1]))
            count--;
        if (count == 0)
            return 0;

        // An activation behind the last of them belongs in its store, and a part of their results is all that need come to the rows.
        HashSet<Tensor> results = [.. forward.Take(count).Select(statement => statement.Target.Tensor)];
        Tensor last = forward[count - 1].Target.Tensor;
        while (count < forward.Count && forward[count] is Map { Accumulate: false, Axes.Count: 1 } map && (FollowsOn(map, last) || IsPart(map, results)))
        {
            if (IsPart(map, results))
                last = map.Target.Tensor;
            results.Add(map.Target.Tensor);
            count++;
        }

        return count;
    }

    /// <summary>Whether a map takes the rows of a tensor element by element.</summary>
    private static bool FollowsOn(Map map, Tensor last) => map.Target.Tensor.Size == last.Size
        && map.Reads.All(read => read.Tensor.PerSample ? read.PlainAxes is { Count: 1 } && read.Tensor.Size == last.Size : !read.Axes.Any());

    /// <summary>Whether a map picks a part of larger results, as of the last step of a sequence.</summary>
    private static bool IsPart(Map map, HashSet<Tensor> results) =>
        map.Reads.Any() && map.Reads.All(read => results.Contains(read.Tensor) && read.Tensor.Size > map.Axes.Aggregate(1, (size, axis) => size * axis.Extent));
}
