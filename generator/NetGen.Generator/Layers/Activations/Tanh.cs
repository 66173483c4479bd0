using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>tanh(x)</c>.</summary>
internal sealed record Tanh(AttributeRecord Attribute) : ActivationFunction
{
    public override Saturation Saturation => Saturation.Centered;

    public override string Formula(Shape input) => "output = tanh(input)";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.Tanh(x);
}
