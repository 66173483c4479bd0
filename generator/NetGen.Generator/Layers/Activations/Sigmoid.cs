using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>1 / (1 + exp(-x))</c>.</summary>
internal sealed record Sigmoid(AttributeRecord Attribute) : ActivationFunction
{
    public override Saturation Saturation => Saturation.Everywhere;

    public override string Formula(Shape input) => "output = 1 / (1 + exp(-input))";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.Sigmoid(x);
}
