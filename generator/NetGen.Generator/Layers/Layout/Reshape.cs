using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Reads the same numbers, row-major, as another shape.</summary>
internal sealed record Reshape(AttributeRecord Attribute) : Layer
{
    public override IEnumerable<ArgumentProblem> Arguments => ArgumentProblems.Positive(Attribute, Attribute.Positional.Select(argument => argument.Name));

    private Shape Target => new(Attribute.Positional.Select(argument => (int)argument.Value!).ToEquatableArray());

    public override Shape? Output(Shape input) => Target.Size == input.Size && input.Size <= int.MaxValue ? Target : null;

    public override string Misfit(Shape input) => $"{Product(Target)} is not {Product(input)}: the shape {Target} does not hold the {input} input";

    public override bool IsLinear => true;

    public override int[]? Copies(IReadOnlyList<Shape> inputs) => [.. Enumerable.Range(0, (int)inputs[0].Size)];

    public override string Formula(Shape input) => "output is input, read as another shape";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Tensor output = lowering.Value(Target);
        lowering.Reshape(output, input);
        return output;
    }

    private static string Product(Shape shape) => shape.IsVector ? Numbers.Text(shape.Channels) : $"{string.Join("*", shape.Extents)} = {shape.Size}";
}
