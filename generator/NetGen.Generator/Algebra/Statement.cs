using NetGen.Generator.Declaration;

namespace NetGen.Generator.Algebra;

/// <summary>
/// One step of a computation over named axes. Statements run in order, for every sample of the batch; what they write
/// is fully defined by what they read. A statement either defines its target or adds to it. A loop over time, whose body
/// is a list of statements and whose derivative is the same loop backwards, joins them here with the first recurrent layer.
/// </summary>
internal abstract record Statement(Access Target, EquatableArray<Axis> Axes, bool Accumulate)
{
    /// <summary>The elements it reads, its target excluded.</summary>
    public abstract IEnumerable<Access> Reads { get; }
}

/// <summary><c>target += left * right</c> over all axes. Its derivative is itself with the roles swapped.</summary>
internal sealed record Contraction(Access Target, Access Left, Access Right, EquatableArray<Axis> Axes, bool Accumulate)
    : Statement(Target, Axes, Accumulate)
{
    public override IEnumerable<Access> Reads => [Left, Right];
}

/// <summary>A scalar expression for each element; an operand that lacks an axis is broadcast along it.</summary>
internal sealed record Map(Access Target, Expression Value, EquatableArray<Axis> Axes, bool Accumulate)
    : Statement(Target, Axes, Accumulate)
{
    public override IEnumerable<Access> Reads => Value.Reads;

    /// <summary>Zero everywhere.</summary>
    public static Map Clear(Tensor tensor)
    {
        Axis[] axes = tensor.Extents.Select((extent, i) => new Axis($"i{i}", extent)).ToArray();
        return new Map(Access.Of(tensor, axes), 0.0, new EquatableArray<Axis>(axes), Accumulate: false);
    }
}

/// <summary>How values along an axis become one.</summary>
internal enum Folding
{
    Sum,

    /// <summary>
    /// The largest value, taken as a constant by the derivative. What a softmax subtracts cancels out of its result, so
    /// this is exact there.
    /// </summary>
    StoppedMaximum,
}

/// <summary>Folds an expression over the axes its target lacks; over the samples too, where the target has none.</summary>
internal sealed record Reduce(Folding Folding, Access Target, Expression Value, EquatableArray<Axis> Axes, bool Accumulate)
    : Statement(Target, Axes, Accumulate)
{
    public override IEnumerable<Access> Reads => Value.Reads;
}

/// <summary><c>target[axes] = source[..., index, ...]</c>: reads where an index tells. The derivative of <see cref="Scatter"/>.</summary>
/// <param name="Source">The source, with <paramref name="Along"/> where the index goes.</param>
/// <param name="Along">The axis of the source that the index replaces.</param>
/// <param name="Index">A whole number within the extent of <paramref name="Along"/>.</param>
internal sealed record Gather(Access Target, Access Source, Axis Along, Expression Index, EquatableArray<Axis> Axes, bool Accumulate)
    : Statement(Target, Axes, Accumulate)
{
    public override IEnumerable<Access> Reads => [Source, .. Index.Reads];
}

/// <summary><c>target[..., index, ...] += source[axes]</c>: writes where an index tells. The derivative of <see cref="Gather"/>.</summary>
/// <param name="Along">The axis of the target that the index replaces.</param>
internal sealed record Scatter(Access Target, Access Source, Axis Along, Expression Index, EquatableArray<Axis> Axes)
    : Statement(Target, Axes, Accumulate: true)
{
    public override IEnumerable<Access> Reads => [Source, .. Index.Reads];
}

/// <summary>The same numbers under another shape. Costs nothing: both tensors name one memory.</summary>
internal sealed record Reshape(Access Target, Access Source, EquatableArray<Axis> Axes)
    : Statement(Target, Axes, Accumulate: false)
{
    public override IEnumerable<Access> Reads => [Source];
}
