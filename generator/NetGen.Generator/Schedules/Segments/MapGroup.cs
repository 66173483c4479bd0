using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>Finds maps that can run in one loop.</summary>
internal static class MapGroup
{
    /// <summary>How many statements from <paramref name="first"/> on are maps for one loop; 1 where the first is for itself.</summary>
    public static int Length(IReadOnlyList<Statement> statements, int first)
    {
        int count = 0;
        while (first + count < statements.Count && statements[first + count] is Map map && Joins([.. statements.Skip(first).Take(count).Cast<Map>()], map))
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
        // A product that starts from a map takes it along.
        return group[0].Axes.Equals(map.Axes)
            && group.All(other => Touched(other).All(access => Agree(access, map.Target, map)) && Touched(map).All(access => Agree(access, other.Target, map)));
    }

    private static IEnumerable<Access> Touched(Map map) => map.Reads.Append(map.Target);

    private static bool Agree(Access access, Access target, Map map)
    {
        if (access.Tensor != target.Tensor || access.Equals(target))
            return true;
        Strides one = new(access), other = new(target);
        int reach = map.Axes.Sum(axis => (axis.Extent - 1) * Math.Abs(other[axis]));
        return map.Axes.All(axis => one[axis] == other[axis]) && Math.Abs(one.Offset - other.Offset) > reach;
    }
}
