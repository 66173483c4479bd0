using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The identity, said on purpose. Costs nothing.</summary>
internal sealed record Linear(AttributeRecord Attribute) : Layer
{
    public override Shape? Output(Shape input) => input;

    public override bool IsStepwise => true;

    public override bool IsLinear => true;

    public override int[]? Copies(IReadOnlyList<Shape> inputs) => [.. Enumerable.Range(0, (int)inputs[0].Size)];

    public override string Formula(Shape input) => "output = input";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Tensor output = lowering.Value(shape);
        lowering.Reshape(output, input);
        return output;
    }
}
