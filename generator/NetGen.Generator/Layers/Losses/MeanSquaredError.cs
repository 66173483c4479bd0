using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>(output - target)^2</c> for each output.</summary>
internal sealed record MeanSquaredError(AttributeRecord Attribute) : Loss(Attribute)
{
    public override string Formula => Folded(Half ? "(output - target)^2 / 2" : "(output - target)^2");

    public override Tensor Lower(Lowering lowering, Tensor output, Tensor target, Shape shape, Precision precision) => Fold(lowering, shape, axes =>
    {
        Expression error = new Read(Access.Of(output, axes)) - new Read(Access.Of(target, axes));
        return Half ? 0.5 * (error * error) : error * error;
    });

    private bool Half => Attribute.Bool("Half");
}
