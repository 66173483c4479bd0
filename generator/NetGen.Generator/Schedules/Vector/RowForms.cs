using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>Rewrites statements on rows so that each has a fast form: what a statement does at once becomes two that have one.</summary>
internal static class RowForms
{
    /// <summary>The statements, with sums of products started from rows of their own and folds of whole rows.</summary>
    public static IReadOnlyList<Statement> Of(IReadOnlyList<Statement> statements) => WithStarts([.. statements.SelectMany(WithTerms)]);

    /// <summary>
    /// A product that adds to a row starts its sums from another row, to which the statements before it add up. In place, a tile that
    /// reaches back over finished sums would add them twice.
    /// </summary>
    private static IReadOnlyList<Statement> WithStarts(List<Statement> statements)
    {
        int starts = 0;
        for (int i = statements.Count - 1; i >= 0; i--)
        {
            if (statements[i] is not Contraction { Accumulate: true } product || DenseForm.IsTransposed(product) is null
                || (i > 0 && statements[i - 1] is Map map && DenseForm.StartOf(map, product) is not null))
                continue;
            Tensor row = product.Target.Tensor, start = row with { Name = $"{row.Name}Share{Numbers.Text(++starts)}" };
            int first = statements.FindIndex(statement => statement.Target.Tensor == row || statement.Reads.Any(read => read.Tensor == row));
            bool isDefined = first < i && statements[first] is { Accumulate: false } definition && definition.Target.Tensor == row;
            for (int before = 0; before < i; before++)
                statements[before] = statements[before].Over(access => access.Tensor == row ? access.In(start) : access);
            statements.Insert(i, Copy(row, start));
            if (isDefined)
                continue;
            statements.Insert(Math.Min(first, i), Copy(start, row));
            i++;
        }

        return statements;
    }

    private static Map Copy(Tensor target, Tensor source)
    {
        Axis[] axes = Axes.Of(target);
        return new Map(Access.Of(target, axes), new Read(Access.Of(source, axes)), new EquatableArray<Axis>(axes), Accumulate: false);
    }

    /// <summary>A fold of an expression over several axes becomes a row of its terms, and a fold of that.</summary>
    private static IEnumerable<Statement> WithTerms(Statement statement)
    {
        // Sums over the samples are no rows.
        if (statement is not Reduce { Folding: Folding.Sum or Folding.StoppedMaximum, Value: not Read, Target.Tensor.PerSample: true } fold || Planner.RowLength(fold) is not null || NestForm.Of(fold) is not null)
            return [statement];
        Strides target = new(fold.Target);
        Axis[] kept = [.. fold.Axes.Where(axis => target[axis] != 0)], axes = [.. kept, .. fold.Axes.Except(kept)];
        Tensor terms = new(fold.Target.Tensor.Name + "Addends", TensorRole.Value, new EquatableArray<int>([axes.Aggregate(1, (size, axis) => size * axis.Extent)]));
        Map map = new(Access.At(terms, RowMajor(axes)), fold.Value, new EquatableArray<Axis>(axes), Accumulate: false);
        if (NestForm.Of(map) is null)
            return [statement];
        if (kept.Length > 0)
            return [map, fold with { Value = new Read(map.Target), Axes = map.Axes }];
        Axis all = new("k", terms.Size);
        return [map, fold with { Value = new Read(Access.Of(terms, all)), Axes = new EquatableArray<Axis>([all]) }];
    }

    private static Affine RowMajor(Axis[] axes)
    {
        int stride = 1;
        List<Term> terms = [];
        foreach (Axis axis in Enumerable.Reverse(axes))
        {
            terms.Insert(0, new Term(axis, stride));
            stride *= axis.Extent;
        }

        return new Affine(terms.ToEquatableArray(), 0);
    }
}
