using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A function applied to every number by itself. An activation is its expression; its derivative follows.</summary>
internal abstract record ActivationFunction : Layer
{
    public override Shape? Output(Shape input) => input;

    public override bool IsStepwise => true;

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis[] axes = Axes(shape);
        Tensor output = lowering.Value(shape);
        lowering.Map(Access.Of(output, axes), Value(new Read(Access.Of(input, axes)), lowering, axes), axes);
        return output;
    }

    /// <summary>The value at <paramref name="x"/>.</summary>
    protected abstract Expression Value(Expression x, Lowering lowering, Axis[] axes);

    protected static Axis[] Axes(Shape shape) => shape.Rank switch
    {
        1 => [new("o", shape.Extents[0])],
        2 => [new("t", shape.Extents[0]), new("c", shape.Extents[1])],
        _ => [new("y", shape.Extents[0]), new("x", shape.Extents[1]), new("c", shape.Extents[2])],
    };
}
