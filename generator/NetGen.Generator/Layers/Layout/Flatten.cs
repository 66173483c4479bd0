using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Reads an image or a sequence as one vector, row-major.</summary>
internal sealed record Flatten(AttributeRecord Attribute) : Layer
{
    public override Shape? Output(Shape input) => input.Size <= int.MaxValue ? new Shape((int)input.Size) : null;

    public override bool IsLinear => true;

    public override int[]? Copies(IReadOnlyList<Shape> inputs) => [.. Enumerable.Range(0, (int)inputs[0].Size)];

    public override string Formula(Shape input) => "output is input, read as one row";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Tensor output = lowering.Value(Output(shape)!);
        lowering.Reshape(output, input);
        return output;
    }
}
