using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>Groups statements on rows into stages for samples in lanes.</summary>
internal static class SegmentPlanner
{
    /// <param name="statements">The statements, on rows.</param>
    /// <param name="liveOut">Tensors that are read after all of them.</param>
    public static IReadOnlyList<SegmentStage> Plan(IReadOnlyList<Statement> statements, ISet<Tensor> liveOut)
    {
        List<SegmentStage> stages = [];
        for (int next = 0; next < statements.Count;)
        {
            if (statements[next].Within is { } loop)
            {
                Statement[] steps = [.. statements.Skip(next).TakeWhile(statement => loop.Equals(statement.Within))];
                IEnumerable<Statement> others = statements.Take(next).Concat(statements.Skip(next + steps.Length));
                stages.Add(TimePlanner.Plan(steps, new HashSet<Tensor>([.. liveOut, .. others.SelectMany(statement => statement.Reads.Append(statement.Target)).Select(access => access.Tensor)])));
                next += steps.Length;
                continue;
            }

            if (Product(statements, next, liveOut) is { } product)
            {
                stages.Add(product.Stage);
                next += product.Taken;
                continue;
            }

            if (statements[next] is Reduce { Folding: Folding.Place } place && next + 1 < statements.Count && statements[next + 1] is Reduce { Folding: Folding.Maximum } maximum
                && maximum.Value.Equals(place.Value) && maximum.Axes.Equals(place.Axes) && maximum.Target.Indices.Equals(place.Target.Indices))
            {
                stages.Add(new LoopStage(place) { Maximum = maximum });
                next += 2;
                continue;
            }

            stages.Add(statements[next] is Contraction { Target.Tensor.Role: TensorRole.ParameterGradient, Left.Tensor.PerSample: true, Right.Tensor.PerSample: true } gradient
                ? new WeightGradientStage(gradient)
                : new LoopStage(statements[next]));
            next++;
        }

        return stages;
    }

    /// <summary>Whether a statement is what the product behind it starts from: one stage with it, so that its sums have the same order in every schedule.</summary>
    public static bool Starts(IReadOnlyList<Statement> statements, int place) =>
        statements[place] is Map { Accumulate: false, Value: Read { Access: var begun } } map && (begun.Tensor.Role == TensorRole.Parameter || begun.Indices.Equals(map.Target.Indices))
        && place + 1 < statements.Count && statements[place + 1] is Contraction { Accumulate: true } following
        && following.Target.Equals(map.Target) && following.Target.CoversOnce;

    private static (ProductStage Stage, int Taken)? Product(IReadOnlyList<Statement> statements, int next, ISet<Tensor> liveOut)
    {
        int taken = 0;
        Map? start = null;
        if (Starts(statements, next))
        {
            start = (Map)statements[next];
            taken = 1;
        }

        if (statements[next + taken] is not Contraction product || !product.Target.Tensor.PerSample
            || !(product.Left.Tensor.Role == TensorRole.Parameter ^ product.Right.Tensor.Role == TensorRole.Parameter))
            return null;
        taken++;
        List<Map> epilogue = [];
        HashSet<Tensor> produced = [product.Target.Tensor];
        // A sum that later turns of the loops add to is not finished in its register. What another product starts from is left to that.
        while (product.Target.CoversOnce && next + taken < statements.Count && statements[next + taken] is Map { Accumulate: false } follower
            && !(next + taken + 1 < statements.Count && statements[next + taken + 1] is Contraction { Accumulate: true } other && other.Target.Equals(follower.Target))
            && OnSums(follower, product) is { } applied && FitsStore(applied, product.Target, produced))
        {
            epilogue.Add(applied);
            produced.Add(applied.Target.Tensor);
            taken++;
        }

        HashSet<Tensor> read = [.. liveOut, .. statements.Skip(next + taken).SelectMany(statement => statement.Reads).Select(access => access.Tensor)];
        return (new ProductStage(product, start, epilogue, produced.Where(read.Contains).ToArray()), taken);
    }

    /// <summary>
    /// A map with the axes of a product, where it walks the elements of the sum: its axes are those that step through memory alike.
    /// Null where it does not.
    /// </summary>
    private static Map? OnSums(Map map, Contraction product)
    {
        if (map.Value.KnowsItsPlace || map.Target.Tensor.Size != product.Target.Tensor.Size || !map.Target.CoversOnce)
            return null;
        Strides own = new(map.Target), sum = new(product.Target);
        Axis[] free = product.Axes.Where(axis => sum[axis] != 0).ToArray();
        // A row walked in one go has no axes to tell apart; only numbers without axes may stand beside it.
        if (map.Axes.Count == 1 && map.Target.PlainAxes is { Count: 1 })
            return map;
        Dictionary<Axis, Axis> names = [];
        foreach (Axis axis in map.Axes.Where(axis => axis.Extent > 1))
        {
            if (free.FirstOrDefault(other => sum[other] == own[axis] && other.Extent == axis.Extent) is not { } same)
                return null;
            names.Add(axis, same);
        }

        Access Renamed(Access access) => access with
        {
            Indices = access.Indices.Select(index => index with { Terms = index.Terms.Where(term => term.Axis.Extent > 1).Select(term => term with { Axis = names[term.Axis] }).ToEquatableArray() }).ToEquatableArray(),
        };
        return new Map(Renamed(map.Target), map.Value.Over(read => new Read(Renamed(read))), product.Axes, Accumulate: false);
    }

    /// <summary>Whether a map can be applied to a sum in its register: the same element of every tensor of the samples, and numbers of the channel beside it.</summary>
    private static bool FitsStore(Map map, Access sum, HashSet<Tensor> produced)
    {
        bool Same(Access access) => (access.PlainAxes is { Count: 1 } && access.Tensor.Size == sum.Tensor.Size)
            || (access.Tensor.Size == sum.Tensor.Size && sum.Axes.All(axis => new Strides(access)[axis] == new Strides(sum)[axis]) && new Strides(access).Offset == 0);
        return map.Target.Tensor.PerSample && !produced.Contains(map.Target.Tensor) && Same(map.Target)
            && map.Reads.Any(read => produced.Contains(read.Tensor))
            && map.Reads.All(read => read.Tensor.PerSample ? Same(read) : map.Target.PlainAxes is not { Count: 1 } || !read.Axes.Any() || map.Axes.Count > 1);
    }
}
