using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>The outputs of a network behind each other, each as a row. No attribute stands for it; the graph puts it behind the layers.</summary>
internal sealed record OutputParts(AttributeRecord Attribute, EquatableArray<SamplePart> Parts) : Join(Attribute)
{
    public override string Sketch => $"({string.Join(", ", Parts.Select(part => part.Name))})";

    public static OutputParts Of(SamplePart[] parts) =>
        new(new AttributeRecord(nameof(OutputParts), EquatableArray<Argument>.Empty, EquatableArray<Argument>.Empty, 0), new(parts));

    public override Shape? Output(IReadOnlyList<Shape> inputs) => new((int)inputs.Sum(input => input.Size));

    public override string Formula(Shape input) => $"output is {string.Join(", then ", Parts.Select(part => part.Name))}";

    public override Tensor Lower(Lowering lowering, IReadOnlyList<Tensor> inputs)
    {
        Tensor output = lowering.Value(new Shape(Parts.Sum(part => part.Size)));
        foreach ((Tensor input, SamplePart part) in inputs.Zip(Parts, (input, part) => (input, part)))
        {
            Axis[] axes = Axes.Of(input);
            lowering.Map(Access.At(output, RowMajor.Index(part.Offset, axes)), new Read(Access.Of(input, axes)), axes);
        }

        return output;
    }

    protected override Expression Of(IReadOnlyList<Expression> values) => throw new InvalidOperationException("The outputs lie apart.");
}
