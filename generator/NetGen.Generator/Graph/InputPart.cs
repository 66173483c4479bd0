using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>One of several inputs: its part of the sample. No attribute stands for it; the graph puts it before the layers.</summary>
internal sealed record InputPart(SamplePart Part) : Layer
{
    public override AttributeRecord Attribute { get; init; } = new(nameof(InputPart), new([new Argument("Offset", Part.Offset)]), EquatableArray<Argument>.Empty, 0);

    public override string Sketch => $"input[{Numbers.Text(Part.Offset)}..{Numbers.Text(Part.Offset + Part.Size)}]";

    public override Shape? Output(Shape input) => Part.Shape;

    public override int[]? Copies(IReadOnlyList<Shape> inputs) => [.. Enumerable.Range(Part.Offset, Part.Size)];

    public override string Formula(Shape input) => Part.Offset == 0 ? "output is where the sample begins" : $"output is the sample from number {Numbers.Text(Part.Offset)} on";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Tensor output = lowering.Value(Part.Shape);
        Axis[] axes = Axes.Of(output);
        lowering.Map(Access.Of(output, axes), new Read(Access.At(input, RowMajor.Index(Part.Offset, axes))), axes);
        return output;
    }
}
