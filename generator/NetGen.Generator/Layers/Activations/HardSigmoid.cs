using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>clip(x / 6 + 1/2, 0, 1)</c>.</summary>
internal sealed record HardSigmoid(AttributeRecord Attribute) : ActivationFunction
{
    public override Saturation Saturation => Saturation.Everywhere;

    public override string Formula(Shape input) => "output = clip(input / 6 + 1/2, 0, 1)";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.HardSigmoid(x);
}
