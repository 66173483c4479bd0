using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Groups statements into stages. <see cref="s_strategies"/> is the whole choice, in order: the first that fits is taken.
/// </summary>
internal sealed class Planner
{
    private static readonly Strategy[] s_strategies =
    [
        DenseRows,
        OuterProduct,
        ColumnSums,
        RowProgram,
        Nest,
        PlainLoops,
    ];

    private readonly IReadOnlyList<Statement> _statements;
    private readonly ISet<Tensor> _liveOut;
    private readonly Dictionary<Tensor, int> _lastRead = [];
    private int _next;

    private Planner(IReadOnlyList<Statement> statements, ISet<Tensor> liveOut)
    {
        _statements = statements;
        _liveOut = liveOut;
        for (int i = 0; i < statements.Count; i++)
        {
            foreach (Access read in statements[i].Reads)
                _lastRead[read.Tensor] = i;
        }
    }

    /// <summary>Looks at the statements from the next one on; takes some and returns their stage, or takes none.</summary>
    private delegate Stage? Strategy(Planner planner);

    /// <summary>The stages for <paramref name="statements"/>, which are on rows.</summary>
    /// <param name="liveOut">Tensors that are read after all of them.</param>
    public static IReadOnlyList<Stage> Plan(IReadOnlyList<Statement> statements, ISet<Tensor> liveOut) => Group(RowForms.Of(statements), liveOut);

    /// <summary>The statements that have no form on rows as fast as the one with samples in lanes.</summary>
    /// <param name="statements">The statements, on rows.</param>
    /// <param name="liveOut">Tensors that are read after all of them.</param>
    public static IEnumerable<Statement> Slow(IReadOnlyList<Statement> statements, ISet<Tensor> liveOut) => Group(statements, liveOut).Select(stage => stage switch
    {
        NestStage { Statement: { Axes.Count: > 1 } nest } => nest,
        ScalarStage scalar => scalar.Statement,
        _ => null,
    }).OfType<Statement>();

    private static IReadOnlyList<Stage> Group(IReadOnlyList<Statement> statements, ISet<Tensor> liveOut)
    {
        Planner planner = new(statements, liveOut);
        List<Stage> stages = [];
        while (planner._next < statements.Count)
            stages.Add(s_strategies.Select(strategy => strategy(planner)).First(stage => stage is not null)!);
        return stages;
    }

    private Statement? Peek(int ahead = 0) => _next + ahead < _statements.Count ? _statements[_next + ahead] : null;

    /// <summary>A contraction of a row of each sample with a matrix, what its sums start from before it and its activation behind it.</summary>
    private static Stage? DenseRows(Planner planner)
    {
        Tensor? start = null;
        if (planner.Peek() is Map map && planner.Peek(1) is Contraction following)
            start = DenseForm.StartOf(map, following);
        int taken = start is null ? 0 : 1;
        if (planner.Peek(taken) is not Contraction product || product.Accumulate != (start is not null) || DenseForm.IsTransposed(product) is not { } transposed)
            return null;

        planner._next += taken + 1;
        List<Map> epilogue = [];
        HashSet<Tensor> produced = [product.Target.Tensor];
        while (!planner.IsStart() && planner.Peek() is Map { Accumulate: false } follower && FitsStore(follower, product.Target.Tensor, produced))
        {
            epilogue.Add(follower);
            produced.Add(follower.Target.Tensor);
            planner._next++;
        }

        return new DenseStage(product, start, transposed, epilogue, produced.Where(planner.IsReadLater).ToArray());
    }

    /// <summary>Whether a map can be applied to a sum in its register: same row, and nothing but numbers beside it.</summary>
    private static bool FitsStore(Map map, Tensor sum, HashSet<Tensor> produced) =>
        !map.Value.KnowsItsPlace && map.Target.PlainAxes is { Count: 1 } && map.Target.Tensor.Size == sum.Size && map.Target.Tensor.PerSample
        && !produced.Contains(map.Target.Tensor)
        && map.Reads.Any(read => produced.Contains(read.Tensor))
        && map.Reads.All(read => read.Tensor.Role is TensorRole.Value or TensorRole.Gradient
            ? read.PlainAxes is { Count: 1 } && read.Tensor.Size == sum.Size
            : read.Tensor.Role == TensorRole.Parameter && !read.Axes.Any());

