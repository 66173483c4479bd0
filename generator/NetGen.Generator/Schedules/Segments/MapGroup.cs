using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>Finds maps that can run in one loop.</summary>
internal static class MapGroup
{
    /// <summary>Stages for statements, with maps in groups.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="kept">What is read behind them.</param>
    /// <param name="mark">Told each stage and its statements; returns the stage.</param>
    public static IReadOnlyList<SegmentStage> Plan(IReadOnlyList<Statement> statements, ISet<Tensor> kept, Func<SegmentStage, IEnumerable<Statement>, SegmentStage> mark)
    {
        List<SegmentStage> stages = [];
        for (int next = 0; next < statements.Count;)
        {
            int count = Length(statements, next);
            if (count > 1)
            {
                Map[] maps = [.. statements.Skip(next).Take(count).Cast<Map>()];
                HashSet<Tensor> later = [.. kept, .. statements.Skip(next + count).SelectMany(Touched)];
                stages.Add(mark(new MapsStage(maps, new HashSet<Tensor>(maps.Select(map => map.Target.Tensor).Where(later.Contains))), maps));
                next += count;
                continue;
            }

            int run = 1;
            while (next + run < statements.Count && Length(statements, next + run) == 1)
                run++;
            Statement[] plain = [.. statements.Skip(next).Take(run)];
            foreach (SegmentStage stage in SegmentPlanner.Plan(plain, new HashSet<Tensor>([.. kept, .. statements.Skip(next + run).SelectMany(Touched)])))
                stages.Add(mark(stage, plain));
            next += run;
        }

        return stages;
    }

    private static IEnumerable<Tensor> Touched(Statement statement) => statement.Reads.Select(read => read.Tensor).Append(statement.Target.Tensor);

    /// <summary>How many statements from <paramref name="first"/> on are maps for one loop; 1 where the first is for itself.</summary>
    private static int Length(IReadOnlyList<Statement> statements, int first)
    {
        int count = 0;
        while (first + count < statements.Count && statements[first + count] is Map map && !SegmentPlanner.Starts(statements, first + count) && Joins([.. statements.Skip(first).Take(count).Cast<Map>()], map))
            count++;
        return Math.Max(1, count);
    }

    /// <summary>Whether the elements that a map has to do with are those of the same turn of the others, or none of theirs.</summary>
    private static bool Joins(IReadOnlyList<Map> group, Map map)
    {
        if (map.Target.Axes.Count() != map.Axes.Count(axis => axis.Extent > 1 || map.Target.Axes.Contains(axis)))
            return false;
        if (group.Count == 0)
            return true;
        return Wide(group[0]).SequenceEqual(Wide(map))
            && group.All(other => Accesses(other).All(access => Agree(access, map.Target, map)) && Accesses(map).All(access => Agree(access, other.Target, map)));
    }

    private static IEnumerable<Axis> Wide(Map map) => map.Axes.Where(axis => axis.Extent > 1);

    private static IEnumerable<Access> Accesses(Map map) => map.Reads.Append(map.Target);

    private static bool Agree(Access access, Access target, Map map)
    {
        if (access.Tensor != target.Tensor || access.Equals(target))
            return true;
        Strides one = new(access), other = new(target);
        int reach = map.Axes.Sum(axis => (axis.Extent - 1) * Math.Abs(other[axis]));
        return map.Axes.All(axis => one[axis] == other[axis]) && Math.Abs(one.Offset - other.Offset) > reach;
    }
}
