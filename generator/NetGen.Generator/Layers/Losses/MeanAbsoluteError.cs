using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>|output - target|</c> for each output.</summary>
internal sealed record MeanAbsoluteError(AttributeRecord Attribute) : Loss(Attribute)
{
    public override string Formula => Folded("|output - target|");

    public override Tensor Lower(Lowering lowering, Tensor output, Tensor target, Shape shape, Precision precision) => Fold(lowering, shape, axes =>
    {
        Expression error = new Read(Access.Of(output, axes)) - new Read(Access.Of(target, axes));
        return Expressions.Absolute(error);
    });
}
