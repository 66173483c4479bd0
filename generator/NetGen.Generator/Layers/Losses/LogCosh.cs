using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>log(cosh(output - target))</c> for each output.</summary>
internal sealed record LogCosh(AttributeRecord Attribute) : Loss(Attribute)
{
    public override string Formula => Folded("log(cosh(output - target))");

    public override Tensor Lower(Lowering lowering, Tensor output, Tensor target, Shape shape, Precision precision) => Fold(lowering, shape, axes =>
        Expressions.LogCosh(new Read(Access.Of(output, axes)) - new Read(Access.Of(target, axes))));
}
