using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>Groups statements on rows into stages for samples in lanes.</summary>
internal static class LanePlanner
{
    /// <param name="statements">The statements, on rows.</param>
    /// <param name="liveOut">Tensors that are read after all of them.</param>
    public static IReadOnlyList<LaneStage> Plan(IReadOnlyList<Statement> statements, ISet<Tensor> liveOut)
    {
        List<LaneStage> stages = [];
        for (int next = 0; next < statements.Count;)
        {
            if (Product(statements, next, liveOut) is { } product)
            {
                stages.Add(product.Stage);
                next += product.Taken;
                continue;
            }

            stages.Add(statements[next] is Contraction { Target.Tensor.Role: TensorRole.ParameterGradient, Left.Tensor.PerSample: true, Right.Tensor.PerSample: true } gradient
                ? new LaneGradientStage(gradient)
                : new LaneLoopStage(statements[next]));
            next++;
        }

        return stages;
    }

    private static (LaneProductStage Stage, int Taken)? Product(IReadOnlyList<Statement> statements, int next, ISet<Tensor> liveOut)
    {
        int taken = 0;
        Map? start = null;
        if (statements[next] is Map { Accumulate: false, Value: Read { Access.Tensor.Role: TensorRole.Parameter } } map
            && next + 1 < statements.Count && statements[next + 1] is Contraction { Accumulate: true } following
            && following.Target.Equals(map.Target) && following.Target.CoversOnce)
        {
            start = map;
            taken = 1;
        }

        if (statements[next + taken] is not Contraction product || !product.Target.Tensor.PerSample
            || !(product.Left.Tensor.Role == TensorRole.Parameter ^ product.Right.Tensor.Role == TensorRole.Parameter))
            return null;
        taken++;
        List<Map> epilogue = [];
        HashSet<Tensor> produced = [product.Target.Tensor];
        // A sum that later turns of the loops add to is not finished in its register.
        while (product.Target.CoversOnce && next + taken < statements.Count && statements[next + taken] is Map { Accumulate: false } follower && FitsStore(follower, product.Target.Tensor, produced))
        {
            epilogue.Add(follower);
            produced.Add(follower.Target.Tensor);
            taken++;
        }

        HashSet<Tensor> read = [.. liveOut, .. statements.Skip(next + taken).SelectMany(statement => statement.Reads).Select(access => access.Tensor)];
        return (new LaneProductStage(product, start, epilogue, produced.Where(read.Contains).ToArray()), taken);
    }

    /// <summary>Whether a map can be applied to a sum in its register: same element, and nothing but numbers beside it.</summary>
    private static bool FitsStore(Map map, Tensor sum, HashSet<Tensor> produced) =>
        IsWhole(map.Target, sum) && map.Target.Tensor.PerSample && !produced.Contains(map.Target.Tensor)
        && map.Reads.Any(read => produced.Contains(read.Tensor))
        && map.Reads.All(read => read.Tensor.PerSample ? IsWhole(read, sum) : !read.Axes.Any());

    private static bool IsWhole(Access access, Tensor sum) => access.PlainAxes is { Count: 1 } && access.Tensor.Size == sum.Size;
}
