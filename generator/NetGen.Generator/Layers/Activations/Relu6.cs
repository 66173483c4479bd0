using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>clip(x, 0, 6)</c>.</summary>
internal sealed record Relu6(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = clip(input, 0, 6)";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => 
        Expressions.Select(Comparison.LessOrEqual, x, 0.0, 0.0, Expressions.Select(Comparison.LessOrEqual, 6.0, x, 6.0, x));
}
