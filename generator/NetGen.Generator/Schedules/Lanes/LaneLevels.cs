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
        Statement[] all = [.. forward];
        for (int i = 0; i < all.Length; i++)
            Place(all[i], Math.Max(EarliestOf(all, i), LoopOf(all, i)), _forward);
        // Statistics that only the running ones read still have a level after them, which may be empty.
        Last = _levels.Values.DefaultIfEmpty(0).Max();
        Statement[] back = [.. backward];
        for (int i = 0; i < back.Length; i++)
            Place(back[i], Math.Max(Last, LoopOf(back, i)), _backward);
    }

    /// <summary>The level at which the way forward ends and the way back begins.</summary>
    public int Last { get; }

    /// <summary>All statements that are not computed once.</summary>
    public IEnumerable<Statement> All => _forward.Concat(_backward).SelectMany(level => level);

    /// <summary>The way forward, level by level; at least one.</summary>
    public IReadOnlyList<IReadOnlyList<Statement>> Forward => Levels(_forward, 0, Last);

    /// <summary>The way back from <see cref="Last"/> on, level by level; at least one.</summary>
    public IReadOnlyList<IReadOnlyList<Statement>> Backward => Levels(_backward, Last, Math.Max(Last, Math.Max(_backward.Count, _once.Count) - 1));

    /// <summary>What is computed once, before a level.</summary>
    public IReadOnlyList<Statement> Before(int level) => level < _once.Count ? _once[level] : [];

    /// <summary>Whether a statement is computed once for the whole batch, from what is there once.</summary>
    public static bool IsOnce(Statement statement) =>
        statement.Target.Tensor.Role is TensorRole.Statistic or TensorRole.Buffer && statement.Reads.All(read => !read.Tensor.PerSample);

    private static IReadOnlyList<IReadOnlyList<Statement>> Levels(List<List<Statement>> levels, int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(level => level < levels.Count ? levels[level] : [])];

    /// <summary>Where a sum starts from a bias, the level of its terms: the two are one product, and one level ends with what it stores.</summary>
    private int EarliestOf(Statement[] all, int i) =>
        all[i] is Map { Accumulate: false } && all[i].Target.Tensor.PerSample && all[i].Reads.All(read => !read.Tensor.PerSample)
            && i + 1 < all.Length && all[i + 1] is Contraction { Accumulate: true } product && product.Target.Equals(all[i].Target)
            ? Known(product)
            : 0;

    /// <summary>A loop over time runs as a whole: at the level at which all that it reads is known.</summary>
    private int LoopOf(Statement[] all, int i) => all[i].Within is { } loop ? all.Where(other => loop.Equals(other.Within)).Max(Known) : 0;

    private int Known(Statement statement) => statement.Reads.Select(read => read.Tensor).Append(statement.Target.Tensor)
        .Max(tensor => _levels.TryGetValue(tensor, out int known) ? known : 0);

    private void Place(Statement statement, int earliest, List<List<Statement>> levels)
    {
        Tensor target = statement.Target.Tensor;
        int level = Math.Max(earliest, Known(statement));
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
