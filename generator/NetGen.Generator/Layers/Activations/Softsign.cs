using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x / (1 + |x|)</c>.</summary>
internal sealed record Softsign(AttributeRecord Attribute) : ActivationFunction
{
    public override Saturation Saturation => Saturation.Centered;

    public override string Formula(Shape input) => "output = input / (1 + |input|)";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.Softsign(x);
}
