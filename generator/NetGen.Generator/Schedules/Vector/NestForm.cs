using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>Which statements are loop nests with vectors along an axis, and along which.</summary>
internal static class NestForm
{
    /// <summary>An axis with fewer places has no vector of any width.</summary>
    private const int Shortest = 4;

    /// <summary>The stage of a statement of samples; null where no axis has neighbours everywhere.</summary>
    public static NestStage? Of(Statement statement)
    {
        if (!statement.Target.Tensor.PerSample || statement.Within is not null || !statement.Reads.All(read => read.Tensor.PerSample || read.Tensor.Role == TensorRole.Parameter))
            return null;
        Axis[] wide = [.. statement.Axes.Where(axis => axis.Extent > 1)];
        return statement switch
        {
            Map map when map.Reads.Any(read => read.Tensor == map.Target.Tensor && !read.Equals(map.Target)) => null,
            Map when wide.Length == 0 => new NestStage(statement, null),
            Map map => At(statement, Kept(map, map.Value, wide)),
            Reduce { Folding: Folding.Sum or Folding.StoppedMaximum } fold => At(statement, Folded(fold, wide) ?? (fold.Accumulate || fold.Target.CoversOnce ? Kept(fold, fold.Value, wide) : null)),
            _ => null,
        };
    }

    private static NestStage? At(Statement statement, Axis? along) => along is null ? null : new NestStage(statement, along);

    /// <summary>The longest axis along which the target has neighbours, and every operand neighbours or one number.</summary>
    private static Axis? Kept(Statement statement, Expression value, Axis[] wide)
    {
        Strides target = new(statement.Target);
        Strides[] reads = [.. statement.Reads.Select(read => new Strides(read))];
        return wide.Where(axis => axis.Extent >= Shortest || wide.Length == 1)
            .Where(axis => target[axis] == 1 && reads.All(read => read[axis] is 0 or 1) && CountsPlaces(value, axis))
            .OrderByDescending(axis => axis.Extent).FirstOrDefault();
    }

    /// <summary>The only axis that is folded, where what is folded are neighbours.</summary>
    private static Axis? Folded(Reduce fold, Axis[] wide)
    {
        Strides target = new(fold.Target);
        Axis[] folded = [.. wide.Where(axis => target[axis] == 0)];
        return fold.Value is Read read && folded.Length == 1 && new Strides(read.Access)[folded[0]] == 1 ? folded[0] : null;
    }

    /// <summary>Whether a value depends on where an axis stands only as on a number that grows by one from place to place.</summary>
    private static bool CountsPlaces(Expression value, Axis axis) => value switch
    {
        Table table => new Strides(table.Index)[axis] == 0,
        Position position => new Strides(position.Index)[axis] is 0 or 1,
        _ => value.Operands.All(operand => CountsPlaces(operand, axis)),
    };
}
