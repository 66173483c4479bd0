using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>
/// The statements of the lanes by how many statistics of the whole batch must be known before them. All samples finish one
/// level before any begins the next; between two levels the statistics are computed once.
/// </summary>
internal sealed class LaneLevels
{
    private readonly Dictionary<Tensor, int> _levels = [];
    private readonly List<List<Statement>> _forward = [];
    private readonly List<List<Statement>> _backward = [];
    private readonly List<List<Statement>> _once = [];

    /// <param name="forward">The way forward.</param>
    /// <param name="backward">The way back, which begins when the way forward has reached its last level.</param>
    public LaneLevels(IEnumerable<Statement> forward, IEnumerable<Statement> backward)
    {
        foreach (Statement statement in forward)
            Place(statement, 0, _forward);
        Last = Math.Max(0, _forward.Count - 1);
        foreach (Statement statement in backward)
            Place(statement, Last, _backward);
    }

    /// <summary>The level at which the way forward ends and the way back begins.</summary>
    public int Last { get; }

    /// <summary>The way forward, level by level; at least one.</summary>
    public IReadOnlyList<IReadOnlyList<Statement>> Forward => Padded(_forward, 0);

    /// <summary>The way back from <see cref="Last"/> on, level by level; at least one.</summary>
    public IReadOnlyList<IReadOnlyList<Statement>> Backward => Padded(_backward, Last);

    /// <summary>What is computed once, before a level.</summary>
    public IReadOnlyList<Statement> Before(int level) => level < _once.Count ? _once[level] : [];

    /// <summary>Whether a statement is computed once for the whole batch, from what is there once.</summary>
    public static bool IsOnce(Statement statement) =>
        statement.Target.Tensor.Role is TensorRole.Statistic or TensorRole.Buffer && statement.Reads.All(read => !read.Tensor.PerSample);

    private static IReadOnlyList<IReadOnlyList<Statement>> Padded(List<List<Statement>> levels, int first) =>
        levels.Count > first ? [.. levels.Skip(first)] : [[]];

    private void Place(Statement statement, int earliest, List<List<Statement>> levels)
    {
        Tensor target = statement.Target.Tensor;
        int level = statement.Reads.Select(read => read.Tensor).Append(target)
            .Select(tensor => _levels.TryGetValue(tensor, out int known) ? known : 0)
            .Append(earliest).Max();
        if (IsOnce(statement))
        {
            At(_once, level).Add(statement);
            _levels[target] = level;
            return;
        }

        if (target.Role == TensorRole.Statistic)
        {
            // What a level sums over the samples is there for the next one. A second term belongs to the level of the first.
            if (statement.Accumulate)
                level--;
            At(levels, level).Add(statement);
            _levels[target] = level + 1;
            return;
        }

        At(levels, level).Add(statement);
        _levels[target] = level;
    }

    private static List<Statement> At(List<List<Statement>> levels, int level)
    {
        while (levels.Count <= level)
            levels.Add([]);
        return levels[level];
    }
}
