using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A layer of several inputs: the running value, then named ones.</summary>
internal abstract record Join(AttributeRecord Attribute) : Layer
{
    /// <summary>The names of the inputs besides the running value.</summary>
    public IReadOnlyList<string> Names => Attribute.Strings("names") ?? [];

    public override IEnumerable<ArgumentProblem> Arguments => 
        Names.Count == 0 ? [ArgumentProblem.Of("names", $"it names nothing to join with; name a layer or an input that stands before it, as [{Kind}(\"Dense1\")]")]
        : Attribute.Find("names") is EquatableArray<object?> given && given.Any(name => name is null or "") ? [ArgumentProblem.Of("names", "one of its names is null or empty")]
        : [];

    public override string Sketch => $"{Kind}({string.Join(", ", Names)})";

    /// <summary>The shape that comes out, or null where the inputs do not go together.</summary>
    public virtual Shape? Output(IReadOnlyList<Shape> inputs) => inputs.All(input => input == inputs[0]) ? inputs[0] : null;

    public sealed override Shape? Output(Shape input) => null;

    public override bool IsStepwise => true;

    /// <summary>Writes the statements of the layer and returns its result.</summary>
    public virtual Tensor Lower(Lowering lowering, IReadOnlyList<Tensor> inputs)
    {
        Axis[] axes = Axes.Of(inputs[0]);
        Tensor output = lowering.Value(new Shape([.. inputs[0].Extents]));
        Expression[] values = [.. inputs.Select(input => new Read(Access.Of(input, axes)))];
        lowering.Map(Access.Of(output, axes), Of(values), axes);
        return output;
    }

    public sealed override Tensor Lower(Lowering lowering, Tensor input, Shape shape) => throw new InvalidOperationException($"{Kind} has several inputs.");

    /// <summary>An element of the output from those of the inputs.</summary>
    protected abstract Expression Of(IReadOnlyList<Expression> values);
}
