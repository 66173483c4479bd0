using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>clip(x, -1, 1)</c>.</summary>
internal sealed record HardTanh(AttributeRecord Attribute) : ActivationFunction
{
    public override Saturation Saturation => Saturation.Centered;

    public override string Formula(Shape input) => "output = clip(input, -1, 1)";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) =>
        Expressions.Select(Comparison.LessOrEqual, x, -1.0, -1.0, Expressions.Select(Comparison.LessOrEqual, 1.0, x, 1.0, x));
}
