using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>A map whose result only the next map reads becomes one with it: what lies between needs no memory and no pass of its own.</summary>
internal static class MapFusion
{
    /// <param name="statements">The statements, on rows.</param>
    /// <param name="live">Tensors that are read after all of them.</param>
    public static IReadOnlyList<Statement> Apply(IReadOnlyList<Statement> statements, ISet<Tensor> live)
    {
        List<Statement> result = [.. statements];
        for (int first = result.Count - 2; first >= 0; first--)
        {
            if (result[first] is Map { Accumulate: false } map && Reader(result, first, map, live) is { } reader)
            {
                result[reader] = Fuse(map, (Map)result[reader]);
                result.RemoveAt(first);
            }
        }

        return result;
    }

    /// <summary>The only statement that has to do with the result of a map, where it can take the map's place.</summary>
    private static int? Reader(List<Statement> statements, int first, Map map, ISet<Tensor> live)
    {
        Tensor between = map.Target.Tensor;
        if (!between.PerSample || live.Contains(between) || !map.Target.CoversOnce)
            return null;
        int[] others = [.. Enumerable.Range(0, statements.Count).Where(i => i != first && (statements[i].Target.Tensor == between || statements[i].Reads.Any(read => read.Tensor == between)))];
        if (others.Length != 1 || others[0] < first || statements[others[0]] is not Map { Accumulate: false } reader || !WalksWholeRows(reader))
            return null;
        // What the map reads must still be there.
        bool isKept = Enumerable.Range(first + 1, others[0] - first - 1).All(i => map.Reads.All(read => read.Tensor != statements[i].Target.Tensor));
        return isKept ? others[0] : null;
    }

    private static bool WalksWholeRows(Map map) =>
        !map.Value.KnowsItsPlace && map.Target.PlainAxes is { Count: 1 } && map.Target.Tensor.Size == map.Axes[0].Extent
        && map.Reads.All(read => read.Tensor.PerSample ? read.PlainAxes is { Count: 1 } && read.Tensor.Size == map.Target.Tensor.Size : !read.Axes.Any());

    private static Map Fuse(Map map, Map reader)
    {
        Access At(Access access) => access.Axes.Any() ? new Access(access.Tensor, map.Target.Indices) : access;
        return new Map(At(reader.Target), reader.Value.Over(read => read.Tensor == map.Target.Tensor ? map.Value : new Read(At(read))), map.Axes, Accumulate: false);
    }
}
