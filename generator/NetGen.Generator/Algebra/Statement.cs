using NetGen.Generator.Declaration;

namespace NetGen.Generator.Algebra;

/// <summary>
/// One step of a computation over named axes. Statements run in order, for every sample of the batch; what they write
/// is fully defined by what they read. A statement either defines its target or adds to it.
/// </summary>
internal abstract record Statement(Access Target, EquatableArray<Axis> Axes, bool Accumulate)
{
    /// <summary>The elements it reads, its target excluded.</summary>
    public abstract IEnumerable<Access> Reads { get; }

    /// <summary>The loop over time that it stands in; null for none.</summary>
    public Recurrence? Within { get; init; }

    /// <summary>The same statement, defining its target or adding to it.</summary>
    public Statement Adding(bool adds) => this with { Accumulate = adds };

    /// <summary>The same statement on other elements.</summary>
    public abstract Statement Over(Func<Access, Access> element);
}

/// <summary><c>target += left * right</c> over all axes. Its derivative is itself with the roles swapped.</summary>
internal sealed record Contraction(Access Target, Access Left, Access Right, EquatableArray<Axis> Axes, bool Accumulate)
    : Statement(Target, Axes, Accumulate)
{
    /// <summary>Whether each output is one sum, however few there are: what runs step by step as well must not add up otherwise because it has one step.</summary>
    public bool InOneSum { get; init; }

    public override IEnumerable<Access> Reads => [Left, Right];

    public override Statement Over(Func<Access, Access> element) => this with { Target = element(Target), Left = element(Left), Right = element(Right) };
}

/// <summary>A scalar expression for each element; an operand that lacks an axis is broadcast along it.</summary>
internal sealed record Map(Access Target, Expression Value, EquatableArray<Axis> Axes, bool Accumulate)
    : Statement(Target, Axes, Accumulate)
{
    public override IEnumerable<Access> Reads => Value.Reads;

    public override Statement Over(Func<Access, Access> element) => this with { Target = element(Target), Value = Value.Over(read => new Read(element(read))) };

    /// <summary>Zero everywhere.</summary>
    public static Map Clear(Tensor tensor)
    {
        Axis[] axes = Algebra.Axes.Of(tensor);
        return new Map(Access.Of(tensor, axes), 0.0, new EquatableArray<Axis>(axes), Accumulate: false);
    }
}

/// <summary>How values along an axis become one.</summary>
internal enum Folding
{
    Sum,

    /// <summary>The largest value; its derivative goes to the first place that holds it.</summary>
    Maximum,

    /// <summary>Which of the folded places, counted in the order of the axes from 0, holds the largest value first.</summary>
    Place,

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

    public override Statement Over(Func<Access, Access> element) =>
        this with { Target = element(Target), Value = Value.Over(read => new Read(element(read))), Place = Place is null ? null : element(Place) };

    /// <summary>For a maximum: where the statement before it left its place. Only the derivative reads it.</summary>
    public Access? Place { get; init; }

    /// <summary>The axes that are folded, in order.</summary>
    public IEnumerable<Axis> Folded => Axes.Where(axis => !Target.Axes.Contains(axis));

    /// <summary>Which of the folded places the axes stand at.</summary>
    public Expression PlaceOfAxes
    {
        get
        {
            List<(int, Axis)> terms = [];
            int stride = 1;
            foreach (Axis axis in Folded.Reverse())
            {
                terms.Insert(0, (stride, axis));
                stride *= axis.Extent;
            }

            return new Position(Affine.Of(0, terms.ToArray()));
        }
    }
}

/// <summary><c>target[axes + before] = source[axes]</c>, and <paramref name="Fill"/> around it: a border.</summary>
/// <param name="Before">How far the source lies inside the target, for each extent.</param>
/// <param name="Fill">0, or minus infinity where a maximum follows.</param>
internal sealed record Pad(Access Target, Access Source, EquatableArray<int> Before, double Fill, EquatableArray<Axis> Axes)
    : Statement(Target, Axes, Accumulate: false)
{
    public override IEnumerable<Access> Reads => [Source];

    public override Statement Over(Func<Access, Access> element) => this with { Target = element(Target), Source = element(Source) };

    /// <summary>A border around <paramref name="source"/>.</summary>
    public static Pad Of(Tensor target, Tensor source, int[] before, double fill)
    {
        Axis[] axes = Algebra.Axes.Of(source);
        Affine[] inside = axes.Select((axis, i) => Affine.Of(before[i], (1, axis))).ToArray();
        return new Pad(Access.At(target, inside), Access.Of(source, axes), new(before), fill, new(axes));
    }
}

/// <summary><c>target[axes] = source[..., index, ...]</c>: reads where an index tells. The derivative of <see cref="Scatter"/>.</summary>
/// <param name="Source">The source, with <paramref name="Along"/> where the index goes.</param>
/// <param name="Along">The axis of the source that the index replaces.</param>
/// <param name="Index">A whole number within the extent of <paramref name="Along"/>.</param>
internal sealed record Gather(Access Target, Access Source, Axis Along, Expression Index, EquatableArray<Axis> Axes, bool Accumulate)
    : Statement(Target, Axes, Accumulate)
{
    public override IEnumerable<Access> Reads => [Source, .. Index.Reads];

    public override Statement Over(Func<Access, Access> element) => this with { Target = element(Target), Source = element(Source), Index = Index.Over(read => new Read(element(read))) };
}

/// <summary><c>target[..., index, ...] += source[axes]</c>: writes where an index tells. The derivative of <see cref="Gather"/>.</summary>
/// <param name="Along">The axis of the target that the index replaces.</param>
internal sealed record Scatter(Access Target, Access Source, Axis Along, Expression Index, EquatableArray<Axis> Axes)
    : Statement(Target, Axes, Accumulate: true)
{
    /// <summary>Whether the value takes the place of what is there instead of being added to it.</summary>
    public bool Replaces { get; init; }

    public override IEnumerable<Access> Reads => [Source, .. Index.Reads];

    public override Statement Over(Func<Access, Access> element) => this with { Target = element(Target), Source = element(Source), Index = Index.Over(read => new Read(element(read))) };
}

/// <summary>
/// For each element of each sample <c>1 / (1 - rate)</c>, or 0 with the probability <paramref name="Rate"/>: a function of the seed,
/// the step, the sample, the layer and the element. It depends on nothing that has a derivative.
/// </summary>
/// <param name="Layer">Which of the network's masks it is, from 0.</param>
/// <param name="Before">Elements of the masks before it.</param>
internal sealed record Mask(Access Target, int Layer, int Before, double Rate, EquatableArray<Axis> Axes)
    : Statement(Target, Axes, Accumulate: false)
{
    public override IEnumerable<Access> Reads => [];

    public override Statement Over(Func<Access, Access> element) => this with { Target = element(Target) };
}

/// <summary>The same numbers under another shape. Costs nothing: both tensors name one memory.</summary>
internal sealed record Reshape(Access Target, Access Source, EquatableArray<Axis> Axes)
    : Statement(Target, Axes, Accumulate: false)
{
    public override IEnumerable<Access> Reads => [Source];

    public override Statement Over(Func<Access, Access> element) => this with { Target = element(Target), Source = element(Source) };
}