    private static Stage? OuterProduct(Planner planner)
    {
        if (planner.Peek() is not Contraction { Target.Tensor.Role: TensorRole.ParameterGradient } product
            || product.Axes.Count != 2 || product.Target.PlainAxes is not { Count: 2 } target
            || !product.Left.Tensor.PerSample || !product.Right.Tensor.PerSample
            || product.Left.PlainAxes is not { Count: 1 } left || product.Right.PlainAxes is not { Count: 1 } right)
            return null;
        if (!(left[0].Equals(target[0]) && right[0].Equals(target[1])))
            return null;
        planner._next++;
        return new OuterStage(product);
    }

    private static Stage? ColumnSums(Planner planner)
    {
        if (planner.Peek() is not Reduce { Folding: Folding.Sum, Accumulate: false, Target.Tensor.Role: TensorRole.ParameterGradient, Value: Read { Access: { Tensor.PerSample: true } source } } sum
            || sum.Axes.Count != 1 || sum.Target.PlainAxes is not { Count: 1 } || source.PlainAxes is not { Count: 1 })
            return null;
        planner._next++;
        return new ColumnSumStage(sum);
    }

    /// <summary>A run of statements along rows of one length.</summary>
    private static Stage? RowProgram(Planner planner)
    {
        List<Statement> run = [];
        int length = 0;
        while (planner.Peek() is { } statement && RowLength(statement) is { } own && (length == 0 || own == 0 || own == length) && !(run.Count > 0 && planner.IsStart()))
        {
            length = Math.Max(length, own);
            run.Add(statement);
            planner._next++;
        }

        HashSet<Tensor> live = [.. run.Select(statement => statement.Target.Tensor).Where(planner.IsReadLater)];
        return run.Count == 0 ? null : new RowStage(run, live);
    }

    /// <summary>Whether the next statement is what the sums of the product behind it start from: the two are one stage.</summary>
    private bool IsStart() => Peek() is Map map && Peek(1) is Contraction product && DenseForm.StartOf(map, product) is not null && DenseForm.IsTransposed(product) is not null;

    /// <summary>The length of the rows a statement walks; 0 for one on single numbers; null where it is no such statement.</summary>
    public static int? RowLength(Statement statement)
    {
        if (!statement.Target.Tensor.PerSample || statement.Axes.Count > 1)
            return null;
        int length = statement switch
        {
            Gather gather => gather.Source.Tensor.Size,
            Scatter scatter => scatter.Target.Tensor.Size,
            _ => statement.Axes.Count == 0 ? 0 : statement.Axes[0].Extent,
        };
        bool IsRow(Access access) => access.PlainAxes is { Count: 1 } && access.Tensor.Size == length;
        bool Fits(Access access) => access.Tensor.PerSample
            ? access.Indices.Count == 0 || IsRow(access)
            : access.Tensor.Role == TensorRole.Parameter && (!access.Axes.Any() || IsRow(access));
        bool fits = statement switch
        {
            Map { Value.KnowsItsPlace: false } map => Fits(map.Target) && map.Reads.All(Fits),
            Reduce { Accumulate: false, Folding: Folding.Sum or Folding.StoppedMaximum, Value.KnowsItsPlace: false } reduce => reduce.Target.Indices.Count == 0 && reduce.Reads.All(Fits) && length > 0,
            Gather gather => gather.Target.Indices.Count == 0 && Fits(gather.Source) && gather.Index.Reads.All(read => read.Indices.Count == 0),
            Scatter scatter => scatter.Source.Indices.Count == 0 && Fits(scatter.Target) && scatter.Index.Reads.All(read => read.Indices.Count == 0),
            _ => false,
        };
        return fits ? length : null;
    }

    /// <summary>A statement on parts of rows, or with several axes.</summary>
    private static Stage? Nest(Planner planner)
    {
        if (NestForm.Of(planner.Peek()!) is not { } form)
            return null;
        planner._next++;
        return form;
    }

    private static Stage PlainLoops(Planner planner) => new ScalarStage(planner._statements[planner._next++]);

    private bool IsReadLater(Tensor tensor) =>
        _liveOut.Contains(tensor) || (_lastRead.TryGetValue(tensor, out int last) && last >= _next);
}
